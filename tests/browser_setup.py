"""Sees to it that Chromium is there for the page's tests."""

import os
import shutil
import sys

from debian_packages import see_to


def is_here() -> object:
    return os.environ.get("CHROMIUM") or shutil.which("chromium")


if __name__ == "__main__":
    sys.exit(
        see_to(
            is_here, "chromium", "Chromium for the page's tests",
            lost="without Chromium THE PAGE'S TESTS WILL BE SKIPPED",
            hint="Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.",
        )
    )  # fmt: skip
