"""How the log is written: a sentence, an action and ids. Never a text that somebody typed, never the token.

Libraries write to the standard log, with whole answers, addresses and statements in their messages. Of each such
record only the logger's name, its level and its place are passed on, so none is silent and none can leak. What we
write ourselves is searched for anything shaped like a token first.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO, cast

import structlog

if TYPE_CHECKING:
    from structlog.typing import EventDict, WrappedLogger

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")

log = structlog.get_logger()


def hide_tokens(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Replace whatever looks like a bot's token."""
    return {key: _hidden(value) for key, value in event.items()}


def _hidden(value: Any) -> Any:  # noqa: ANN401 - a log field may be anything
    if isinstance(value, (list, tuple)):
        return [_hidden(part) for part in value]
    return _TOKEN.sub("(token)", value) if isinstance(value, str) else value


class _Passing(logging.Handler):
    """Says that a library logged something, and where, but not what."""

    def emit(self, record: logging.LogRecord) -> None:
        """Pass on the name, the level and the place. The message, its values and the error stay here."""
        level = min(record.levelno // 10 * 10, logging.CRITICAL)  # a level between two is the lower one
        # A log that is closed must not fail the library that wrote to it.
        with contextlib.suppress(OSError, ValueError):
            log.log(
                level,
                "A library logged something.",
                action="library",
                logger=record.name,
                where=_place(record),
            )


def _place(record: logging.LogRecord) -> str:
    """Where the error arose, if there is one with a trace; else where the record was made."""
    trace = record.exc_info[2] if record.exc_info else None
    if trace is None:
        return f"{record.module}.{record.funcName}:{record.lineno}"
    while trace.tb_next:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{Path(code.co_filename).stem}.{code.co_name}:{trace.tb_lineno}"


class _Unbreakable:
    """Standard error, for a log that may be on a full disk: what cannot be written there must stop nothing."""

    def write(self, text: str) -> None:
        """Write it, if that can be done."""
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)

    def flush(self) -> None:
        """Likewise."""
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()


_passing = _Passing(logging.WARNING)


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
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Unbreakable())),
        cache_logger_on_first_use=False,
    )
    logging.getLogger().addHandler(_passing)
    # For loggers that hand nothing on: otherwise Python writes their messages out in full.
    logging.lastResort = _passing
