"""What every screen must hold to, whatever text is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from bot.callback_data import pack, parse
from tests.unit.fewer import FEW
from tests.unit.telegram_html import characters, read

if TYPE_CHECKING:
    from types import ModuleType

    from hypothesis.strategies import SearchStrategy

    from bot.screens.screen import Screen


def is_taken(made: SearchStrategy[Screen]) -> None:
    """Telegram takes what is made, many times over."""

    @FEW
    @given(made)
    def each(screen: Screen) -> None:
        check(screen)

    each()


def check(screen: Screen) -> None:
    """Telegram takes this screen, and each of its buttons leads somewhere."""
    shown = read(screen.text)
    assert screen.paper is None or len(shown) <= 1024, "what stands under a file is shorter than a message"
    assert all(1 <= len(row) <= 8 for row in screen.rows)
    assert len(screen.buttons) <= 100
    for button in screen.buttons:
        assert 1 <= len(button.label) <= 60, button.label
        assert button.to == parse(pack(button.to))
    assert not (screen.menu and screen.rows), "a message has one keyboard"
    if screen.poll:
        assert 1 <= characters(screen.poll.question) <= 300
        assert all(1 <= characters(option) <= 100 for option in screen.poll.options)
        assert 2 <= len(screen.poll.options) <= 12


def makers(*modules: ModuleType) -> list[str]:
    """The functions of these modules that make a screen."""
    return [
        name
        for module in modules
        for name, value in vars(module).items()
        if not name.startswith("_")
        and getattr(value, "__annotations__", {}).get("return") == "Screen"
        and value.__module__ == module.__name__
    ]
