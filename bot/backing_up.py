"""What `sayso backup` and `sayso restore` do, and what the bot needs of the settings to do the same by night.

Writes nothing to the terminal: the commands in `bot.cli` do that.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.config import ConfigError
from bot.delivery.nightly import Backups
from storage import backup, backup_restore, deletions
from storage.backup_file import BackupError, make_folder
from storage.backup_restore import Order
from storage.deletions import FILE_NAME, DeletionList
from storage.store import Store, sqlite_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.config import Settings
    from storage.backup import Progress
    from storage.backup_restore import Restored

NO_KEY = (
    "SAYSO_BACKUP_KEY: is not set. Choose a passphrase of five words or more, and keep it somewhere else too: "
    "a backup cannot be read without it."
)
NO_LIST = (
    "If there is one, put it beside the backup (deletions.txt) and restore again with --replace; else whoever "
    "has asked to be forgotten since then must ask again."
)


def nightly_backups(settings: Settings) -> Backups | None:
    """Where and when the nightly backups are made; None if they are not wanted.

    Raises:
        ConfigError: there is a folder for them and no key.
    """
    if settings.backup_dir is None:
        return None
    return Backups(settings.backup_dir, passphrase(settings), settings.backup_hour, settings.zone)


def deletion_list(settings: Settings, more: Iterable[str] = ()) -> DeletionList:
    """The list of deletions. `more` are passphrases that were used before.

    The passphrase outlives a change of the token and of the machine, so it comes first. Without one, no backup
    can be made that it would be needed for, and the token does.
    """
    secrets = [one.get_secret_value() for one in (settings.backup_key, settings.token) if one is not None]
    return DeletionList([*secrets, *more], settings.backup_dir)


def passphrase(settings: Settings) -> str:
    """What backups are locked with.

    Raises:
        ConfigError: it is not set.
    """
    if settings.backup_key is None:
        raise ConfigError(NO_KEY)
    return settings.backup_key.get_secret_value()


async def back_up(
    settings: Settings, file: Path | None, now: datetime, progress: Progress
) -> tuple[Path, int]:
    """Make a backup; its file, and how many rows it holds.

    Raises:
        BackupError: it cannot be made.
        ConfigError: there is no passphrase.
    """
    at = now.astimezone(settings.zone)
    target = file or (settings.backup_dir or Path()) / f"sayso-{at:%Y-%m-%d-%H%M%S}.backup"
    if target.exists():
        raise BackupError(f"{target} is there already. Name another file.")
    database = sqlite_file(settings.database_url)
    if database is not None and not database.exists():
        raise BackupError(f"There is no database at {database}. Check SAYSO_DATABASE_URL.")
    key = passphrase(settings)
    if file is None:
        make_folder(target.parent)
    store = Store(settings.database_url)
    try:
        rows = await backup.make(store, target, key, at, progress)
        await store.scrub()
    finally:
        await store.close()
    return target, rows


async def order(settings: Settings, file: Path, now: datetime, key: str | None, *, replace: bool) -> Order:
    """What to restore. `key` is what the backup was locked with, if not with the present passphrase.

    Raises:
        BackupError: a list of deletions cannot be read.
        ConfigError: there is no passphrase.
    """
    listed = deletion_list(settings, [key] if key is not None else [])
    try:
        deleted = deletions.merged(*map(deletions.read_list, _lists(settings, file)))
    except OSError as error:
        raise BackupError(f"The list of deletions cannot be read: {error.strerror}.") from None
    today = now.astimezone(settings.zone).date()
    return Order(file, key or passphrase(settings), today, listed, deleted, replace)


def knows_deletions(settings: Settings, file: Path) -> bool:
    """Whether there is a list of deletions: beside the backup, or in the folder of backups."""
    return any(one.exists() for one in _lists(settings, file))


def _lists(settings: Settings, file: Path) -> tuple[Path, ...]:
    folders = {file.parent, settings.backup_dir or file.parent}
    return tuple(folder / FILE_NAME for folder in sorted(folders))


async def restore(settings: Settings, wanted: Order, progress: Progress) -> Restored:
    """Restore a backup into the database of the settings.

    Raises:
        NotEmptyError: something is in it, and it may not be replaced.
        BackupError: the backup cannot be used.
        DatabaseError: the database cannot be used.
    """
    store = Store(settings.database_url)
    try:
        return await backup_restore.restore(store, wanted, progress)
    finally:
        await store.close()
