"""How the log is written: a sentence, an action and ids. Never a text that somebody typed, never the token.

Libraries write to the standard log. Those that would write addresses, which hold the token, are kept quiet, and
whatever still comes through is searched for anything shaped like a token before it is written.
"""

from __future__ import annotations

import logging
import re
import sys
from typing import TYPE_CHECKING, Any, Literal

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_QUIET = ("httpx", "httpcore", "telegram", "aiohttp", "aiosqlite", "sqlalchemy", "asyncio", "alembic")


def hide_tokens(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Replace whatever looks like a bot's token."""
    return {key: _hidden(value) for key, value in event.items()}


def _hidden(value: Any) -> Any:  # noqa: ANN401 - a log field may be anything
    return _TOKEN.sub("(token)", value) if isinstance(value, str) else value


def set_up(form: Literal["text", "json"]) -> None:
    """Write the log to standard error, as text for people or as JSON for machines."""
    renderer = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            hide_tokens,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
        logging.getLogger(name).propagate = False
