"""Runs migrations on the connection that `schema.py` hands in, one process at a time."""

from alembic import context

from storage.postgres_store.schema import MIGRATING

connection = context.config.attributes["connection"]
context.configure(connection=connection)
with context.begin_transaction():
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
    context.run_migrations()
