"""Records as JSON under kind and key, and the tags by which they are found.

`json` and not `jsonb`: it gives back every text as it was written, escaped NUL and half characters too.
Names are compared by their bytes (`collate "C"`), as Python does. Tags are kept in ASCII, escaped.
"""

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.execute("""
        CREATE TABLE record (
            kind text COLLATE "C" NOT NULL,
            key  text COLLATE "C" NOT NULL,
            body json NOT NULL,
            PRIMARY KEY (kind, key)
        )
    """)
    op.execute("""
        CREATE TABLE tag (
            kind text COLLATE "C" NOT NULL,
            tag  text COLLATE "C" NOT NULL,
            key  text COLLATE "C" NOT NULL,
            PRIMARY KEY (kind, tag, key)
        )
    """)
    op.execute("CREATE INDEX tag_by_record ON tag (kind, key)")


def downgrade() -> None:
    """Forget everything."""
    op.execute("DROP TABLE tag")
    op.execute("DROP TABLE record")
