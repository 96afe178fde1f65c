"""The tables' history: hand-written SQL, run by Alembic."""
