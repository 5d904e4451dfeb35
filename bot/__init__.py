"""The Telegram application.

structlog and httpx, which the library for Telegram brings along, load rich wherever it is installed: for
tracebacks and a command line that Say So never shows. That is a twentieth of the start and 4 MB, so both are
loaded here first, and find none.
"""

import sys

if "rich" not in sys.modules:
    sys.modules["rich"] = None  # type: ignore[assignment] # Python's own way to say that there is none
    import httpx  # noqa: F401 - only to be loaded
    import structlog  # noqa: F401 - likewise

    del sys.modules["rich"]
