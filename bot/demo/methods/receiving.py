"""How updates reach the bot: by asking for them, or by a webhook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.demo.refusals import bad_request

if TYPE_CHECKING:
    from bot.demo.methods.call import Call, Handler
    from bot.demo.stage import Stage

LONGEST_POLL = 50
MOST_UPDATES = 100
MOST_CONNECTIONS = 100
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def get_me(stage: Stage, _call: Call) -> dict[str, Any]:
    """The bot itself."""
    return stage.bot.json() | {
        "first_name": stage.profile.names.get("", stage.bot.name),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(stage: Stage, call: Call) -> list[dict[str, Any]]:
    """What waits for the bot, or what comes within `timeout` seconds."""
    given = call.params
    stage.updates.allow(given.get("allowed_updates"))
    limit = given.get("limit", MOST_UPDATES)
    if not 1 <= limit <= MOST_UPDATES:
        limit = MOST_UPDATES
    seconds = min(max(given.get("timeout", 0), 0), LONGEST_POLL)
    return await stage.updates.poll(given.get("offset", 0), limit, seconds)


def set_webhook(stage: Stage, call: Call) -> bool:
    """Updates are posted to an address of this computer from now on; an empty one ends that."""
    url = call.params["url"]
    if not url:
        return delete_webhook(stage, call)
    _check_webhook(url, call)
    stage.updates.end_poll()
    stage.updates.allow(call.params.get("allowed_updates"))
    if call.params.get("drop_pending_updates"):
        stage.updates.drop_all()
    connections = min(max(call.params.get("max_connections", 40), 1), MOST_CONNECTIONS)
    stage.webhook.set(url, call.params.get("secret_token", ""), connections)
    return True


def _check_webhook(url: str, call: Call) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: the demo posts to addresses of this computer only")
    secret = call.params.get("secret_token")
    if secret is not None and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")


def delete_webhook(stage: Stage, call: Call) -> bool:
    """Updates wait for getUpdates again."""
    if call.params.get("drop_pending_updates"):
        stage.updates.drop_all()
    stage.webhook.unset()
    return True


def get_webhook_info(stage: Stage, _call: Call) -> dict[str, Any]:
    """Where updates go and what went wrong last."""
    hook, updates = stage.webhook, stage.updates
    info: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(updates),
    }
    if hook.url:
        info |= {"max_connections": hook.connections, "ip_address": "127.0.0.1"}
    if updates.allowed:
        info["allowed_updates"] = sorted(updates.allowed)
    if hook.failed_at:
        info |= {"last_error_date": int(hook.failed_at.timestamp()), "last_error_message": hook.failure}
    return info


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
