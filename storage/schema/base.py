"""What all tables share: one naming rule, and the column that says whose a row is."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, MetaData

from storage.columns import BigInt

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def of_person() -> Column[int]:
    """Whose row it is. It goes with her."""
    return Column("person_id", BigInt, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)
