"""Every rule is shown to fail: one fault at a time is sown into content that has none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from content.faults import FORM, Severity
from content.lint.checker import all_rules
from content.source import SourceFile
from tests.content.seeds import CARD, EXCERPT, TALK, checked, small_content, sow


@dataclass(frozen=True)
class Seed:
    """A fault: the rule that should find it, what it is, and what is put in the place of what."""

    rule: str
    what: str
    file: str
    old: str
    new: str


SEEDS = [Seed(**seed) for seed in SourceFile(Path(__file__).with_name("seeds.yaml")).data]
RISKY = "text: Lend Mr Grant the money for lunch, and ask Lin to pay him back."


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return small_content(tmp_path)


def test_the_ground_is_clean(content: Path) -> None:
    """What is sown is the only fault, so that no rule is shown by chance."""
    assert () == checked(content).errors


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.rule}: {seed.what}")
def test_a_sown_fault_is_found_by_its_rule_in_its_file(seed: Seed, content: Path) -> None:
    if seed.rule == "never-offered":
        sow(content, seed.file, "needs: [asked]  ", "needs: [late]   ")
    sow(content, seed.file, seed.old, seed.new)

    report = checked(content)

    faults = [*report.errors, *report.advice]
    found = [fault for fault in faults if (fault.rule, fault.file) == (seed.rule, content / seed.file)]
    assert found, [str(fault) for fault in faults]
    assert all(fault.line > 1 or not fault.field or fault.field == "theme" for fault in found)


def test_a_fault_is_told_with_its_line_field_rule_and_repair(content: Path) -> None:
    line = sow(content, CARD, "question: What do you do next?", "question: Toileting, and then?")

    [fault] = checked(content).errors

    assert (
        f"{content / CARD}:{line}: scenarios.1.question: "
        'says "Toileting": write "helping to the toilet". (rule: avoid)'
    ) == str(fault)


def test_faults_of_many_files_are_told_at_once(content: Path) -> None:
    """A file that is broken does not hide what is wrong in others, nor a broken card its neighbours."""
    sow(content, CARD, "You need no proof.", "Ring 0161 496 0000.")
    sow(content, TALK, "            to: busy", "            to: stung")
    sow(content, EXCERPT, "id: example-out-of-reach", "id: Example")

    rules = {fault.rule for fault in checked(content).errors}

    assert {FORM, "phone", "unreachable"} <= rules


def test_a_broken_card_does_not_hide_its_neighbour(content: Path) -> None:
    text = (content / CARD).read_text()
    second = (
        text[text.index("  - id:") :]
        .replace("example-lent", "example-two")
        .replace("proof.", "0161 4960000.")
    )
    sow(content, CARD, "question: What do you do next?", "question: ''")
    with (content / CARD).open("a") as file:
        file.write(second.replace("You need no proof.", "Ring 0161 4960000."))

    rules = {fault.rule for fault in checked(content).errors}

    assert {FORM, "phone"} <= rules


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CARD, "Didn't you, Ken?", "No more feeders, Ken."),
        (CARD, "It\n          feels kinder to wait.", "Do not\n          promise not to tell."),
        (CARD, "You need no proof.", "If in danger, ring 999, and 101 later."),
        (CARD, "You need no proof.", "The rules of 2014 and 2026 say so."),
        (CARD, RISKY, RISKY.replace("Lend", "Never mind; lend")),
        (CARD, "You need no proof.", "You need no proof. 👍"),
        (TALK, "            to: agreed", "            to: agreed\n            needs: []"),
    ],
    ids=["quoted", "negated", "short-lines", "years", "never-mind", "one-emoji", "no-needs"],
)
def test_what_only_looks_like_a_fault_is_left_alone(file: str, old: str, new: str, content: Path) -> None:
    sow(content, file, old, new)

    assert () == checked(content).errors


PACK_RULES = {
    "repeated",
    "same-story",
    "cues",
    "letter-run",
    "levels",
    "kinds",
    "principle-use",
    "theme-use",
    "median-grade",
    "names",
    "over-long",
}


def test_every_rule_has_its_seed() -> None:
    """Those about a whole pack have theirs in test_lint_packs, and over-long in test_lint_paths."""
    assert {rule.name for rule in all_rules()} == {seed.rule for seed in SEEDS} | PACK_RULES


def test_there_are_seeds_of_twenty_kinds_and_more() -> None:
    errors = {rule.name for rule in all_rules() if rule.severity is Severity.ERROR}

    assert 20 <= len({seed.what for seed in SEEDS if seed.rule in errors})
