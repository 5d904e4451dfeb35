from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from content.faults import BrokenContentError, Fault
from content.models import Level, Prose, Strict
from content.source import SourceFile


class Item(Strict):
    """One entry of a small kind of file."""

    name: Prose = Field(min_length=3, max_length=10)
    level: Level
    due: date
    number: int = 1
    marks: tuple[int, ...] = Field(default=(), max_length=2)


class Kind(Strict):
    """A small kind of file."""

    title: Prose
    items: tuple[Item, ...] = Field(min_length=2)


GOOD = """
# A comment, so that lines and entries are not the same.
title: Bells
items:
  - name: First
    level: D
    due: 2027-05-31

  - name: Second
    level: S
    due: 2027-05-31
    marks: [1, 2]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bells.yaml"
    path.write_text(GOOD)
    return path


def faults(path: Path) -> list[tuple[int, str, str]]:
    """Line, field and remedy of each fault of a file of our kind."""
    with pytest.raises(BrokenContentError) as broken:
        SourceFile(path).parse(Kind)
    assert {path} == {fault.file for fault in broken.value.faults}
    return [(fault.line, fault.field, fault.remedy) for fault in broken.value.faults]


def test_a_good_file_is_read(file: Path) -> None:
    read = SourceFile(file).parse(Kind)

    assert ("Bells", ["First", "Second"]) == (read.title, [item.name for item in read.items])
    assert date(2027, 5, 31) == read.items[0].due


# What is changed in the good file, and the line, field and beginning of the remedy that its author is told.
SLIPS = [
    ("title: Bells\n", "", 3, "title", "is missing"),
    ("    level: S\n", "", 9, "items.2.level", "is missing"),
    ("    level: S", "    levle: S", 9, "items.2.level", "is missing"),
    ("name: First", "name: First\n    colour: red", 6, "items.1.colour", "is not a field that this kind"),
    ("name: Second", "name: Second of the bells", 9, "items.2.name", "has too much text: write at most 10"),
    ("name: Second", "name: Hi", 9, "items.2.name", "has too little text: write at least 3"),
    ("name: Second", 'name: ""', 9, "items.2.name", "has no text that can be seen"),
    ("name: Second", "name: 12", 9, "items.2.name", "must be text"),
    ("name: Second", "name: [a, b]", 9, "items.2.name", "must be text"),
    ("level: S", "level: X", 10, "items.2.level", "Input should be 'D', 'S' or 'E'"),
    ("marks: [1, 2]", "marks: [1, 2, 3]", 12, "items.2.marks", "has too many entries: give at most 2"),
    ("marks: [1, 2]", "marks: 1", 12, "items.2.marks", "must be a list"),
    ("marks: [1, 2]", "marks:\n      - 1\n      - two", 14, "items.2.marks.2", "must be a whole number"),
    ("marks: [1, 2]", "number: two", 12, "items.2.number", "must be a whole number"),
    ("title: Bells", "title: Bells\ntitle: Calls", 4, "title", "stands here twice"),
    ("    level: S", "    level: S\n    level: D", 11, "level", "stands here twice"),
    ("    level: S", "    level: S\n   level: D", 11, "", "is not valid YAML"),
    ("name: Second", 'name: "Second', 13, "", "is not valid YAML"),
    ("name: Second", "name: Second: one", 9, "", "is not valid YAML"),
    ("name: Second", "name: !!python/name:os.system x", 9, "", "is not valid YAML"),
    ("name: Second", "name: Se\x07cond", 9, "", "is not valid YAML"),
    ("title: Bells", "title: Bells\n---\ntitle: Calls", 4, "", "is not valid YAML"),
]


@pytest.mark.parametrize(
    ("good", "bad", "line", "field", "remedy"), SLIPS, ids=[repr(row[1]) for row in SLIPS]
)
def test_a_slip_is_told_with_its_line_and_its_remedy(
    file: Path, good: str, bad: str, line: int, field: str, remedy: str
) -> None:
    assert 1 == GOOD.count(good) or "level" in good
    head, tail = GOOD.rsplit(good, maxsplit=1)
    file.write_text(head + bad + tail)

    told = [fault for fault in faults(file) if not fault[1].endswith("levle")]

    assert [(line, field)] == [fault[:2] for fault in told]
    assert told[0][2].startswith(remedy)


@pytest.mark.parametrize("value", ["2027-02-30", "2027-13-01", "2026-11-31", "2027-05-31 25:00:00"])
def test_a_date_that_does_not_exist_is_told_with_its_line(file: Path, value: str) -> None:
    """The reader of YAML makes dates by itself, and fails by itself where there is no such day."""
    file.write_text(GOOD.replace("2027-05-31", value))

    assert [7, 11] == [line for line, _, _ in faults(file)]
    assert all(value in remedy for _, _, remedy in faults(file))


def test_a_date_written_in_another_way_is_told_how_to_write_it(file: Path) -> None:
    file.write_text(GOOD.replace("due: 2027-05-31", "due: 31 May 2027", 1))

    assert [(7, "items.1.due", "must be a date such as 2027-05-31.")] == faults(file)


def test_what_is_not_utf_8_is_told_with_its_line(file: Path) -> None:
    file.write_bytes(GOOD.replace("Second", "Zoë").encode("latin-1"))

    assert [(9, "", "is not UTF-8 text here: save the file as UTF-8.")] == faults(file)


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(BrokenContentError, match=r"gone.yaml:1: cannot be read \(No such file"):
        SourceFile(Path("gone.yaml"))


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "just words", "- a\n- b", "null"])
def test_a_file_with_something_else_in_it_is_told(file: Path, text: str) -> None:
    file.write_text(text)

    assert [(1, "", "must be a group of fields, one on a line.")] == faults(file)


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_lines(file: Path) -> None:
    file.write_text(GOOD.replace("level: D", "level: X").replace("name: Second", "nmae: Second"))

    assert [(6, "items.1.level"), (9, "items.2.name"), (9, "items.2.nmae")] == [
        row[:2] for row in faults(file)
    ]


def test_a_broken_entry_does_not_make_its_list_seem_too_short(file: Path) -> None:
    file.write_text(GOOD.replace("level: D", "level: X"))

    assert ["items.1.level"] == [field for _, field, _ in faults(file)]


def test_a_list_that_is_too_short_says_so_even_if_an_entry_is_broken_too(file: Path) -> None:
    file.write_text(GOOD.split("\n\n", maxsplit=1)[0].replace("level: D", "level: X"))

    assert ["items", "items.1.level"] == [field for _, field, _ in faults(file)]
    assert "has too few entries: give at least 2." == faults(file)[0][2]


def test_limits_are_about_text_as_it_is_shown(file: Path) -> None:
    """Whoever writes may break lines and indent as she likes."""
    file.write_text(GOOD.replace("name: Second", "name: >-\n      One\n      two   \n"))

    assert "One two" == SourceFile(file).parse(Kind).items[1].name


@pytest.mark.parametrize("title", ['""', '"   "', r'"\u200b\u00a0"', r'"\x07"'])
def test_what_nobody_can_see_is_no_text(file: Path, title: str) -> None:
    file.write_text(GOOD.replace("title: Bells", f"title: {title}"))

    assert [(3, "title", "has no text that can be seen: write some.")] == faults(file)


def test_an_anchor_inside_itself_ends_in_a_fault_and_not_in_a_circle(file: Path) -> None:
    file.write_text("title: &again [*again]\nitems: []\n")

    assert {"title", "items"} == {field for _, field, _ in faults(file)}


def test_a_fault_reads_as_a_place_a_field_and_a_remedy() -> None:
    whole, bare = (
        Fault(Path("a.yaml"), 7, "name", "is missing: add it."),
        Fault(Path("a.yaml"), 7, "", "is odd."),
    )

    assert str(whole).startswith("a.yaml:7: name: is missing: add it.")
    assert str(bare).startswith("a.yaml:7: is odd.")


def test_faults_come_once_and_in_order() -> None:
    first, second, third = (
        Fault(Path(name), line, "", "x") for name, line in (("a", 2), ("a", 10), ("b", 1))
    )

    assert (first, second, third) == BrokenContentError([third, second, first, second]).faults


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60), st.integers(0, len(GOOD)))
def test_whatever_stands_in_a_file_is_read_or_told_as_faults(
    tmp_path_factory: pytest.TempPathFactory, text: str, place: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "anything.yaml"
    path.write_text(GOOD[:place] + text + GOOD[place:], encoding="utf-8")
    lines = path.read_bytes().count(b"\n") + 2

    told = told_of(path)

    assert all(1 <= fault.line <= lines and fault.remedy.endswith(".") for fault in told)


def told_of(path: Path) -> tuple[Fault, ...]:
    """The faults of a file of our kind; none if it is good."""
    try:
        SourceFile(path).parse(Kind)
    except BrokenContentError as broken:
        return broken.faults
    return ()


def test_the_quick_parser_of_yaml_is_there() -> None:
    """The slow one needs about a second for the contacts alone."""
    assert yaml.__with_libyaml__
