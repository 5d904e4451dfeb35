"""What all tests share: one profile for random examples, and no silent skips where everything is installed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings

if TYPE_CHECKING:
    import pytest

# Tests never assert a time, so an example may take as long as it takes on a busy machine.
settings.register_profile("sayso", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.load_profile("sayso")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run on any skip if it was told that there is a way to run everything."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SAYSO_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = 1
