"""Sees to it that PgBouncer is there for the store's tests: installs it where it may, else says so loudly."""

import os
import shutil
import subprocess
import sys

import pgbouncer
import postgres_server

INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "pgbouncer"]


def main() -> int:
    print(f"== The tests' PostgreSQL is that of {postgres_server.found()}")
    if pgbouncer.is_here():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("== Installing PgBouncer for the tests of the store (once)", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], INSTALL):
            subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)
    if pgbouncer.is_here():
        return 0
    print("!! PgBouncer is not here and could not be installed: NOTHING WILL BE TESTED BEHIND IT.")
    print("!! Install it (Debian: apt-get install pgbouncer).")
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
