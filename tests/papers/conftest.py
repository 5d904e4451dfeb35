"""Long forms are marked `soak` here too, and left out unless they are asked for: `pytest -m soak`."""

from __future__ import annotations

from tests.faults.conftest import pytest_collection_modifyitems, pytest_configure

__all__ = ["pytest_collection_modifyitems", "pytest_configure"]
