"""`sayso webhook`: tells Telegram where to post updates, as one step of a release. Telegram keeps what waits.

Neither command starts or stops a bot, and no bot runs either of them by itself.
"""
# ruff: noqa: PLC0415 - modules are imported inside the commands, so that `--help` is quick

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from bot.terminal import carefully, fail, settings

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.edge.webhook import Standing

app = typer.Typer(help="Where Telegram posts updates.", no_args_is_help=True)


@app.command("set")
def set_() -> None:
    """Have Telegram post to SAYSO_WEBHOOK_URL, with SAYSO_WEBHOOK_SECRET. A step of a release, not of a start."""
    from bot.edge import webhook
    from bot.web.address import address

    current = settings()

    async def point() -> Standing:
        checked = address(current)
        return await webhook.point(current, checked.url, checked.secret)

    standing = _asked(point())
    typer.echo(f"Telegram posts updates to {standing.url}.")
    _tell_waiting(standing)
    if standing.failure:
        when = f" at {standing.failed_at:%H:%M on %d %B %Y} UTC" if standing.failed_at else ""
        typer.echo(f"What went wrong last{when}: {standing.failure}.")


@app.command("delete")
def delete() -> None:
    """Have Telegram post nowhere, so that a bot can poll again. What waits is kept."""
    from bot.edge import webhook

    current = settings()
    standing = _asked(webhook.remove(current))
    typer.echo("Telegram posts updates nowhere.")
    _tell_waiting(standing)
    if current.webhook_url:
        typer.echo("To poll, also take SAYSO_WEBHOOK_URL out of the settings and restart the bot.")


def _asked(work: Coroutine[object, object, Standing]) -> Standing:
    from bot.edge.webhook import WebhookError

    try:
        return carefully(work)
    except WebhookError as error:
        fail(str(error))


def _tell_waiting(standing: Standing) -> None:
    typer.echo(f"Updates that wait: {standing.waiting}.")
