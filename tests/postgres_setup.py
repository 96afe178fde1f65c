"""Sees to it that PgBouncer is there for the store's tests, and says which PostgreSQL they have."""

import sys

import pgbouncer
import postgres_server
from debian_packages import see_to

if __name__ == "__main__":
    print(f"== The tests' PostgreSQL is that of {postgres_server.found()}")
    sys.exit(
        see_to(
            pgbouncer.is_here, "pgbouncer", "PgBouncer for the tests of the store",
            lost="without PgBouncer NOTHING WILL BE TESTED BEHIND IT",
            hint="Install it (Debian: apt-get install pgbouncer).",
        )
    )  # fmt: skip
