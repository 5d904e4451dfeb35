"""Column types that mean the same on SQLite and PostgreSQL. SQLite's STRICT tables know few of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import Dialect

# Telegram's ids need more than 32 bits. SQLite's INTEGER always has 64, and only INTEGER may number rows there.
BigInt = BigInteger().with_variant(Integer, "sqlite")


def whole_seconds(moment: datetime) -> datetime:
    """A moment as it comes back when it was kept."""
    return moment.astimezone(UTC).replace(microsecond=0)


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept as whole seconds since 1970 in UTC, so that it sorts and compares the same everywhere."""

    impl = BigInt
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - by the base class
        """To seconds. Refuses a time without a zone, which would mean another moment on another machine."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return int(value.timestamp())

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002 - by the base class
        """From seconds."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class Day(TypeDecorator[date]):
    """A calendar day, kept as 2026-11-25."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - by the base class
        """To text that sorts."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ANN401, ARG002 - by the base class
        """From text."""
        return None if value is None else date.fromisoformat(value)
