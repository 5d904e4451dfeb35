"""What this service found out about telephone lines, from the database, matched with the lines as they are now.

Nothing here is about a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.routes import Found
from content.contacts_known import Finding, known
from storage import contact_checks

if TYPE_CHECKING:
    from content.contacts import Contacts
    from content.ring import Known
    from storage.store import Transaction


async def known_lines(transaction: Transaction, contacts: Contacts) -> Known:
    """What is known of the lines now."""
    findings = [
        Finding(one.number, one.checked_on, one.found == Found.AS_SAID)
        for one in await contact_checks.findings(transaction)
    ]
    return known(contacts, findings, await contact_checks.withheld(transaction))
