"""Runs every rule over all content below a folder, and gathers what they find.

All faults are told at once, those of broken files too. It only reads; who runs it decides what an error stops.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from content import library
from content.faults import BrokenContentError, Fault, Severity
from content.lint import balance, plainness, rehearsals, safety, shape
from content.lint.items import PackItems, Placed, Reading, read_items
from content.lint.rules import FORM_RULE, Bench, Finding, Rule, Written
from content.lint.words import load_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from content.models import Scenario

    Step = Callable[[int, int], None]

ITEM_RULES = (*plainness.RULES, *safety.ITEM_RULES)
CARD_RULES = (*shape.RULES, *safety.CARD_RULES)


@dataclass(frozen=True)
class Report:
    """What a check found. `library` is None where the files could not be read."""

    errors: tuple[Fault, ...]
    advice: tuple[Fault, ...]
    library: library.Library | None


def all_rules() -> tuple[Written, ...]:
    """Every rule, in the order of the authors' guide."""
    made: Iterable[Rule[Any]] = chain(
        CARD_RULES, ITEM_RULES, safety.EXCERPT_RULES, rehearsals.RULES, balance.RULES
    )
    return (FORM_RULE, *(Written(rule.name, rule.says, rule.severity) for rule in made))


def check(folder: Path, today: date, on_step: Step = lambda _done, _all: None) -> Report:
    """Check all content below `folder` as on the day `today`.

    `on_step` is told how many steps are done, of how many.

    Raises:
        BrokenContentError: the word lists of the checker itself are broken.
    """
    bench = Bench(load_words(), today)
    read, broken = _loaded(folder)
    items = read_items(folder)
    jobs = _jobs(items)
    faults = list(broken)
    for done, (rule, subjects) in enumerate(jobs, 1):
        faults += chain.from_iterable(_apply(rule, subject, bench) for subject in subjects)
        on_step(done, len(jobs))
    return _report(faults, read)


def breaches(card: Placed[Scenario], pack: PackItems, bench: Bench) -> Iterator[Finding]:
    """The errors that a card would bring into its pack. The card need not be in a file yet."""
    for rule in (*CARD_RULES, *ITEM_RULES):
        if rule.severity is Severity.ERROR:
            yield from rule.check(card, bench)
    grown = replace(pack, cards=(*pack.cards, card))
    for over_all in balance.RULES:
        if over_all.severity is Severity.ERROR:
            yield from (finding for finding in over_all.check(grown, bench) if finding.at is card)


def _loaded(folder: Path) -> tuple[library.Library | None, tuple[Fault, ...]]:
    try:
        return library.load(folder), ()
    except BrokenContentError as broken:
        return None, broken.faults


def _jobs(items: Reading) -> list[tuple[Rule[Any], Sequence[Any]]]:
    cards = [card for pack in items.packs for card in pack.cards]
    excerpts = [excerpt for pack in items.packs for excerpt in pack.excerpts]
    talks = [talk for pack in items.packs for talk in pack.rehearsals]
    guide = [items.guide] if items.guide else []
    everything: list[Placed[Any]] = [*cards, *excerpts, *talks, *guide]
    return [
        *_with(CARD_RULES, cards),
        *_with(ITEM_RULES, everything),
        *_with(safety.EXCERPT_RULES, excerpts),
        *_with(rehearsals.RULES, talks),
        *_with(balance.RULES, items.packs),
    ]


def _with(rules: Iterable[Rule[Any]], subjects: Sequence[Any]) -> Iterator[tuple[Rule[Any], Sequence[Any]]]:
    for rule in rules:
        yield rule, subjects


def _apply(rule: Rule[Any], subject: Placed[Any] | PackItems, bench: Bench) -> Iterator[Fault]:
    own = subject.head if isinstance(subject, PackItems) else subject
    for finding in rule.check(subject, bench):
        yield _fault(rule, finding, finding.at or own)


def _fault(rule: Rule[Any], finding: Finding, placed: Placed[Any]) -> Fault:
    fault = placed.file.fault((*placed.place, *finding.where), finding.remedy)
    return replace(fault, rule=rule.name, severity=rule.severity)


def _report(faults: Iterable[Fault], read: library.Library | None) -> Report:
    ordered = sorted(set(faults))
    return Report(
        tuple(fault for fault in ordered if fault.severity is Severity.ERROR),
        tuple(fault for fault in ordered if fault.severity is Severity.ADVICE),
        read,
    )
