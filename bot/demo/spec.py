"""Checks a call against the Bot API's own description (spec.json) and gives its parameters their types.

The checkers are built once, so that a call costs a few dictionary look-ups. It is stricter than Telegram on
purpose: a parameter or field that does not exist is refused by name, where Telegram would pass over it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from bot.demo.refusals import bad_request, method_not_found, not_emulated

SPEC = Path(__file__).with_name("spec.json")
ARRAY = "Array of "
TRUE = frozenset({"true", "1", "yes"})
FALSE = frozenset({"false", "0", "no"})

# What Telegram says when one of these is left out. The others are named.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}

# What Telegram calls these types when it cannot read one.
CALLED = {"InlineKeyboardButton": "inline keyboard button", "KeyboardButton": "keyboard button"}

Params = dict[str, Any]
Checker = Callable[[object, str], object]
Fields = dict[str, tuple[Checker, bool]]


class WrongTypeError(Exception):
    """A value is not of the type that its parameter has. The text says where and what was expected."""


def check(method: str, raw: Mapping[str, object]) -> tuple[str, Params]:
    """The method's own name and its parameters in their types.

    Raises:
        Refusal: the method or a parameter is unknown, missing or of a wrong type.
    """
    spec = _spec()
    name = spec.names.get(method.lower())
    if name is None:
        raise not_emulated(method) if method in spec.not_emulated else method_not_found()
    return name, _checked(spec.fields(name), raw)


def _checked(fields: Fields, raw: Mapping[str, object]) -> Params:
    params: Params = {}
    for name, value in raw.items():
        if value is None:
            continue
        if name not in fields:
            raise bad_request(f'unknown parameter "{name}"')
        try:
            params[name] = fields[name][0](value, name)
        except WrongTypeError as wrong:
            raise bad_request(str(wrong)) from None
    _none_missing(fields, params)
    return params


def _none_missing(fields: Fields, params: Params) -> None:
    for name, (_, required) in fields.items():
        if required and name not in params:
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))


class _Spec:
    """spec.json, with a checker for each type made when it is first needed."""

    def __init__(self, described: dict[str, Any]) -> None:
        self._methods = described["methods"]
        self._types = described["types"]
        self._made: dict[str, Fields] = {}
        self.names = {name.lower(): name for name in self._methods}
        self.not_emulated = frozenset(described["not_emulated"])

    def fields(self, method: str) -> Fields:
        """The checkers of a method's parameters."""
        if method not in self._made:
            self._made[method] = {
                name: (self._parameter(field["types"]), field.get("required", False))
                for name, field in self._methods[method].items()
            }
        return self._made[method]

    def _parameter(self, types: list[str]) -> Checker:
        checker = self._any_of(types)
        if any(kind.startswith(ARRAY) or kind in self._types for kind in types if kind != "InputFile"):
            return _from_json(checker)
        return checker

    def _any_of(self, types: list[str]) -> Checker:
        if len(types) == 1:
            return self._one(types[0])
        if set(types) == {"Integer", "String"}:
            return _number_or_name
        if "InputFile" in types:
            return _text
        return self._first_that_fits(types)

    def _one(self, kind: str) -> Checker:
        if kind.startswith(ARRAY):
            return _array(self._one(kind.removeprefix(ARRAY)))
        if kind in PLAIN:
            return PLAIN[kind]
        return self._first_that_fits(self._types[kind].get("one_of", [kind]))

    def _first_that_fits(self, names: list[str]) -> Checker:
        """A checker of an object that may be of several types: the required fields tell which it is."""

        def checker(value: object, where: str) -> object:
            if not isinstance(value, dict):
                raise WrongTypeError(f'field "{where}" must be of type Object')
            alike = [name for name in names if self._is_kind(name, value)]
            fits = next((name for name in alike if self._is_whole(name, value)), None)
            return self._object(fits or (alike or names)[0], value)

        return checker

    def _is_kind(self, name: str, value: dict[str, object]) -> bool:
        """Whether the fields that tell types apart have this type's values."""
        fields = self._types[name]["fields"].items()
        return all(value.get(key) == field["must_be"] for key, field in fields if "must_be" in field)

    def _is_whole(self, name: str, value: dict[str, object]) -> bool:
        fields = self._types[name]["fields"].items()
        return all(key in value for key, field in fields if field.get("required"))

    def _object(self, name: str, value: dict[str, object]) -> Params:
        if name not in self._made:
            self._made[name] = {
                key: (self._field(field), field.get("required", False))
                for key, field in self._types[name]["fields"].items()
            }
        return _object(name, self._made[name], value)

    def _field(self, field: dict[str, Any]) -> Checker:
        return _exactly(field["must_be"]) if "must_be" in field else self._any_of(field["types"])


def _object(kind: str, fields: Fields, value: dict[str, object]) -> Params:
    made: Params = {}
    kind = CALLED.get(kind, kind)
    for name, inner in value.items():
        if name not in fields:
            raise WrongTypeError(f'can\'t parse {kind}: unknown field "{name}"')
        made[name] = fields[name][0](inner, name)
    for name, (_, required) in fields.items():
        if required and name not in made:
            raise WrongTypeError(f"can't parse {kind}: Can't find field \"{name}\"")
    return made


def _from_json(checker: Checker) -> Checker:
    def parsed(value: object, where: str) -> object:
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                raise WrongTypeError(f"can't parse {where} JSON object") from None
        return checker(value, where)

    return parsed


def _array(item: Checker) -> Checker:
    def checker(value: object, where: str) -> list[object]:
        if not isinstance(value, list):
            raise WrongTypeError(f'field "{where}" must be of type Array')
        return [item(each, where) for each in value]

    return checker


def _exactly(fixed: str) -> Checker:
    def checker(value: object, where: str) -> object:
        if value != fixed:
            raise WrongTypeError(f'field "{where}" has an unknown value')
        return value

    return checker


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise WrongTypeError(f'field "{where}" must be of type String')
    return value


def _number(value: object, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isascii() and value.removeprefix("-").isdigit():
        return int(value)
    raise WrongTypeError(f'field "{where}" must be of type Integer')


def _number_or_name(value: object, where: str) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    return _number(value, where)


def _decimal(value: object, where: str) -> float:
    if isinstance(value, int | float | str):
        with suppress(ValueError):
            return float(value)
    raise WrongTypeError(f'field "{where}" must be of type Float')


def _flag(value: object, where: str) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word not in TRUE | FALSE:
        raise WrongTypeError(f'field "{where}" must be of type Boolean')
    return word in TRUE


PLAIN: dict[str, Checker] = {
    "String": _text,
    "Integer": _number,
    "Float": _decimal,
    "Boolean": _flag,
    "InputFile": _text,
    "True": _flag,
}


@cache
def _spec() -> _Spec:
    return _Spec(json.loads(SPEC.read_text(encoding="utf-8")))
