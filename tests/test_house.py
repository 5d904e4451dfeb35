"""Who may import whom, and who may look at the clock or the environment: read from the source, not by running."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# rich is not among them: structlog loads it by itself where it is installed.
HEAVY = (
    "matplotlib",
    "fpdf",
    "fsrs",
    "rapidfuzz",
    "bot.demo",
    "bot.cli",
    "starlette",
    "uvicorn",
    "alembic",
    "typer",
)
# The only calls outside bot/clock.py, each with its reason.
CLOCK_EXCEPTIONS = {
    ("bot.demo.server", "asyncio.sleep"): "sleeps for no time at all, to let the other tasks run",
}
CLOCK_CALLS = {
    "asyncio.sleep",
    "datetime.date.today",
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "time.localtime",
    "time.monotonic",
    "time.perf_counter",
    "time.sleep",
    "time.time",
}
ENVIRONMENT = {"os.environ", "os.environb", "os.getenv", "os.getenvb"}

# A module whose name begins with the first may import, of ours, only what begins with one of the others.
ALLOWED = {
    "content": ("content",),
    "storage": ("storage",),
    "bot.routes": ("bot.routes", "bot.callback_data", "content.kinds"),
    "bot.callback_data": (),
    "bot.words": (),
    "bot.clock": (),
    "bot.events": (),
    "bot.learning": ("bot.learning", "bot.routes", "bot.callback_data", "content"),
    "bot.papers": ("bot.papers", "bot.screens", "bot.words", "content"),
    "bot.screens": (
        "bot.screens",
        "bot.learning",
        "bot.routes",
        "bot.callback_data",
        "bot.words",
        "content",
    ),
    "bot.web": (
        "bot.web",
        "bot.app",
        "bot.clock",
        "bot.config",
        "bot.delivery",
        "bot.edge",
        "bot.events",
        "storage",
    ),
    "bot.handlers": (
        "bot.handlers",
        "bot.papers",
        "bot.screens",
        "bot.learning",
        "bot.routes",
        "bot.callback_data",
        "bot.events",
        "bot.words",
        "content",
        "storage",
    ),
}
# The edge itself, what puts it together, and the check that asks Telegram whether the token is good.
TELEGRAM = ("bot.edge", "bot.demo", "bot.app", "bot.doctor")
# What writes to a terminal: the commands of the shell, and the demo, which says where its page is.
TERMINAL = (
    "bot.contacts_commands",
    "bot.cli",
    "bot.terminal",
    "bot.content_commands",
    "bot.content_new",
    "bot.webhook_commands",
    "bot.simulate_command",
    "bot.doctor",
    "bot.demo",
)


def within(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of these packages or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def _name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {
    _name_of(path): ast.parse(path.read_text(encoding="utf-8"))
    for top in ("bot", "content", "storage")
    for path in sorted((ROOT / top).rglob("*.py"))
}


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted name of each import, at the top of a module or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path, so that this test can read them"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def meanings(tree: ast.AST) -> dict[str, str]:
    """What each name that an import binds stands for."""
    bound: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                bound |= {alias.asname: alias.name} if alias.asname else {first: first}
        elif isinstance(node, ast.ImportFrom):
            bound |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return bound


def used(tree: ast.AST) -> Iterator[str]:
    """Every dotted name that is used, with what was imported under another name spelt out."""
    bound = meanings(tree)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Attribute, ast.Name)):
            first, _, rest = ast.unparse(node).partition(".")
            if first in bound:
                yield ".".join(part for part in (bound[first], rest) if part)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_only_what_its_place_allows(name: str) -> None:
    allowed = next((packages for place, packages in ALLOWED.items() if within(name, place)), None)
    ours = {target for target in imported(MODULES[name]) if within(target, "bot", "content", "storage")}

    if allowed is not None:
        assert set() == {target for target in ours if not within(target, *allowed)}


@pytest.mark.parametrize("place", ALLOWED)
def test_every_place_with_a_rule_is_still_there(place: str) -> None:
    assert any(within(name, place) for name in MODULES)


def test_telegram_is_known_at_the_edge_only() -> None:
    knowing = {
        name for name, tree in MODULES.items() for target in imported(tree) if within(target, "telegram")
    }

    assert set() == {name for name in knowing if not within(name, *TELEGRAM)}
    assert "bot.edge.sending" in knowing, "the search finds those that do"


def test_delivery_knows_the_edge_by_its_contract_only() -> None:
    delivery = [tree for name, tree in MODULES.items() if within(name, "bot.delivery")]
    targets = {target for tree in delivery for target in imported(tree)}

    assert set() == {target for target in targets if within(target, "bot.edge", "bot.demo", "bot.app")}


def test_only_the_command_line_starts_the_demo() -> None:
    users = {
        name
        for name, tree in MODULES.items()
        for target in imported(tree)
        if within(target, "bot.demo") and not within(name, "bot.demo")
    }
    at_the_top = {
        target
        for node in MODULES["bot.cli"].body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for target in imported(ast.Module([node], []))
    }

    assert {"bot.cli"} == users
    assert set() == {target for target in at_the_top if within(target, "bot.demo")}


def test_only_the_clock_knows_the_time() -> None:
    looks = {(name, call) for name, tree in MODULES.items() for call in used(tree) if call in CLOCK_CALLS}

    assert set(CLOCK_EXCEPTIONS) == {look for look in looks if look[0] != "bot.clock"}
    assert ("bot.clock", "datetime.datetime.now") in looks, "the search finds those that do"


def test_the_demo_sleeps_for_no_time_at_all() -> None:
    naps = [
        ast.unparse(node)
        for node in ast.walk(MODULES["bot.demo.server"])
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "asyncio.sleep"
    ]

    assert ["asyncio.sleep(0)"] == naps


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        name
        for name, tree in MODULES.items()
        # The edge reads nothing: it tells the library, which listens to nothing else, which of two types to use.
        if name not in {"bot.config", "bot.edge"}
        and (
            any(within(call, *ENVIRONMENT) for call in used(tree))
            or any(within(target, "pydantic_settings", "dotenv", *ENVIRONMENT) for target in imported(tree))
        )
    }

    assert set() == readers


def test_searching_sees_through_other_names() -> None:
    """What the tests above rely on: a renamed or dotted import is found all the same."""
    tree = ast.parse(
        "import os as o\nfrom datetime import datetime as d\no.environ['A']; d.now()\nimport os.path"
    )

    assert {"os.environ", "datetime.datetime.now"} <= set(used(tree))


def test_going_live_loads_nothing_that_it_can_do_without() -> None:
    """The start stays lean: what charts, the demo, the page, migrations and the command line need stays away."""
    program = "import sys, bot.live; print('\\n'.join(sys.modules))"

    loaded = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True
    )

    names = loaded.stdout.split()
    assert "bot.edge.sending" in names
    assert [] == [name for name in names if within(name, *HEAVY)]


@pytest.mark.parametrize("package", ["typer", "rich"])
def test_only_the_command_line_and_the_demo_write_to_a_terminal(package: str) -> None:
    users = {name for name, tree in MODULES.items() for target in imported(tree) if within(target, package)}

    assert set() == {name for name in users if not within(name, *TERMINAL)}
