"""The shapes of what is taught: excerpts, scenario cards, rehearsals and the concern guide.

Limits come from what fits one phone screen (rows 1 and 2 of the requirements: an excerpt has at most 90 words
and 600 characters, a card 900, guidance 600). They are a little lower here, because a title, a line that says
"draft" and a line with a telephone number are added when a thing is shown.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from content.kinds import Counterpart, Setting

EXCERPT_WORDS = 90
EXCERPT_CHARACTERS = 540
CARD_CHARACTERS = 800
DOOR_WORDS = 90
_SLUG = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def _shown(text: object) -> object:
    """Text as it is shown: authors may break lines anywhere; a blank line parts two paragraphs.

    YAML itself joins broken lines in a text that begins with `>-`, and leaves one line break for a blank line.

    Comes before the limits are looked at, which are about what is shown.
    """
    if not isinstance(text, str):
        return text
    if not any(sign.isprintable() and not sign.isspace() for sign in text):
        raise ValueError("has no text that can be seen: write some.")  # a button needs a label, or is refused
    if "\n" not in text:  # as almost all are by now; the other way is three times as long
        return " ".join(text.split())
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\s*\n\s*", text.strip()))


# The longest slug leaves room for route and version in Telegram's 64 bytes of callback data.
Slug = Annotated[str, Field(pattern=_SLUG, max_length=40)]
Prose = Annotated[str, BeforeValidator(_shown)]
CareCertificate = Annotated[tuple[Annotated[int, Field(ge=1, le=16)], ...], Field(min_length=1)]


class Strict(BaseModel):
    """A part of the content: cannot change once read, and refuses fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Signable(Strict):
    """Something that a safeguarding lead can sign off."""

    review_by: date

    @cached_property
    def version(self) -> str:
        """A short hash of what is said here. When it is to be reviewed next is not part of what is said."""
        said = self.model_dump_json(exclude={"review_by"})
        return hashlib.sha256(said.encode()).hexdigest()[:12]

    def __copy__(self) -> Self:
        """Without the version, which is worked out anew: a copy may be changed."""
        copied = super().__copy__()
        copied.__dict__.pop("version", None)
        return copied


class Level(StrEnum):
    """How serious a situation is; what is done about it follows from this."""

    DAY_TO_DAY = "D"
    SAFEGUARDING = "S"
    EMERGENCY = "E"


class Rating(StrEnum):
    """How well a choice protects the person cared for. There is no "wrong": every choice teaches."""

    STRONG = "strong"
    PARTLY = "partly"
    RISKY = "risky"
    UNSAFE = "unsafe"


class Kind(StrEnum):
    """What a card is about."""

    CHALLENGE = "challenge"
    GOOD_PRACTICE = "good-practice"
    BEING_CHALLENGED = "being-challenged"


class Taught(Signable):
    """What every item of a pack says about itself."""

    id: Slug
    title: Prose = Field(max_length=50)
    principle: Slug
    level: Level
    care_certificate: CareCertificate
    source: Prose = Field(description="Where its facts come from: an Act, a regulation, guidance.")


class Excerpt(Taught):
    """A short piece of the pack: one screen, with one thing to try."""

    settings: tuple[Setting, ...] = Field(min_length=1)
    text: Prose
    to_try: Prose = Field(max_length=160)

    @model_validator(mode="after")
    def _fits_one_screen(self) -> Self:
        whole = f"{self.text} {self.to_try}"
        words = len(whole.split())
        if words > EXCERPT_WORDS or len(whole) > EXCERPT_CHARACTERS:
            raise ValueError(
                f"text and to_try have {words} words and {len(whole)} characters together: "
                f"shorten them to {EXCERPT_WORDS} words and {EXCERPT_CHARACTERS} characters."
            )
        return self


class Option(Strict):
    """One thing that a worker could do, and what it would lead to."""

    key: Annotated[str, Field(pattern="^[a-d]$")]
    text: Prose = Field(min_length=20, max_length=130)
    rating: Rating
    guidance: Prose = Field(min_length=80, max_length=300)
    words: Prose = Field(max_length=110, description="Words to say, in the first person, without quotes.")
    excerpt: Slug | None = Field(default=None, description="The excerpt behind it, if not the card's own.")


class Facilitator(Strict):
    """Help for a talk in a team about this card."""

    note: Prose = Field(max_length=400)
    questions: tuple[Prose, Prose]


class Scenario(Taught):
    """A scenario card: one moment, one pressure, three or four things that decent people do."""

    kind: Kind
    setting: Setting
    good_to_notice: bool = Field(default=False, description="Whether there is good practice in it to name.")
    situation: Prose = Field(min_length=150, max_length=480)
    question: Prose = Field(max_length=80)
    options: tuple[Option, ...] = Field(min_length=3, max_length=4)
    if_then: Prose = Field(max_length=120)
    excerpt: Slug
    facilitator: Facilitator

    @model_validator(mode="after")
    def _fits_one_screen(self) -> Self:
        parts = (self.title, self.situation, self.question, *(option.text for option in self.options))
        length = sum(len(part) for part in parts)
        if length > CARD_CHARACTERS:
            raise ValueError(
                f"title, situation, question and options have {length} characters together: "
                f"shorten them to {CARD_CHARACTERS}."
            )
        return self

    @model_validator(mode="after")
    def _ratings_teach(self) -> Self:
        ratings = [option.rating for option in self.options]
        if ratings.count(Rating.STRONG) != 1:
            raise ValueError("options need exactly one that is rated strong.")
        if not {Rating.RISKY, Rating.UNSAFE} & set(ratings):
            raise ValueError("options need at least one that is rated risky or unsafe.")
        if len({option.key for option in self.options}) != len(self.options):
            raise ValueError("options need keys of their own: a, b, c, d.")
        return self

    def option(self, key: str) -> Option | None:
        """The option with this key, if the card has it."""
        return next((option for option in self.options if option.key == key), None)


class Choice(Strict):
    """Something that one could say in a rehearsal, and where it leads."""

    key: Annotated[str, Field(pattern="^[a-d]$")]
    text: Prose = Field(min_length=10, max_length=160)
    to: Slug
    sets: tuple[Slug, ...] = ()
    needs: tuple[Slug, ...] = ()


class Ending(Strict):
    """How a rehearsal can end: what worked, and what else one could try."""

    worked: Prose = Field(max_length=300)
    another_way: Prose = Field(max_length=200)
    words: Prose = Field(max_length=140)


class Node(Strict):
    """A step of a rehearsal: what the other person says and does, then either choices or an ending."""

    says: Prose = Field(max_length=400)
    choices: tuple[Choice, ...] = Field(default=(), max_length=4)
    ending: Ending | None = None

    @model_validator(mode="after")
    def _goes_on_or_ends(self) -> Self:
        if bool(self.choices) == (self.ending is not None):
            raise ValueError("needs either choices or an ending, not both and not neither.")
        return self


class Rehearsal(Taught):
    """A branching conversation with somebody who answers back."""

    counterpart: Counterpart
    setting: Setting
    situation: Prose = Field(max_length=480)
    recap: Prose = Field(max_length=160, description="One sentence that says where one was, after days away.")
    start: Slug
    nodes: dict[Slug, Node]
    excerpt: Slug
    withdrawn: tuple[str, ...] = Field(
        default=(), description="Versions that were not safe: whoever is in one is told, and starts anew."
    )

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        for name, node in self.nodes.items():
            for choice in node.choices:
                if choice.to not in self.nodes:
                    raise ValueError(f"nodes.{name} leads to {choice.to}, which is not there: add that node.")
        if self.start not in self.nodes:
            raise ValueError(f"start names {self.start}, which is not among the nodes: add that node.")
        return self


class ExcerptFile(Strict):
    """The excerpts of one theme."""

    theme: Slug
    excerpts: tuple[Excerpt, ...] = Field(min_length=1)


class ScenarioFile(Strict):
    """The scenario cards of one theme."""

    theme: Slug
    scenarios: tuple[Scenario, ...] = Field(min_length=1)


class RehearsalFile(Strict):
    """The rehearsals of one theme."""

    theme: Slug
    rehearsals: tuple[Rehearsal, ...] = Field(min_length=1)


class PackFile(Strict):
    """What a pack says about itself: its name, its themes and its principles in plain words."""

    id: Slug
    name: Prose = Field(max_length=40)
    about: Prose = Field(max_length=200)
    owner: Prose = Field(default="dignity lead", description="The role that keeps it right.")
    themes: dict[Slug, Prose]
    principles: dict[Slug, Prose]


class Door(Strict):
    """One way into the concern guide: at most 90 words on what to do, say, write down and whom to tell."""

    id: Slug
    label: Prose = Field(max_length=40)
    typed: tuple[str, ...] = Field(min_length=1, description="Words that open it when they are typed.")
    danger: bool = Field(default=False, description="Whether 999 stands first.")
    council: bool = Field(default=True, description="Whether it ends with the council's numbers.")
    way_round: bool = Field(default=False, description="Whether it leads to ways for who does not feel able.")
    notes: bool = Field(
        default=True, description="Whether it leads to what to note down and what happens next."
    )
    staff: bool = Field(
        default=False, description="Whether those are for worries about people who work with children."
    )
    national: tuple[Slug, ...] = Field(default=(), description="Ids of national lines that it ends with too.")
    lines: tuple[Prose, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _short_enough_for_a_frightened_reader(self) -> Self:
        words = sum(len(line.split()) for line in self.lines)
        if words > DOOR_WORDS:
            raise ValueError(f"lines have {words} words: shorten them to {DOOR_WORDS}.")
        return self


Page = Annotated[tuple[Prose, ...], Field(min_length=1, max_length=8)]


class ConcernGuide(Signable):
    """The guide of 'Raise a concern': four doors on its first screen, further ones, and what all share."""

    source: Prose
    law_as_of: date = Field(description="The day to which the law in `protection` was looked up.")
    doors: tuple[Door, Door, Door, Door]
    further: tuple[Door, ...] = Field(min_length=1, max_length=4)
    write_down: Page
    happens_next: Page
    protection: tuple[Prose, Prose, Prose, Prose, Prose]
    not_able: Page
    came_back: Page
    no_answer: Page

    @property
    def every_door(self) -> tuple[Door, ...]:
        """The four doors, then the further ones."""
        return (*self.doors, *self.further)

    @model_validator(mode="after")
    def _each_page_fits_one_screen(self) -> Self:
        for name in ("write_down", "happens_next", "protection", "not_able", "came_back", "no_answer"):
            words = sum(len(line.split()) for line in getattr(self, name))
            if words > DOOR_WORDS:
                raise ValueError(f"{name} has {words} words: shorten it to {DOOR_WORDS}.")
        return self
