"""`sayso content new`: asks for a card part by part, and writes it into the file of its theme.

Each answer is checked at once and kept in a draft, so that a break loses nothing. What a good answer is, is
decided in `content.lint`; this module only asks and tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer
import yaml
from pydantic import ValidationError

from bot.clock import SystemClock
from bot.terminal import fail
from content.faults import BrokenContentError
from content.lint.checker import breaches
from content.lint.interview import Answers, Ask, Choices, asks, card_from, trouble
from content.lint.items import PackItems, Placed, Reading, read_items
from content.lint.rules import Bench
from content.lint.words import load_words
from content.lint.writing import CannotAddError, add_card
from content.models import Scenario

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

DRAFT = "new-card.draft"
_OPTIONS = ("3", "4")


class Draft:
    """The answers so far, written to a file after each one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.answers: Answers = {}

    def take_up(self) -> None:
        """Go on with what an earlier call left, if the author wants that."""
        if not self.file.exists():
            return
        kept = yaml.safe_load(self.file.read_text(encoding="utf-8"))
        if isinstance(kept, dict) and typer.confirm(
            f"Go on with the draft of {len(kept)} answers?", default=True
        ):
            self.answers = {str(part): str(answer) for part, answer in kept.items()}

    def keep(self, part: str, answer: str) -> None:
        """Add an answer, or put it in the place of an earlier one."""
        self.answers[part] = answer
        text = yaml.safe_dump(self.answers, sort_keys=False, allow_unicode=True)
        self.file.write_text(text, encoding="utf-8")

    def drop(self) -> None:
        """The card is written; the draft is not needed any more."""
        self.file.unlink(missing_ok=True)


def write_card(folder: Path) -> None:
    """Ask for a card and write it below `folder`. Ends the command where that cannot be done."""
    draft = Draft(folder / DRAFT)
    try:
        draft.take_up()
        written = _Interview(draft, read_items(folder), folder).hold()
        draft.drop()
    except (typer.Abort, KeyboardInterrupt, EOFError):
        _stopped(draft)
    except CannotAddError as reason:
        fail(f"{reason} The card is kept in {draft.file}.")
    except BrokenContentError as broken:
        fail(str(broken))
    except (OSError, yaml.YAMLError) as error:
        fail(f"The draft or the card cannot be read or written in {folder}: {error}.")
    typer.echo(
        f"Written to {written}. Read it aloud, run `sayso content check`, and meet it with `make run`."
    )


def _stopped(draft: Draft) -> NoReturn:
    kept = (
        f"Your {len(draft.answers)} answers are kept in {draft.file}."
        if draft.answers
        else "Nothing was kept."
    )
    fail(f"\n{kept} `sayso content new` goes on from there.")


class _Interview:
    """Asks what the draft does not know yet, until the card breaks no rule."""

    def __init__(self, draft: Draft, read: Reading, folder: Path) -> None:
        self._draft = draft
        self._read = read
        self._folder = folder
        self._bench = Bench(load_words(), SystemClock().now().date())

    def hold(self) -> Path:
        """Ask everything, mend what the rules find, and write. Gives the file that has the card."""
        if not self._read.packs:
            fail(f"{self._folder} has no pack that can be read; `sayso content check` tells why.")
        packs = {pack.head.pack: pack for pack in self._read.packs}
        pack = packs[self._choice("pack", "Pack", tuple(packs))]
        theme = self._choice("theme", "Theme", tuple(pack.head.item.themes))
        questions = list(
            asks(int(self._choice("how-many", "How many options", _OPTIONS)), self._choices(pack))
        )
        for ask in questions:
            if ask.part not in self._draft.answers:
                self._ask(ask)
        while findings := self._findings(pack, theme):
            self._mend(findings, questions)
        file = self._folder / pack.head.pack / "scenarios" / f"{theme}.yaml"
        add_card(file, theme, card_from(self._card_answers()))
        return file

    def _choices(self, pack: PackItems) -> Choices:
        everything = [
            item for one in self._read.packs for item in (*one.cards, *one.excerpts, *one.rehearsals)
        ]
        return Choices(
            tuple(pack.head.item.principles),
            tuple(excerpt.item.id for excerpt in pack.excerpts),
            frozenset(item.item.id for item in everything),
        )

    def _choice(self, part: str, says: str, choices: Sequence[str]) -> str:
        kept = self._draft.answers.get(part, "")
        answer = kept if kept in choices else _one_of(says, choices)
        self._draft.keep(part, answer)
        return answer

    def _ask(self, ask: Ask) -> None:
        """Ask until the answer is good. Numbers stand for the choices of a list."""
        while True:
            answer = _one_of(ask.prompt, ask.choices) if ask.choices else _line(ask.prompt)
            told = trouble(ask, answer, self._bench)
            if told is None:
                self._draft.keep(ask.part, answer)
                return
            typer.echo(told)

    def _findings(self, pack: PackItems, theme: str) -> list[tuple[str, str]]:
        """What is still to mend: the part, or nothing where it is about several, and the sentence."""
        try:
            card = Scenario.model_validate(card_from(self._card_answers()))
        except ValidationError as invalid:
            return [(_part(error["loc"]), error["msg"]) for error in invalid.errors(include_url=False)]
        placed = Placed(card, pack.head.pack, theme, pack.head.file, ())
        return [
            (_part(finding.where), f"{_part(finding.where)} {finding.remedy}")
            for finding in breaches(placed, pack, self._bench)
        ]

    def _mend(self, findings: list[tuple[str, str]], questions: list[Ask]) -> None:
        part, told = findings[0]
        typer.echo(f"\n{told}")
        asked = {ask.part: ask for ask in questions}
        chosen = part if part in asked else _one_of("Which part do you want to change", tuple(asked))
        typer.echo(f"Now: {self._draft.answers[chosen]}")
        self._ask(asked[chosen])

    def _card_answers(self) -> Answers:
        about = {"pack", "theme", "how-many"}
        return {part: answer for part, answer in self._draft.answers.items() if part not in about}


def _part(where: Sequence[str | int]) -> str:
    return ".".join(map(str, where))


def _line(says: str) -> str:
    return " ".join(str(typer.prompt(says)).split())


def _one_of(says: str, choices: Sequence[str]) -> str:
    """One of the choices, by its number or its name."""
    for number, choice in enumerate(choices, 1):
        typer.echo(f"  {number:>2} {choice}")
    while True:
        typed = _line(says)
        if typed in choices:
            return typed
        if typed.isdecimal() and 0 < int(typed) <= len(choices):
            return choices[int(typed) - 1]
        typer.echo(f"Type a number from 1 to {len(choices)}, or a name from the list.")
