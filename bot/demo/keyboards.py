"""What a message may carry below it: inline buttons, the menu keyboard in place of the phone's, or its end.

Made from checked parameters; refuses what Telegram refuses. It knows nothing of chats or people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.demo.markup import checked_link
from bot.demo.refusals import bad_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.demo.spec import Params

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_DATA_BYTES = 64
MOST_COPIED = 256
MOST_PLACEHOLDER = 64
STYLES = frozenset({"danger", "success", "primary"})
LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: its words, and exactly one of data to send back, an address, a text to copy."""

    text: str
    data: str | None = None
    url: str | None = None
    copied: str | None = None
    style: str | None = None

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        shown: dict[str, Any] = {"text": self.text}
        if self.data is not None:
            shown["callback_data"] = self.data
        if self.url is not None:
            shown["url"] = self.url
        if self.copied is not None:
            shown["copy_text"] = {"text": self.copied}
        if self.style:
            shown["style"] = self.style
        return shown


@dataclass(frozen=True, slots=True)
class Inline:
    """The buttons that belong to a message."""

    rows: tuple[tuple[Button, ...], ...]

    def json(self) -> dict[str, Any]:
        """As the Bot API shows it."""
        return {"inline_keyboard": [[button.json() for button in row] for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Menu:
    """The keys that a person sees in place of the phone's keyboard; each sends its own words."""

    rows: tuple[tuple[str, ...], ...]
    placeholder: str | None = None
    persistent: bool = False
    one_time: bool = False


@dataclass(frozen=True, slots=True)
class NoMenu:
    """The menu keyboard goes away."""


@dataclass(frozen=True, slots=True)
class AskReply:
    """The person's phone opens a reply to this message."""


Markup = Inline | Menu | NoMenu | AskReply


def markup(params: Params) -> Markup | None:
    """What the call's `reply_markup` asks for.

    Raises:
        Refusal: Telegram would not take it.
    """
    given: Params | None = params.get("reply_markup")
    if given is None:
        return None
    if "inline_keyboard" in given:
        return inline(given["inline_keyboard"])
    if "keyboard" in given:
        return _menu(given)
    return NoMenu() if given.get("remove_keyboard") else AskReply()


def inline(given: Sequence[Sequence[Params]]) -> Inline | None:
    """Inline buttons; none at all are no keyboard."""
    _sized(given)
    rows = tuple(tuple(_button(button) for button in row) for row in given if row)
    return Inline(rows) if rows else None


def _button(given: Params) -> Button:
    actions = given.keys() - LOOKS
    if not given["text"].strip():
        raise _unreadable("Text of the button is empty")
    if not actions or given.get("callback_data") == "":
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise _unreadable("exactly one of the optional fields must be used")
    if "style" in given and given["style"] not in STYLES:
        raise _unreadable(f'unsupported button style "{given["style"]}"')
    return _with_action(given)


def _with_action(given: Params) -> Button:
    text, style = given["text"].strip(), given.get("style")
    if "callback_data" in given:
        return Button(text, data=_data(given["callback_data"]), style=style)
    if "url" in given:
        return Button(text, url=_url(given["url"]), style=style)
    if "copy_text" in given:
        return Button(text, copied=_copied(given["copy_text"]["text"]), style=style)
    raise _unreadable("the demo shows buttons with callback_data, url or copy_text only")


def _data(data: str) -> str:
    if len(data.encode()) > MOST_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _url(url: str) -> str:
    if not checked_link(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url


def _copied(text: str) -> str:
    if not 1 <= len(text) <= MOST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return text


def _menu(given: Params) -> Menu:
    _sized(given["keyboard"])
    placeholder = given.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= MOST_PLACEHOLDER:
        raise bad_request("input field placeholder must be 1-64 characters long")
    rows = tuple(tuple(_key(key) for key in row) for row in given["keyboard"] if row)
    if not rows:
        raise bad_request("reply keyboard must have at least one button")
    return Menu(
        rows,
        placeholder,
        persistent=given.get("is_persistent", False),
        one_time=given.get("one_time_keyboard", False),
    )


def _key(given: Params) -> str:
    if not given["text"].strip():
        raise bad_request("can't parse keyboard button: Text of the button is empty")
    if given.keys() - LOOKS:
        raise bad_request("can't parse keyboard button: the demo shows keys with a text only")
    text: str = given["text"]
    return text.strip()


def _sized(rows: Sequence[Sequence[object]]) -> None:
    if sum(len(row) for row in rows) > MOST_BUTTONS or any(len(row) > MOST_IN_A_ROW for row in rows):
        raise bad_request("reply markup is too long")


def _unreadable(reason: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {reason}")
