"""The only rooms that know Telegram: updates in, Screens out, errors told apart."""

import os

# The library warns whenever Telegram asks us to wait, unless it is told, this way only, to use its newer type.
os.environ.setdefault("PTB_TIMEDELTA", "true")
