"""`sayso contacts` as an operator uses it: dial, note, stop, go on, and hand over what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from typer.testing import CliRunner, Result

from bot.cli import app

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/sayso.db")


def sayso(*arguments: str, typed: str = "") -> Result:
    """Run a command of `sayso contacts` in this process."""
    return CliRunner().invoke(app, ["contacts", *arguments], input=typed)


def verify(typed: str) -> Result:
    """Go through the lines of Salford."""
    return sayso("verify", "--area", "salford", "--role", "operator", typed=typed)


def test_each_line_shows_what_to_dial_and_where_it_was_read() -> None:
    shown = verify("q\n").output

    assert "0161 206 0604" in shown
    assert "safeguardingchildren.salford.gov.uk" in shown
    assert "September 2023" in shown
    assert "Ask who this is" in shown


def test_stopping_keeps_what_was_done_and_the_next_time_goes_on_from_there() -> None:
    first = verify("y\n")  # then the input ends, as with Ctrl-C
    again = verify("q\n")

    assert "Noted: 1. Left: 2." in first.output
    assert 0 == first.exit_code
    assert "To dial: 2." in again.output
    assert "0161 206 0604" not in again.output


def test_what_cannot_be_an_answer_is_asked_again() -> None:
    assert "Noted: 1." in verify("maybe\ny\nq\n").output


def test_what_was_skipped_is_still_to_do() -> None:
    verify("s\nq\n")

    assert "To dial: 3." in verify("q\n").output


def test_the_export_carries_what_was_right_and_tells_the_rest_as_comments() -> None:
    verify("y\nw\nn\nq\n")
    exported = sayso("export").output

    found = yaml.safe_load(exported)
    assert ["salford.adults"] == list(found)
    assert {"day", "by"} == set(found["salford.adults"]["checked"])
    assert "# salford.adults-duty: wrong number" in exported


def test_an_area_that_is_not_there_is_told_in_one_line() -> None:
    result = sayso("verify", "--area", "atlantis", "--role", "operator")

    assert 1 == result.exit_code
    assert "There is no area atlantis." in result.output
