"""The documents tell what there is: every setting, command and table has its place, and the examples work."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from bot.cli import app
from bot.config import Settings, read_settings
from bot.screens.commands import menu_commands
from content import library
from content.contact_models import Line
from storage.schema import metadata

if TYPE_CHECKING:
    import typer

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
SETTINGS = [f"SAYSO_{name.upper()}" for name in Settings.model_fields]


def read(name: str) -> str:
    """A document."""
    return (ROOT / name).read_text(encoding="utf-8")


def examples(name: str) -> list[str]:
    """The YAML examples of a document."""
    return re.findall(r"```yaml\n(.*?)```", read(name), flags=re.DOTALL)


def cli_commands(group: typer.Typer, name: str) -> list[str]:
    """Every command that can be typed, with the groups that it is in."""
    own = [
        f"{name} {found.name or getattr(found.callback, '__name__', '')}"
        for found in group.registered_commands
    ]
    inner = [
        command
        for found in group.registered_groups
        if found.typer_instance
        for command in cli_commands(found.typer_instance, f"{name} {found.name}")
    ]
    return own + inner


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_has_its_row(setting: str) -> None:
    assert f"| `{setting}` |" in read("docs/operating.md")


@pytest.mark.parametrize("setting", SETTINGS)
def test_every_setting_is_in_the_example_file(setting: str) -> None:
    assert f"#{setting}=" in read(".env.example")


def test_the_example_file_works_as_it_is() -> None:
    assert Settings(_env_file=None) == read_settings(env_file=ROOT / ".env.example")


def test_no_document_names_a_setting_that_is_not_there() -> None:
    named = {name for path in DOCUMENTS for name in re.findall(r"SAYSO_[A-Z_]+", path.read_text())}

    assert set() == named - set(SETTINGS)


@pytest.mark.parametrize("command", cli_commands(app, "sayso"))
def test_every_command_of_the_shell_has_its_row(command: str) -> None:
    assert f"| `{command}` |" in read("docs/operating.md")


@pytest.mark.parametrize("command", [name for name, _ in menu_commands()])
def test_every_command_of_the_bot_is_in_the_readme(command: str) -> None:
    assert f"`/{command}`" in read("README.md")


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_every_table_is_in_the_architecture_and_the_glossary(table: str) -> None:
    assert f"| `{table}` |" in read("docs/architecture.md")
    assert f"`{table}`" in read("docs/glossary.md")


def complaints() -> set[str]:
    """Every sentence that the log can warn with."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "bot").rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    loud = [call for call in calls if _said_by(call.func, "log", {"warning", "error"})]
    return {ast.literal_eval(call.args[0]) for call in loud}


def _said_by(called: ast.expr, name: str, methods: set[str]) -> bool:
    of = called.value if isinstance(called, ast.Attribute) and called.attr in methods else None
    return isinstance(of, ast.Name) and of.id == name


def test_every_complaint_of_the_log_has_its_remedy() -> None:
    known = set(re.findall(r"^\| `(.+?)` \|", read("docs/operating.md"), flags=re.MULTILINE))

    assert set() == complaints() - known
    assert complaints()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_and_every_file_that_is_named_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link.partition("#")[0] for link in re.findall(r"\]\((?!https?:)([^)]+)\)", text)]
    files = re.findall(r"`((?:bot|content|storage|tests)/[\w./-]+)`", text)

    missing = [link for link in links if link and not (path.parent / link).exists()]
    missing += [file for file in files if not (ROOT / file).exists()]
    assert [] == missing


def test_the_card_of_the_authors_guide_can_be_used(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(library.CONTENT, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "adults" / "scenarios" / "zz-example.yaml").write_text(examples("docs/authoring.md")[0])

    assert library.load(folder).scenario("example-call-bell") is not None


def test_the_telephone_line_of_the_authors_guide_can_be_used() -> None:
    _, line, checked = examples("docs/authoring.md")

    assert Line.model_validate(yaml.safe_load(line)).phone == "0161 496 0000"
    assert Line.model_validate(yaml.safe_load(line) | yaml.safe_load(checked)).checked is not None


def test_the_container_is_closed_as_the_operators_guide_says() -> None:
    service = yaml.safe_load(read("compose.yaml"))["services"]["sayso"]

    assert (True, ["ALL"], ["no-new-privileges:true"], ["data:/data"]) == (
        service["read_only"],
        service["cap_drop"],
        service["security_opt"],
        service["volumes"],
    )
    assert "USER 10001:10001" in read("Dockerfile")
    assert (
        service["environment"].items() <= dict(re.findall(r"(SAYSO_\w+)=(\S+)", read("Dockerfile"))).items()
    )
