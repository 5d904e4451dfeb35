"""Sending polls and closing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.demo.keyboards import Inline, markup
from bot.demo.messages import Kind
from bot.demo.methods.call import Call, Handler, opening, own_message, send
from bot.demo.polls import Poll
from bot.demo.refusals import bad_request
from bot.demo.texts import read

if TYPE_CHECKING:
    from bot.demo.spec import Params
    from bot.demo.stage import Stage

LONGEST_QUESTION = 300
LONGEST_OPTION = 100
MOST_OPTIONS = 12
LONGEST_EXPLANATION = 200
MOST_LINE_FEEDS = 2
SHORTEST_OPEN, LONGEST_OPEN = 5, 2_628_000


def send_poll(stage: Stage, call: Call) -> dict[str, Any]:
    """A question with options to choose."""
    chat, message, below = opening(stage, call)
    poll = _poll(f"{chat.id}:{message.id}", call.params, stage.clock.now())
    shown = send(stage, chat, replace(message, kind=Kind.POLL, poll=poll), below)
    stage.polls[poll.id] = (chat.id, message.id)
    stage.poll_due.ring()
    return shown


def stop_poll(stage: Stage, call: Call) -> dict[str, Any]:
    """Close a poll for good; its state at the end."""
    chat = stage.open_chat(call.params["chat_id"])
    found = chat.messages.get(call.params["message_id"])
    if found and not found.poll:
        raise bad_request("message is not a poll")
    message = own_message(stage, chat, call, "message with poll to stop not found")
    if message.poll is None or message.poll.closed:
        raise bad_request("poll has already been closed")
    below = markup(call.params)
    closed = replace(message.poll, closed=True)
    stage.set_poll(chat, replace(message, keyboard=below if isinstance(below, Inline) else None), closed)
    return closed.json()


def _poll(name: str, given: Params, now: datetime) -> Poll:
    quiz = _is_quiz(given)
    options = _options(given["options"])
    if given.get("allow_adding_options"):
        raise bad_request("the demo shows polls whose options stay as they are")
    return Poll(
        id=name,
        question=_question(given),
        options=options,
        anonymous=given.get("is_anonymous", True),
        quiz=quiz,
        multiple=given.get("allows_multiple_answers", False),
        revoting=given.get("allows_revoting", not quiz),
        hidden=given.get("hide_results_until_closes", False),
        correct=_correct(given, len(options)) if quiz else (),
        explanation=_explanation(given),
        closes=_closes(given, now),
        closed=given.get("is_closed", False),
    )


def _is_quiz(given: Params) -> bool:
    kind: str = given.get("type", "regular")
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    return kind == "quiz"


def _question(given: Params) -> str:
    question = read(given, "question", "question_parse_mode", "question_entities").text
    if not question:
        raise bad_request("text must be non-empty")
    if len(question) > LONGEST_QUESTION:
        raise bad_request(f"poll question length must not exceed {LONGEST_QUESTION}")
    return question


def _options(given: list[Params]) -> tuple[str, ...]:
    if not given:
        raise bad_request("poll must have at least one answer option")
    if len(given) > MOST_OPTIONS:
        raise bad_request(f"poll can't have more than {MOST_OPTIONS} options")
    options = tuple(read(option, "text", "text_parse_mode", "text_entities").text for option in given)
    if not all(options):
        raise bad_request("text must be non-empty")
    if max(map(len, options)) > LONGEST_OPTION:
        raise bad_request(f"poll options length must not exceed {LONGEST_OPTION}")
    return options


def _correct(given: Params, options: int) -> tuple[int, ...]:
    correct: list[int] = given.get("correct_option_ids", [])
    if not correct:
        raise bad_request("quiz poll must have a correct option")
    if correct != sorted(set(correct)) or not 0 <= correct[0] <= correct[-1] < options:
        raise bad_request("wrong correct option ID specified")
    return tuple(correct)


def _explanation(given: Params) -> str:
    text = read(given, "explanation", "explanation_parse_mode", "explanation_entities").text
    if len(text) > LONGEST_EXPLANATION or text.count("\n") > MOST_LINE_FEEDS:
        raise bad_request("MESSAGE_TOO_LONG")
    return text


def _closes(given: Params, now: datetime) -> datetime | None:
    seconds: int | None = given.get("open_period")
    if seconds is None and "close_date" in given:
        seconds = int(datetime.fromtimestamp(given["close_date"], UTC).timestamp() - now.timestamp())
    if seconds is None:
        return None
    if "open_period" in given and "close_date" in given:
        raise bad_request("open_period and close_date can't be used together")
    if not SHORTEST_OPEN <= seconds <= LONGEST_OPEN:
        raise bad_request("poll open period must be from 5 to 2628000 seconds")
    return now + timedelta(seconds=seconds)


METHODS: dict[str, Handler] = {"sendPoll": send_poll, "stopPoll": stop_poll}
