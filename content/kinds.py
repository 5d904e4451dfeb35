"""The words that authors choose from to say whom a rehearsal is with, and where an item belongs.

Only words: what follows from them is decided elsewhere. A word that content uses can never be taken away.
"""

from __future__ import annotations

from enum import StrEnum


class Counterpart(StrEnum):
    """Whom a rehearsal is with."""

    COLLEAGUE = "colleague"
    SENIOR = "senior"
    MANAGER = "manager"
    RELATIVE = "relative"
    CHALLENGER = "challenger"


class Setting(StrEnum):
    """Where care is given."""

    CARE_HOME = "care-home"
    NURSING_HOME = "nursing-home"
    HOME_CARE = "home-care"
    SUPPORTED_LIVING = "supported-living"
    DAY_SERVICE = "day-service"
    HOSPITAL_WARD = "hospital-ward"
    MENTAL_HEALTH_WARD = "mental-health-ward"
    CHILDRENS_HOME = "childrens-home"
    FOSTER_CARE = "foster-care"
    FAMILY_SUPPORT = "family-support"
    RESIDENTIAL_SCHOOL = "residential-school"
    SEND_TRANSPORT = "send-transport"
    ANY = "any"
