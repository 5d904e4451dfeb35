"""A small content folder that breaks no rule, made from the annotated examples, for tests to sow faults in."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from content.library import CONTENT
from content.lint.checker import Report, check

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
TODAY = date(2026, 11, 23)
EXCERPT = "adults/excerpts/ignored-calls.yaml"
CARD = "adults/scenarios/financial-abuse.yaml"
TALK = "adults/rehearsals/food-drink.yaml"
CHILD_CARD = "children/scenarios/child-allegations-staff.yaml"
GUIDE = "concern/guide.yaml"

_ADULTS = """\
id: adults
name: Adults' services
about: For people who care for adults.
themes: {ignored-calls: Bells, financial-abuse: Money, food-drink: Food and drink}
principles: {person-first: The person first., tell-this-shift: Tell this shift., say-it-kindly: Say it kindly.}
"""
_CHILDREN = """\
id: children
name: Children's services
about: For people who care for children.
themes: {child-allegations-staff: Worries about staff}
principles: {tell-this-shift: Tell this shift., person-first: The child first.}
"""


def small_content(folder: Path) -> Path:
    """Both packs with the examples in them, the shipped concern guide and the shipped contacts."""
    content = folder / "content"
    (content / "concern").mkdir(parents=True)
    shutil.copy(CONTENT / GUIDE, content / GUIDE)
    (content / "contacts").symlink_to(CONTENT / "contacts")
    excerpt, card, talk = (_example(kind) for kind in ("excerpt", "scenario", "rehearsal"))
    _write(content / "adults" / "pack.yaml", _ADULTS)
    _write(content / EXCERPT, excerpt)
    _write(content / CARD, card)
    _write(content / TALK, talk)
    _write(content / "children" / "pack.yaml", _CHILDREN)
    _write(content / "children" / "excerpts" / "page.yaml", _for_children(excerpt))
    _write(content / CHILD_CARD, _for_children(card))
    return content


def sow(content: Path, file: str, old: str, new: str) -> int:
    """Put `new` in the place of `old`, which stands once in the file, and give its line."""
    text = (content / file).read_text(encoding="utf-8")
    assert 1 == text.count(old), f"{old!r} stands {text.count(old)} times in {file}"
    _write(content / file, text.replace(old, new))
    return text[: text.index(old)].count("\n") + 1


def checked(content: Path) -> Report:
    """What the checker says on the day of these tests."""
    return check(content, TODAY)


def _example(kind: str) -> str:
    text = (EXAMPLES / f"{kind}.yaml").read_text(encoding="utf-8")
    return text.replace("when-it-is-safeguarding", "example-out-of-reach").replace(
        "within-reach", "example-out-of-reach"
    )


def _for_children(text: str) -> str:
    swaps = {
        "example-": "child-example-",
        "theme: ignored-calls": "theme: child-allegations-staff",
        "theme: financial-abuse": "theme: child-allegations-staff",
        "setting: supported-living": "setting: residential-school",
        "the safeguarding lead or the council.": "the LADO, the council's officer for this.",
    }
    for old, new in swaps.items():
        text = text.replace(old, new)
    return text


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
