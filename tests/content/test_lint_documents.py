"""The authors' guide and the examples: the rules are all listed, and what is shown as an example passes them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from content.library import CONTENT
from content.lint.checker import Report, all_rules, check
from tests.content.seeds import EXAMPLES, TODAY

GUIDE = Path(__file__).parents[2] / "docs" / "authoring.md"
KINDS = ("excerpt", "scenario", "rehearsal")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """The check of what is shipped, with the examples and the card of the authors' guide added."""
    folder = tmp_path_factory.mktemp("with-examples") / "content"
    shutil.copytree(CONTENT, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    for kind in KINDS:
        shutil.copy(EXAMPLES / f"{kind}.yaml", folder / "adults" / f"{kind}s" / f"zz-{kind}.yaml")
    [card, *_] = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
    (folder / "adults" / "scenarios" / "zz-guide.yaml").write_text(card, encoding="utf-8")
    return check(folder, TODAY)


@pytest.mark.parametrize("name", [*KINDS, "guide"])
def test_an_example_breaks_no_rule_and_needs_no_advice(name: str, report: Report) -> None:
    faults = [*report.errors, *report.advice]

    assert [] == [str(fault) for fault in faults if fault.file.name == f"zz-{name}.yaml"]


def test_every_rule_has_its_row_in_the_authors_guide() -> None:
    rows = re.findall(
        r"^\| `[a-z0-9-]+` \| .* \| (?:error|advice) \|$", GUIDE.read_text(), flags=re.MULTILINE
    )

    assert [f"| `{rule.name}` | {rule.says} | {rule.severity} |" for rule in all_rules()] == rows


def test_no_two_rules_have_one_name() -> None:
    names = [rule.name for rule in all_rules()]

    assert len(names) == len(set(names))
