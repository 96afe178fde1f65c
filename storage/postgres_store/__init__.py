"""The store for many processes: records and their tags in two tables of PostgreSQL.

`store.py` is the store; `turn_end.py` makes turns serialisable; `rows.py` knows the tables; `connections.py`
and `transaction.py` stand between us and a database that may go away; `leading.py` is for what only one
process may do; `schema.py` and `migrations/` make the tables. Why: docs/decisions/0008-postgresql.md.
"""

from storage.postgres_store.store import PostgresStore

__all__ = ["PostgresStore"]
