import shutil
from pathlib import Path

import pytest

from content import library
from content.faults import BrokenContentError, Fault
from content.library import CONTENT

CANDOUR = "adults/scenarios/candour.yaml"
EVIDENCE = "adults/excerpts/evidence.yaml"
CHILD_RESTRAINT = "children/scenarios/child-restraint.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of what is shipped, to break."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def change(folder: Path, file: str, good: str, bad: str) -> int:
    """Put `bad` in the place of the first `good` of a file. The line that it stands in."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    return text[: text.index(good)].count("\n") + 1


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(BrokenContentError) as broken:
        library.load(folder)
    return list(broken.value.faults)


def places(folder: Path) -> list[tuple[str, int, str]]:
    return [(fault.file.relative_to(folder).as_posix(), fault.line, fault.field) for fault in faults(folder)]


def test_what_is_shipped_is_in_order() -> None:
    read = library.load()

    assert ["adults", "children"] == list(read.packs)
    assert all(pack.scenarios and pack.excerpts for pack in read.packs.values())
    assert read.contacts.areas


def test_the_version_is_that_of_the_content_and_not_of_the_place(folder: Path) -> None:
    before = library.load(folder).version

    assert library.load().version == before
    change(folder, CANDOUR, "The wrong tablets", "The wrong pack")
    assert before != library.load(folder).version


def test_items_are_found_in_whichever_pack_they_are() -> None:
    read = library.load()
    for pack in read.packs.values():
        assert all(card is read.scenario(name) for name, card in pack.scenarios.items())
        assert all(page is read.excerpt(name) for name, page in pack.excerpts.items())
    assert read.scenario("no-such-card") is None
    assert read.excerpt("no-such-page") is None


def test_excerpts_are_read_in_the_order_of_the_themes_in_the_pack() -> None:
    for pack in library.load().packs.values():
        order = list(pack.themes)
        themes = [order.index(pack.theme_of[excerpt]) for excerpt in pack.excerpts]
        assert sorted(themes) == themes


SLIPS = [
    ("adults/pack.yaml", "name: Adults' services", "name: 5", "name"),
    (EVIDENCE, "title: What to leave alone", "title: [alone]", "excerpts.1.title"),
    (CHILD_RESTRAINT, "level: ", "level: X", "scenarios.1.level"),
    ("concern/guide.yaml", "danger: true", "danger: [a]", "doors.1.danger"),
    ("contacts/national.yaml", "owner: operator", "owner: 5", "owner"),
]


def test_five_slips_in_five_files_are_told_all_at_once_and_nothing_else(folder: Path) -> None:
    """Pack, page, card, guide and contacts. The broken page does not make its cards seem broken too."""
    expected = [(file, change(folder, file, good, bad), field) for file, good, bad, field in SLIPS]

    assert sorted(expected) == places(folder)


@pytest.mark.parametrize(
    ("good", "bad", "field", "remedy"),
    [
        ("theme: candour", "theme: candor", "theme", "candor is not a theme of pack.yaml"),
        (
            "principle: keep-no-secrets",
            "principle: keep-secrets",
            "scenarios.1.principle",
            "keep-secrets is not a principle of pack.yaml",
        ),
        (
            "    excerpt: own-your-mistake",
            "    excerpt: own-your-luck",
            "scenarios.1.excerpt",
            "own-your-luck is not an excerpt of this pack",
        ),
        (
            "        rating: strong",
            "        excerpt: on-luck\n        rating: strong",
            "scenarios.1.options.3.excerpt",
            "on-luck is not an excerpt of this pack",
        ),
    ],
    ids=["theme", "principle", "excerpt", "excerpt of an option"],
)
def test_a_name_that_nothing_has_is_told(folder: Path, good: str, bad: str, field: str, remedy: str) -> None:
    line = change(folder, CANDOUR, good, bad)

    [fault] = faults(folder)

    assert (folder / CANDOUR, line, field) == (fault.file, fault.line, fault.field)
    assert fault.remedy.startswith(remedy)


def test_an_excerpt_of_the_other_pack_does_not_do(folder: Path) -> None:
    other = next(iter(library.load().packs["children"].excerpts))
    change(folder, CANDOUR, "    excerpt: own-your-mistake", f"    excerpt: {other}")

    assert ["scenarios.1.excerpt"] == [fault.field for fault in faults(folder)]


def test_an_id_that_stands_in_both_packs_is_told_where_the_second_stands(folder: Path) -> None:
    """A button names an item without its pack."""
    restraint = next(card for card in library.load().packs["children"].scenarios if "strap" in card)
    line = change(folder, CHILD_RESTRAINT, f"id: {restraint}", "id: wrong-tablets")

    [fault] = faults(folder)

    assert (folder / CHILD_RESTRAINT, line, "scenarios.1.id") == (fault.file, fault.line, fault.field)
    assert "wrong-tablets is an id of the adults pack too: give one of them another id." == fault.remedy


def test_an_id_that_stands_twice_in_one_pack_is_told(folder: Path) -> None:
    """Also if one is a page and the other a card."""
    line = change(folder, CANDOUR, "id: wrong-tablets", "id: what-not-to-do")

    [fault] = faults(folder)

    assert (line, "scenarios.1.id") == (fault.line, fault.field)
    assert fault.remedy.startswith("what-not-to-do stands in evidence.yaml already")


def test_a_pack_has_the_name_of_its_folder(folder: Path) -> None:
    """Or the buttons that lead to it would lead nowhere."""
    line = change(folder, "children/pack.yaml", "id: children", "id: kids")

    assert [("children/pack.yaml", line, "id")] == places(folder)


@pytest.mark.parametrize("file", ["adults/pack.yaml", "concern/guide.yaml", "contacts/national.yaml"])
def test_a_file_that_is_gone_is_told(folder: Path, file: str) -> None:
    (folder / file).unlink()

    assert [(file, 1, "")] == places(folder)


def test_an_empty_folder_is_told_and_not_taken_for_content(tmp_path: Path) -> None:
    told = {fault.file.relative_to(tmp_path).as_posix() for fault in faults(tmp_path)}

    assert {"adults/pack.yaml", "children/pack.yaml", "concern/guide.yaml"} <= told
