"""Brings the catalogues of translations up to date with the sentences of the bot: `python -m tests.catalogues`.

Beside what is translated it adds what is new, without a translation, and drops what nobody says any more. It must
never guess a translation from one that looks alike.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from bot.words import LOCALE, mark

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = LOCALE / "sayso.pot"
AT = datetime(2026, 1, 1, tzinfo=UTC)  # always the same, so that the same words make the same file
HEADER = """# A draft, unless signed.yaml beside it names who signed it. See docs/translating.md.
msgid ""
msgstr ""
"Project-Id-Version: Say So\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def catalogues() -> list[Path]:
    """Every catalogue that there is."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/sayso.po"))


def language_of(path: Path) -> str:
    """The code of the language of a catalogue."""
    return path.parents[1].name


def read(path: Path) -> Catalog:
    """A catalogue, or the template."""
    locale = None if path == TEMPLATE else language_of(path)
    with path.open("rb") as file:
        return read_po(file, locale=locale, ignore_obsolete=False)


def renewed(path: Path, template: Path = TEMPLATE) -> str:
    """The catalogue with all sentences of the template and no others, translated as far as it was."""
    language, there = language_of(path), read(path)
    made = Catalog(locale=language)
    for message in read(template):
        if message.id:
            known = there.get(message.id)
            string = known.string if known and not known.fuzzy else ""
            made.add(message.id, string, flags=message.flags)
    body = BytesIO()
    write_po(body, made, omit_header=True, sort_output=True, no_location=True)
    return HEADER.format(language=language, plurals=get_plural(language)) + body.getvalue().decode()


def compiled(path: Path) -> bytes:
    """The catalogue as the bot reads it."""
    catalogue = read(path)
    catalogue.creation_date = catalogue.revision_date = AT
    body = BytesIO()
    write_mo(body, catalogue)
    return body.getvalue()


def main() -> None:
    """Renew and compile them all, and say what somebody who signs one has to write down."""
    for path in catalogues():
        path.write_text(renewed(path), encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(path))
        print(f"{language_of(path)}: of: {mark(language_of(path))}")  # noqa: T201 - for whoever signs


if __name__ == "__main__":
    main()
