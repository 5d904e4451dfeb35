"""`sayso find`: one text or a file of them, from the shell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.cli import app

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["q", "urgent", "personal", "kind", "topics", "areas", "lines"]


def find(*arguments: str) -> tuple[int, str]:
    """The exit code and what was printed."""
    done = CliRunner().invoke(app, ["find", *arguments])
    return done.exit_code, done.output


def test_a_text_is_answered_in_words() -> None:
    code, said = find("what does LADO mean")

    assert 0 == code
    assert "one working day" in said


def test_a_file_gives_one_object_a_line_in_its_order(tmp_path: Path) -> None:
    file = tmp_path / "messages.yaml"
    file.write_text('- q: "he is choking and going blue"\n- {q: "left in a wet pad", theme: continence}\n')
    code, said = find("--file", str(file), "--area", "wigan")
    first, second = map(json.loads, said.splitlines())

    assert 0 == code
    assert KEYS == list(first)
    assert ("emergency", "police-emergency") == (first["urgent"], first["lines"][0])
    assert ("none", "topic", "continence") == (second["urgent"], second["kind"], second["topics"][0])
    assert "wigan.adults" in second["lines"]


def test_json_is_the_same_object_for_one_text() -> None:
    assert KEYS == list(json.loads(find("left in a wet pad", "--json")[1]))


@pytest.mark.parametrize("content", ["just text", "- no q here", "a: [", "- q"])
def test_a_file_of_another_shape_is_refused_in_one_line(tmp_path: Path, content: str) -> None:
    file = tmp_path / "messages.yaml"
    file.write_text(content)
    code, said = find("--file", str(file))

    assert 1 == code
    assert 1 == len(said.strip().splitlines())


def test_without_a_text_it_says_what_to_give() -> None:
    assert "Say what to look up" in find()[1]


def test_an_area_that_is_not_there_is_refused() -> None:
    assert "There is no area nowhere" in find("wet pad", "--area", "nowhere")[1]
