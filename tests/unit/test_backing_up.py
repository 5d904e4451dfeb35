"""What the settings of an operator mean for backups."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.backing_up import deletion_list, nightly_backups
from bot.config import ConfigError, Settings
from storage.deletions import DeletionList

PERSON = 1001
KEY, TOKEN = "correct horse battery staple", "1:token"


def settings(folder: str | None = "backups", key: str | None = KEY, token: str | None = TOKEN) -> Settings:
    return Settings(
        _env_file=None,
        backup_dir=folder and Path(folder),
        backup_key=key and SecretStr(key),
        token=token and SecretStr(token),
        backup_hour=4,
    )


def mark(secret: str) -> str:
    return DeletionList([secret], None).marks(PERSON)[0]


def test_backups_go_where_and_when_the_settings_say() -> None:
    made = nightly_backups(settings())

    assert made is not None
    assert (Path("backups"), KEY, 4) == (made.folder, made.passphrase, made.hour)
    assert KEY not in repr(made)


def test_without_a_folder_there_are_none() -> None:
    assert nightly_backups(settings(folder=None)) is None


def test_a_folder_without_a_passphrase_is_told_before_anything_is_lost() -> None:
    with pytest.raises(ConfigError, match="SAYSO_BACKUP_KEY: is not set"):
        nightly_backups(settings(key=None))


def test_people_are_marked_with_the_passphrase_because_a_token_may_be_changed() -> None:
    before = deletion_list(settings(token="1:former"))

    assert mark(KEY) == before.marks(PERSON)[0] == deletion_list(settings()).marks(PERSON)[0]


def test_without_a_passphrase_they_are_marked_with_the_token_and_recognised_later() -> None:
    assert (mark(TOKEN),) == deletion_list(settings(key=None)).marks(PERSON)
    assert mark(TOKEN) in deletion_list(settings()).marks(PERSON)


def test_marks_of_a_former_passphrase_are_recognised_when_it_is_given() -> None:
    assert mark("former") in deletion_list(settings(), ["former"]).marks(PERSON)
