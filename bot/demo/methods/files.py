"""Telling where a file can be fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.demo.files import MEGABYTE
from bot.demo.refusals import bad_request

if TYPE_CHECKING:
    from bot.demo.methods.call import Call, Handler
    from bot.demo.stage import Stage

MOST_FETCHED = 20 * MEGABYTE


def get_file(stage: Stage, call: Call) -> dict[str, Any]:
    """The path of a file of at most 20 MB."""
    file = stage.files.file(call.params["file_id"])
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MOST_FETCHED:
        raise bad_request("file is too big")
    return {**file.json(), "file_path": file.path}


METHODS: dict[str, Handler] = {"getFile": get_file}
