"""Sees to it that Chromium is there for the page's tests: installs it where it may, else says so loudly."""

import os
import shutil
import subprocess
import sys

INSTALL = ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]


def main() -> int:
    if os.environ.get("CHROMIUM") or shutil.which("chromium"):
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("== Installing Chromium for the page's tests (once)", flush=True)
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["apt-get", "update"], INSTALL):
            subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)
    if shutil.which("chromium"):
        return 0
    print("!! Chromium is not here and could not be installed: THE PAGE'S TESTS WILL BE SKIPPED.")
    print("!! Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.")
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
