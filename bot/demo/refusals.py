"""What the demo's Bot API says no with: Telegram's status codes and its own sentences.

Every refusal is made here or from here, so that the shapes agree. Nothing here decides when to refuse.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """A call is answered with `code` and `description`, and perhaps `parameters` that say what to do."""

    code: int
    description: str
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None

    def body(self) -> dict[str, object]:
        """The JSON that Telegram would answer."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        elif self.migrate_to_chat_id is not None:
            answer["parameters"] = {"migrate_to_chat_id": self.migrate_to_chat_id}
        return answer


def bad_request(reason: str) -> Refusal:
    """The call asks for something that cannot be done (400)."""
    return Refusal(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refusal:
    """The bot may not do this here (403)."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """Somebody else receives the updates (409)."""
    return Refusal(409, f"Conflict: {reason}")


def too_many(seconds: int) -> Refusal:
    """The bot has to wait for `seconds` (429)."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def unauthorized() -> Refusal:
    """The token is not this bot's (401)."""
    return Refusal(401, "Unauthorized")


def method_not_found() -> Refusal:
    """There is no such method (404)."""
    return Refusal(404, "Not Found: method not found")


def not_emulated(what: str) -> Refusal:
    """Telegram knows it, the demo does not (501): said plainly, so that nobody takes it for a fault."""
    return Refusal(501, f"Not Implemented: the demo does not emulate {what}")
