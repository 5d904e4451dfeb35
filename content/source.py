"""Reads one YAML file into a model, and turns whatever is wrong with it into faults with line numbers.

The C parser of PyYAML is used because the pure Python one needs about a second for the contacts alone. The
file is composed into nodes first, so that each value's line is known when a fault has to be told.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ValidationError

from content.faults import BrokenContentError, Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Step = str | int

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_REMEDIES = {
    "missing": "is missing: add it.",
    "extra_forbidden": "is not a field that this kind of file knows: check its spelling, or take it out.",
    "string_type": "must be text: put it in quotes.",
    "string_too_short": "has too little text: write at least {min_length} characters.",
    "string_too_long": "has too much text: write at most {max_length} characters.",
    "too_short": "has too few entries: give at least {min_length}.",
    "too_long": "has too many entries: give at most {max_length}.",
    "string_pattern_mismatch": "does not have the right form: it must match {pattern}.",
    "date_from_datetime_parsing": "must be a date such as 2027-05-31.",
    "date_type": "must be a date such as 2027-05-31.",
    "int_parsing": "must be a whole number.",
    "list_type": "must be a list: begin each entry on a line of its own with '- '.",
    "tuple_type": "must be a list: begin each entry on a line of its own with '- '.",
    "model_type": "must be a group of fields, one on a line.",
}


_TEXT = "tag:yaml.org,2002:str"


class _Reader(_Loader):  # type: ignore[misc, valid-type]  # PyYAML's C parser has no types
    """Notes keys that a mapping says twice, of which YAML itself silently takes the last."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.repeated: list[yaml.Node] = []

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - by the base class
        """The value of a node. Most are text, for which the base class takes a long way."""
        return node.value if node.tag == _TEXT else super().construct_object(node, deep)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:  # noqa: ANN401, FBT001, FBT002 - by the base class
        """The mapping, as the base class makes it."""
        self.repeated += _repeated(node)
        return super().construct_mapping(node, deep)


class SourceFile:
    """A YAML file that was read: its data, and the line of each value for telling faults."""

    def __init__(self, path: Path) -> None:
        """Read and parse.

        Raises:
            BrokenContentError: the file cannot be read, or is not YAML, or says a key twice.
        """
        self.path = path
        text = _text(path)
        node: yaml.Node | None = None
        try:
            loader = _Reader(text)
            node = loader.get_single_node()
            self.data: Any = None if node is None else loader.construct_document(node)
        except yaml.YAMLError as error:
            raise BrokenContentError([_syntax_fault(path, text, error)]) from None
        except ValueError:
            raise BrokenContentError(_odd_values(path, node)) from None
        self._refuse_repeated_keys(loader.repeated)

    @cached_property
    def _node(self) -> yaml.Node | None:
        """The file as nodes with lines. Composed anew for the first fault: of good files none are kept."""
        node: yaml.Node | None = _Loader(_text(self.path)).get_single_node()
        return node

    def fault(self, where: Sequence[Step], remedy: str) -> Fault:
        """A fault at the value that `where` leads to, or at the nearest place above it that exists."""
        field = ".".join(str(step + 1) if isinstance(step, int) else step for step in where)
        return Fault(self.path, self._line(where), field, remedy)

    def parse(self, model: type[Model]) -> Model:
        """The file as a model.

        Raises:
            BrokenContentError: with every fault that the model finds.
        """
        try:
            return model.model_validate(self.data)
        except ValidationError as invalid:
            errors = _without_echoes(invalid.errors(include_url=False))
            raise BrokenContentError(self.fault(_where(error), _remedy(error)) for error in errors) from None

    def _line(self, where: Sequence[Step]) -> int:
        node = self._node
        line = 1 if node is None else node.start_mark.line + 1
        for step in where:
            key, node = _child(node, step)
            if node is None:
                break
            line = (key or node).start_mark.line + 1
        return line

    def _refuse_repeated_keys(self, repeated: Sequence[yaml.Node]) -> None:
        if repeated:
            said = "stands here twice: keep one of the two."
            raise BrokenContentError(
                Fault(self.path, key.start_mark.line + 1, key.value, said) for key in repeated
            )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        remedy = "is not UTF-8 text here: save the file as UTF-8."
        raise BrokenContentError([Fault(path, line, "", remedy)]) from None
    except OSError as error:
        remedy = f"cannot be read ({error.strerror}): check that the file is there."
        raise BrokenContentError([Fault(path, 1, "", remedy)]) from None


def _syntax_fault(path: Path, text: str, error: yaml.YAMLError) -> Fault:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it could not be read"
    remedy = f"is not valid YAML ({problem}): check indents, quotes and colons near here."
    if isinstance(error, yaml.reader.ReaderError):
        return Fault(path, text.encode().count(b"\n", 0, error.position) + 1, "", remedy)
    mark = getattr(error, "problem_mark", None)
    return Fault(path, mark.line + 1 if mark else 1, "", remedy)


def _odd_values(path: Path, top: yaml.Node | None) -> Iterator[Fault]:
    """Values that look like a date or a number to YAML, and are none, such as 2027-02-30."""
    for node in _nodes(top):
        try:
            if isinstance(node, yaml.ScalarNode):
                _Loader("").construct_object(node)
        except ValueError as error:
            remedy = f"{node.value} does not exist ({error}): mend it, or put it in quotes if it is text."
            yield Fault(path, node.start_mark.line + 1, "", remedy)


def _without_echoes(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without lists that seem too short only because entries of theirs are broken, which is told already."""
    return [error for error in errors if not _is_long_enough(error)]


def _is_long_enough(error: ErrorDetails) -> bool:
    given = error["input"]
    return (
        error["type"] == "too_short" and isinstance(given, list) and len(given) >= error["ctx"]["min_length"]
    )


def _where(error: ErrorDetails) -> tuple[Step, ...]:
    return tuple(step for step in error["loc"] if step != "__root__")


def _remedy(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    template = _REMEDIES.get(error["type"])
    return template.format(**error.get("ctx", {})) if template else f"{error['msg']}."


def _child(node: yaml.Node | None, step: Step) -> tuple[yaml.Node | None, yaml.Node | None]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, cast("yaml.Node", node.value[step])
    return None, None


def _nodes(top: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node once, although an anchor may stand in several places, or inside itself."""
    waiting = [] if top is None else [top]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting += [value for _, value in node.value]
        elif isinstance(node, yaml.SequenceNode):
            waiting += node.value


def _repeated(mapping: yaml.MappingNode) -> Iterator[yaml.Node]:
    seen: set[str] = set()
    for key, _ in mapping.value:
        if key.value in seen:
            yield key
        seen.add(key.value)
