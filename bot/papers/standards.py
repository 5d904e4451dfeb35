"""The standards of the Care Certificate by their names, as they are numbered since March 2025.

What an item touches is said in the content; this only gives the numbers their names.
"""

from __future__ import annotations

from bot.words import _


def standard(number: int) -> str:
    """The name of a standard, 1 to 16.

    Raises:
        IndexError: there is no such standard.
    """
    names = (
        _("Understand your role"),
        _("Your personal development"),
        _("Duty of care"),
        _("Equality, diversity, inclusion and human rights"),
        _("Work in a person-centred way"),
        _("Communication"),
        _("Privacy and dignity"),
        _("Fluids and nutrition"),
        _("Mental health and dementia"),
        _("Safeguarding adults"),
        _("Safeguarding children"),
        _("Basic life support"),
        _("Health and safety"),
        _("Handling information"),
        _("Infection prevention and control"),
        _("Learning disability and autism"),
    )
    return names[number - 1]
