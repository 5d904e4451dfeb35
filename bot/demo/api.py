"""Answers a call of the Bot API: checks it, lets planned faults happen, does it, keeps a record.

Every answer is Telegram's JSON, or none at all where a fault wants the connection dead. It knows nothing
of HTTP beyond the status code.
"""

from __future__ import annotations

import inspect
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.clock import SystemClock, sleep
from bot.demo.faults import Fate
from bot.demo.methods import METHODS
from bot.demo.methods.call import Call
from bot.demo.refusals import Refusal
from bot.demo.spec import check
from bot.demo.stage import CallRecord, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.demo.files import Upload

POLLING = "getUpdates"


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status and a body, or nothing, with the connection closed."""

    status: int
    body: Mapping[str, Any]
    lost: bool = False


LOST = Answer(0, {}, lost=True)


class Api:
    """The Bot API of one world."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def answer(self, method: str, raw: Mapping[str, object], uploads: Mapping[str, Upload]) -> Answer:
        """Do what is asked and say what Telegram would."""
        stage, counted = self._stage, method.lower() != POLLING.lower()
        stage.calls_running += counted
        try:
            return await self._checked(method, raw, uploads)
        finally:
            stage.calls_running -= counted
            stage.activity.ring()

    async def reply(self, body: bytes) -> None:
        """Do what a webhook's answer asks for, if anything. The bot never learns what came of it."""
        with suppress(ValueError):
            given = json.loads(body or b"{}")
            if isinstance(given, dict) and "method" in given:
                await self.answer(given.pop("method"), given, {})

    async def _checked(self, method: str, raw: Mapping[str, object], uploads: Mapping[str, Upload]) -> Answer:
        try:
            name, params = check(method, raw)
        except Refusal as refusal:
            self._record(method, dict(raw), refusal=refusal)
            return Answer(refusal.code, refusal.body())
        return await self._with_faults(Call(name, params, uploads))

    async def _with_faults(self, call: Call) -> Answer:
        fault = self._stage.faults.next(call.method, call.params.get("chat_id"))
        if fault is None:
            return await self._done(call)
        if fault.fate is Fate.LOSE_CALL:
            return LOST
        if fault.refusal:
            self._record(call.method, call.params, refusal=fault.refusal)
            return Answer(fault.refusal.code, fault.refusal.body())
        if fault.fate is Fate.DELAY:
            await sleep(SystemClock(), fault.seconds)
        answer = await self._done(call)
        return LOST if fault.fate is Fate.LOSE_ANSWER else answer

    async def _done(self, call: Call) -> Answer:
        try:
            result = METHODS[call.method](self._stage, call)
            if inspect.isawaitable(result):
                result = await result
        except Refusal as refusal:
            self._record(call.method, call.params, refusal=refusal)
            return Answer(refusal.code, refusal.body())
        self._record(call.method, call.params, result)
        return Answer(200, {"ok": True, "result": result})

    def _record(
        self, method: str, params: dict[str, Any], result: object = None, refusal: Refusal | None = None
    ) -> None:
        """Keep the call for tests to look at. Polling is left out: it would be nearly all there is."""
        if method != POLLING:
            self._stage.calls.append(CallRecord(method, params, self._stage.clock.now(), result, refusal))
