"""The embedded store: TinyDB's tables over rows of SQLite, for one process.

`store.py` is the store; `in_memory.py` and `on_disk.py` are where it reads, `shelf.py` what one turn reads of
them, `commits.py` how a turn ends. `tables.py` is TinyDB's own two extension points; `writer.py` does the
disk work in one thread; `row_file.py` knows the file. Why: docs/decisions/0003-embedded-store.md.
"""

from storage.tinydb_store.store import TinyDbStore

__all__ = ["TinyDbStore"]
