"""Alembic's way in. It is handed the open transaction, so a migration happens whole or not at all."""

from __future__ import annotations

from alembic import context

from storage.schema import metadata, partial  # noqa: F401 - the indexes join the tables by being imported

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
