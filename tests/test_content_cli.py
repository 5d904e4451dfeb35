"""`sayso content` as an author uses it: check, stats, schema and new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.content_new import DRAFT
from content.lint.schema import KINDS
from content.source import SourceFile
from tests.content.seeds import CARD, EXAMPLES, checked, small_content, sow

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE = SourceFile(EXAMPLES / "scenario.yaml").data["scenarios"][0]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return small_content(tmp_path)


@pytest.fixture
def without_card(content: Path) -> Path:
    """The small content, where nobody has written about money yet."""
    (content / CARD).unlink()
    return content


def sayso(*arguments: str, typed: str = "") -> Result:
    """Run a command of `sayso content` in this process."""
    return CliRunner().invoke(app, ["content", *arguments], input=typed)


def typed_card(**changed: str) -> list[str]:
    """What an author types for a card like the example, line by line; numbers choose from lists."""
    options = [
        line
        for option in EXAMPLE["options"]
        for line in (option["text"], option["rating"], option["guidance"], option["words"])
    ]
    card = EXAMPLE | {"id": "a-new-card"} | changed
    return [
        *("adults", "2", "3", card["id"], "Lent till payday", "tell-this-shift", "S", "3, 10"),
        *(card["source"], "2027-11-01", "challenge", "supported-living", "no", card["situation"]),
        *(card["question"], *options, card["if_then"], "1", card["facilitator"]["note"]),
        *card["facilitator"]["questions"],
    ]


def test_content_in_order_ends_well_and_says_what_advice_there_is(content: Path) -> None:
    done = sayso("check", "--folder", str(content))

    assert 0 == done.exit_code
    assert "Adults' services: 1 excerpts, 1 cards, 1 rehearsals" in done.stdout
    assert "advice: " in done.stdout
    assert "(rule: theme-use)" in done.stdout
    assert "All in order." in done.stdout


def test_advice_can_be_left_out(content: Path) -> None:
    assert "(rule: " not in sayso("check", "--no-advice", "--folder", str(content)).stdout


def test_an_error_is_told_with_its_rule_and_ends_badly(content: Path) -> None:
    line = sow(content, CARD, "You need no proof.", "Use the acid test.")

    done = sayso("check", "--folder", str(content))

    assert 1 == done.exit_code
    assert f"{content / CARD}:{line - 2}: scenarios.1.options.2.guidance: " in done.stderr
    assert "(rule: stale-law)\n1 to mend.\n" in done.stderr


def test_no_progress_bar_where_nobody_can_see_it(content: Path) -> None:
    assert "" == sayso("check", "--folder", str(content)).stderr


def test_stats_speak_in_words_and_in_json(content: Path) -> None:
    words, numbers = (
        sayso("stats", "--folder", str(content)),
        sayso("stats", "--json", "--folder", str(content)),
    )

    assert "How often a blind habit finds the strong option" in words.stdout
    assert ["adults", "children"] == [pack["pack"] for pack in json.loads(numbers.stdout)]


def test_stats_draw_a_picture(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "stats.png"

    assert 0 == sayso("stats", "--folder", str(content), "--picture", str(file)).exit_code
    assert file.read_bytes().startswith(b"\x89PNG")


def test_a_picture_that_cannot_be_written_is_told(content: Path, tmp_path: Path) -> None:
    done = sayso("stats", "--folder", str(content), "--picture", str(tmp_path / "no" / "stats.png"))

    assert (1, True) == (done.exit_code, "cannot be written" in done.stderr)


def test_stats_say_when_a_file_is_left_out(content: Path) -> None:
    sow(content, CARD, "theme: financial-abuse", "theme: [")

    assert "Some files are broken and left out" in sayso("stats", "--folder", str(content)).stderr


def test_schemas_are_printed_or_written(tmp_path: Path) -> None:
    printed = json.loads(sayso("schema").stdout)
    done = sayso("schema", "--out", str(tmp_path / "schema"))

    assert set(KINDS) == set(printed)
    assert 0 == done.exit_code
    assert printed["scenarios"] == json.loads((tmp_path / "schema" / "scenarios.schema.json").read_text())


def test_a_new_card_is_asked_for_and_passes_the_check(without_card: Path) -> None:
    typed = typed_card()

    done = sayso("new", "--folder", str(without_card), typed="\n".join(typed) + "\n")

    assert 0 == done.exit_code, done.output
    assert f"Written to {without_card / CARD}." in done.stdout
    assert () == checked(without_card).errors
    assert not (without_card / DRAFT).exists()


def test_an_answer_that_will_not_do_is_asked_for_again(without_card: Path) -> None:
    lines = typed_card()
    lines.insert(13, "Too short.")

    done = sayso("new", "--folder", str(without_card), typed="\n".join(lines) + "\n")

    assert 0 == done.exit_code, done.output
    assert 2 == done.stdout.count("Situation (150 to 480 characters)")
    assert "That has 10 characters: write at least 150." in done.stdout


def test_what_only_the_whole_card_shows_is_mended_at_the_end(without_card: Path) -> None:
    """An option that alone repeats the situation is asked for again, and only that."""
    strong = EXAMPLE["options"][1]["text"]
    echo = "Stay, as he does each week, and tell the on-call manager of it."
    lines = [line.replace(strong, echo) for line in typed_card()]

    done = sayso("new", "--folder", str(without_card), typed="\n".join([*lines, strong]) + "\n")

    assert 0 == done.exit_code, done.output
    assert "options.1.text alone repeats" in done.stdout
    assert "Now: Stay, as he does each week" in done.stdout


def test_a_card_without_a_strong_option_can_be_mended(without_card: Path) -> None:
    lines = typed_card()
    lines[lines.index("strong")] = "partly"

    done = sayso(
        "new", "--folder", str(without_card), typed="\n".join([*lines, "options.1.rating", "strong"]) + "\n"
    )

    assert 0 == done.exit_code, done.output
    assert "exactly one that is rated strong" in done.stdout


def test_a_story_that_is_there_already_is_not_written_again(content: Path) -> None:
    done = sayso("new", "--folder", str(content), typed="\n".join(typed_card()) + "\n")

    assert 1 == done.exit_code
    assert "situation stands in example-lent-till-friday too: say it anew." in done.stdout


def test_a_break_loses_nothing(without_card: Path) -> None:
    """The input ends in the middle, as with Ctrl-C; the next call goes on from there."""
    lines = typed_card()

    broken = sayso("new", "--folder", str(without_card), typed="\n".join(lines[:20]) + "\n")
    kept = yaml.safe_load((without_card / DRAFT).read_text())
    done = sayso("new", "--folder", str(without_card), typed="\n".join(["y", *lines[20:]]) + "\n")

    assert (1, 20) == (broken.exit_code, len(kept))
    assert f"Your 20 answers are kept in {without_card / DRAFT}." in broken.stderr
    assert 0 == done.exit_code, done.output
    assert () == checked(without_card).errors


def test_a_draft_can_be_left(content: Path) -> None:
    (content / DRAFT).write_text("pack: children\n")

    sayso("new", "--folder", str(content), typed="n\nadults\n")

    assert {"pack": "adults"} == yaml.safe_load((content / DRAFT).read_text())


def test_a_folder_without_packs_is_told(tmp_path: Path) -> None:
    done = sayso("new", "--folder", str(tmp_path))

    assert (1, True) == (done.exit_code, "has no pack that can be read" in done.stderr)


def test_what_is_signed_off_is_counted_by_the_doctor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}")
    refused = sayso("sign-off", "a-slap", "--role", "safeguarding lead", typed="n\n")
    signed = sayso("sign-off", "a-slap", "concern-guide", "--role", "safeguarding lead", "--yes")
    looked = CliRunner().invoke(app, ["doctor"])

    assert 1 == refused.exit_code
    assert "Signed off: 2 items." in signed.output
    assert "signed off 2 of" in " ".join(looked.output.split())


def test_an_item_that_is_not_there_cannot_be_signed_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'sayso.db'}")
    done = sayso("sign-off", "nonsense", "--role", "safeguarding lead", "--yes")

    assert 1 == done.exit_code
    assert "There is no item nonsense." in done.output


def test_weeks_can_be_replayed_from_the_shell() -> None:
    done = CliRunner().invoke(app, ["simulate", "--person", "1", "--weeks", "3", "--shift", "nights"])
    refused = CliRunner().invoke(app, ["simulate", "--pack", "nonsense"])

    assert 0 == done.exit_code
    assert 4 == len([line for line in done.output.splitlines() if not line.startswith("  ")])
    assert 3 == done.output.count("at 16:00")
    assert 1 == refused.exit_code
    assert "There is no pack nonsense." in refused.output
