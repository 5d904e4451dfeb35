"""Rules about rehearsals: every way leads on, and ends, and each choice can be met by somebody.

They judge the paths, not the talk. Whether an answer rings true is for human readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from content.faults import Severity
from content.lint.paths import walk
from content.lint.rules import Finding, Rule
from content.lint.words import found
from content.models import CARD_CHARACTERS, Level, Rehearsal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from content.lint.items import Lesson
    from content.lint.rules import Bench

    Talk = Lesson[Rehearsal]

MIN_ENDINGS = 3
MIN_CHOICES = 4
# Somebody on a break has a few minutes; the shortest way to each ending has at most so many choices.
MAX_CHOICES = 10
MIN_OFFERED = 2


def dead_end(talk: Talk, _: Bench) -> Iterator[Finding]:
    """Whatever flags one has, there is a way on."""
    stuck = {state.node: state.flags for state, offers in walk(talk.item).with_offers() if not offers}
    for node, flags in stuck.items():
        having = f"with {', '.join(sorted(flags))}" if flags else "without any flag"
        yield Finding(
            f"offers no choice to somebody who comes {having}: add one that needs no flag.", _at(node)
        )


def no_way_out(talk: Talk, _: Bench) -> Iterator[Finding]:
    """One does not go round for ever."""
    for node in sorted(walk(talk.item).never_ending()):
        yield Finding("never comes to an ending from here: lead one of its choices to one.", _at(node))


def unreachable(talk: Talk, _: Bench) -> Iterator[Finding]:
    """Every step can be met."""
    reached = walk(talk.item).nodes
    for node in talk.item.nodes:
        if node not in reached:
            yield Finding("cannot be reached from the start: lead a choice to it, or take it out.", _at(node))


def unset_flag(talk: Talk, _: Bench) -> Iterator[Finding]:
    """A flag that a choice needs is set somewhere."""
    all_set = {flag for node in talk.item.nodes.values() for choice in node.choices for flag in choice.sets}
    for name, node in talk.item.nodes.items():
        for index, choice in enumerate(node.choices):
            for flag in choice.needs:
                if flag not in all_set:
                    yield Finding(
                        f"needs {flag}, which no choice sets: set it somewhere, or mend its spelling.",
                        (*_at(name), "choices", index, "needs"),
                    )


def never_offered(talk: Talk, _: Bench) -> Iterator[Finding]:
    """Every choice is offered to somebody."""
    paths = walk(talk.item)
    all_set = {flag for node in talk.item.nodes.values() for choice in node.choices for flag in choice.sets}
    for name in paths.nodes:
        for index, choice in enumerate(talk.item.nodes[name].choices):
            if (name, choice.key) not in paths.offered and set(choice.needs) <= all_set:
                yield Finding(
                    f"is offered to nobody: no way here sets {', '.join(choice.needs)}.",
                    (*_at(name), "choices", index),
                )


def unused_flag(talk: Talk, _: Bench) -> Iterator[Finding]:
    """A flag that is set is needed somewhere."""
    needed = {flag for node in talk.item.nodes.values() for choice in node.choices for flag in choice.needs}
    for name, node in talk.item.nodes.items():
        for index, choice in enumerate(node.choices):
            for flag in sorted(set(choice.sets) - needed):
                yield Finding(
                    f"sets {flag}, which no choice needs: use it, or take it out.",
                    (*_at(name), "choices", index, "sets"),
                )


def few_endings(talk: Talk, _: Bench) -> Iterator[Finding]:
    """There is more than well and badly."""
    endings = walk(talk.item).endings
    if len(endings) < MIN_ENDINGS:
        yield Finding(
            f"come to {len(endings)} endings: write {MIN_ENDINGS}, such as one that went well, one half-way, and "
            "one that can be mended.",
            ("nodes",),
        )


def too_short(talk: Talk, _: Bench) -> Iterator[Finding]:
    """It is a talk and not an exchange."""
    for node, steps in walk(talk.item).endings.items():
        if steps < MIN_CHOICES:
            yield Finding(
                f"is an ending that comes after {steps} choices: let it come after {MIN_CHOICES} or more.",
                _at(node),
            )


def too_long(talk: Talk, _: Bench) -> Iterator[Finding]:
    """It fits into a break."""
    for node, steps in walk(talk.item).endings.items():
        if steps > MAX_CHOICES:
            yield Finding(
                f"is an ending that needs {steps} choices: let it come after {MAX_CHOICES} or fewer.",
                _at(node),
            )


def no_choice(talk: Talk, _: Bench) -> Iterator[Finding]:
    """A choice of one is none."""
    lonely = {state.node for state, offers in walk(talk.item).with_offers() if 0 < offers < MIN_OFFERED}
    for node in sorted(lonely):
        yield Finding("offers one choice only to somebody: add another.", _at(node))


def fits_screen(talk: Talk, _: Bench) -> Iterator[Finding]:
    """A step fits one phone screen, as a card does."""
    for name, node in talk.item.nodes.items():
        length = len(node.says) + sum(len(choice.text) for choice in node.choices)
        if length > CARD_CHARACTERS:
            yield Finding(
                f"has {length} characters with its choices: shorten it to {CARD_CHARACTERS}.", _at(name)
            )


def ending_tells(talk: Talk, bench: Bench) -> Iterator[Finding]:
    """After a talk about harm, every ending says whom to tell."""
    for name, node in talk.item.nodes.items():
        if node.ending and talk.item.level is not Level.DAY_TO_DAY:
            said = f"{node.ending.worked} {node.ending.another_way}"
            if not found(bench.words.recipients, said):
                yield Finding("does not say whom to tell: add it.", (*_at(name), "ending"))


def _at(node: str) -> tuple[str, str]:
    return ("nodes", node)


RULES: tuple[Rule[Talk], ...] = (
    Rule("dead-end", "No step leaves somebody without a choice.", Severity.ERROR, dead_end),
    Rule("no-way-out", "From every step an ending can be reached.", Severity.ERROR, no_way_out),
    Rule("unreachable", "Every step can be reached.", Severity.ERROR, unreachable),
    Rule("unset-flag", "A flag that a choice needs is set by some choice.", Severity.ERROR, unset_flag),
    Rule("never-offered", "Every choice is offered to somebody.", Severity.ERROR, never_offered),
    Rule("unused-flag", "A flag that is set is needed by some choice.", Severity.ADVICE, unused_flag),
    Rule("endings", "There are three endings or more.", Severity.ERROR, few_endings),
    Rule("depth", "Every ending comes after four choices or more.", Severity.ERROR, too_short),
    Rule("over-long", "The shortest way to each ending has ten choices or fewer.", Severity.ERROR, too_long),
    Rule("one-choice", "Every step offers two choices or more.", Severity.ERROR, no_choice),
    Rule("step-size", "A step and its choices have at most 800 characters.", Severity.ERROR, fits_screen),
    Rule("ending-whom", "At levels S and E every ending says whom to tell.", Severity.ERROR, ending_tells),
)
