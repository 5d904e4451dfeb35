"""Papers about privacy, and the page for inspection: true of the software as it is, plain, and never too much."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.governing import DOCUMENTS, RETENTION, bundle
from bot.handlers.team_papers import COUNTED
from bot.learning.counting import Band, Told
from bot.learning.telling import ANSWERED, READ, READIER, STRONG, TOOK_PART
from bot.papers.evidence import Evidence, evidence
from bot.papers.governance import BUNDLE, documents, for_controller, paper
from bot.routes import Governing
from bot.screens.evidence import Talks, cannot_show
from bot.screens.team_numbers import TeamTold, hidden
from content import library
from content.lint.grade import grade
from storage.retention_document import retention_document
from storage.schema import metadata
from storage.schema.kept import kept_of
from tests.papers.reading import pages, words

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = library.load()
TODAY = date(2026, 11, 23)
WRITTEN = sorted(DOCUMENTS.glob("*.md"))
GRADE = 6.0
MONDAY = date(2026, 11, 23)
WEEK = Told(10, {TOOK_PART: Band.MOST, READ: Band.HALF, ANSWERED: Band.FEW})
NOTHING = TeamTold(7, "Rowan House", MONDAY, MONDAY, None, {}, None, None)


def markdown(which: Governing) -> str:
    return retention_document() if which is Governing.RETENTION else documents()[which]


def test_the_table_of_how_long_data_is_kept_is_current() -> None:
    """If this fails, run `python -m bot.governing`."""
    assert RETENTION.read_text(encoding="utf-8") == retention_document()


def test_what_is_installed_is_what_is_written() -> None:
    """If this fails, run `python -m bot.governing`."""
    assert BUNDLE.read_text(encoding="utf-8") == bundle()


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_and_column_stands_in_it_with_its_limit(table: object) -> None:
    found = metadata.tables[str(table)]
    row = next(line for line in retention_document().splitlines() if line.startswith(f"| {found.name} |"))

    assert row.endswith(f"| {kept_of(found).words.replace('`', '')} |")
    assert [] == [column.name for column in found.columns if column.name not in row]


def test_each_paper_of_the_screen_is_written_and_each_that_is_written_is_on_the_screen() -> None:
    assert {path.stem for path in WRITTEN} == {str(which) for which in Governing}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_each_says_that_it_is_a_draft_at_its_beginning(path: Path) -> None:
    assert re.match(r"# .+\n\n\*\*Draft\.\*\* No ", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("which", Governing)
def test_each_is_printed_with_all_its_words(which: Governing) -> None:
    """Spaces and broken words aside: a cell of a table may part a long one."""
    text = markdown(which)
    bare = re.sub(r"\*\*|`|^\|[-|]+\|$|^#+ |^- ", "", text, flags=re.MULTILINE)
    wanted = {word for word in re.findall(r"[A-Za-z]+", bare) if len(word) > 3}

    made = paper(text)
    printed = words(made)

    assert 1 <= pages(made) <= 8
    assert set() == {word for word in wanted if word not in printed}


def test_the_notice_for_staff_can_be_read_in_grade_6() -> None:
    text = re.sub(r"\[[^\]]*\]|\*\*|^#+ |^- ", "", documents()["staff-notice"], flags=re.MULTILINE)
    parts = [" ".join(part.split()) for part in re.split(r"\n\n", text)]

    assert [] == [part for part in parts if part and grade(part) > GRADE]


def test_who_answers_for_the_data_is_filled_in_to_be_checked() -> None:
    filled = for_controller(documents()["staff-notice"], "Rowan Care Ltd")

    assert "They are: Rowan Care Ltd [check this]." in " ".join(filled.split())


@pytest.mark.parametrize(
    "said", ["not end-to-end encrypted", "third party", "/forget", "/mydata", "not a place to report"]
)
def test_the_assessment_names_what_must_not_be_passed_over(said: str) -> None:
    assert said in " ".join(documents()["dpia"].split())


def test_no_paper_cites_the_quality_statements_that_are_being_replaced() -> None:
    assert [] == [name for name, text in documents().items() if "quality statement" in text.casefold()]


def page(told: TeamTold, talks: Talks | None = None) -> str:
    made = evidence(Evidence(told, "Wigan", "Adults", talks or Talks(TODAY - COUNTED, 0, 0, 0), TODAY))

    assert 1 == pages(made)
    return words(made)


def everything() -> TeamTold:
    """A team of which all can be told, with the longest words that there are."""
    principles = sorted(LIBRARY.packs["adults"].principles.values(), key=len)[-6:]
    bands = [Band.MOST] * 3 + [Band.FEW] * 3
    themes = {name: Told(10, {STRONG: band}) for name, band in zip(principles, bands, strict=True)}
    return replace(
        NOTHING, name="W" * 40, week=WEEK, themes=themes, readiness=Told(10, {READIER: Band.MOST}), good=15
    )


def test_the_page_for_inspection_has_the_five_questions_and_what_it_cannot_show() -> None:
    said = page(everything(), Talks(TODAY - COUNTED, 3, 5, 2))

    for title in ("Safe", "Effective", "Caring", "Responsive", "Well-led", "What this cannot show"):
        assert title in said
    assert "In the team: 10 to 14 people." in said
    assert "took part: most. Read a page: about half. Answered a story: few." in said
    assert "good care was noticed 15 times or more" in said
    assert "3 talks held since 25 May 2026." in said
    assert "5 actions agreed, 2 done." in said
    assert [] == [sentence for sentence in cannot_show() if sentence not in said]


def test_a_team_of_which_nothing_may_be_told_has_no_number_of_people_on_it() -> None:
    said = page(NOTHING)

    assert 5 == said.count(hidden())
    assert "people." not in said.replace("enough people have answered.", "")
    assert not re.search(
        r"\d",
        said.replace("999", "")
        .replace("23 November 2026", "")
        .replace("25 May 2026", "")
        .replace("0 talks", "")
        .replace("0 actions agreed, 0 done", ""),
    )


def test_what_may_be_told_takes_the_place_of_one_hidden_thing_each() -> None:
    some = replace(NOTHING, week=WEEK)

    assert [4, 3, 2] == [
        page(told).count(hidden())
        for told in (
            some,
            replace(some, good=5),
            replace(some, good=5, readiness=Told(10, {READIER: Band.FEW})),
        )
    ]
