from __future__ import annotations

import os

import pytest

from bot.config import ConfigError, read_settings


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests."""
    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    "zone", ["Europe", "America/Argentina", "Europe/Atlantis", "../etc/passwd", "/etc", "x" * 300, "London"]
)
def test_a_time_zone_that_is_none_is_named_with_a_remedy(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Among them folders of zones, and names that no file can have."""
    monkeypatch.setenv("SAYSO_TIMEZONE", zone)

    with pytest.raises(ConfigError) as error:
        read_settings(env_file=None)

    expected = "SAYSO_TIMEZONE: is not a time zone that this machine knows: try Europe/London"
    assert expected == str(error.value)


@pytest.mark.parametrize("zone", ["Europe/London", "UTC", "America/Argentina/Salta"])
def test_a_time_zone_that_is_one_is_taken(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("SAYSO_TIMEZONE", zone)

    assert zone == read_settings(env_file=None).zone.key


@pytest.mark.parametrize(
    ("given", "wanted"), [("", ()), ("pl", ("pl",)), (" PL, ro ,pl", ("pl", "ro")), ("xx", ("xx",))]
)
def test_languages_are_codes_with_commas_between_them(
    monkeypatch: pytest.MonkeyPatch, given: str, wanted: tuple[str, ...]
) -> None:
    """Whether there is a translation is for the doctor to say: the bot starts all the same."""
    monkeypatch.setenv("SAYSO_LANGUAGES", given)

    assert wanted == read_settings(env_file=None).languages


@pytest.mark.parametrize("given", ["polish", "p", "pl ro", "../pl", "p1"])
def test_what_is_no_code_of_a_language_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SAYSO_LANGUAGES", given)

    with pytest.raises(ConfigError, match="SAYSO_LANGUAGES: must be codes of two letters"):
        read_settings(env_file=None)
