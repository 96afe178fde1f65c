"""Sees to programs that the tests need: installs them from Debian where it may, else says so loudly."""

import os
import shutil
import subprocess
from collections.abc import Callable


def see_to(is_here: Callable[[], object], package: str, what: str, *, lost: str, hint: str) -> int:
    """Return the status to exit with: it fails without the program only where nothing may be skipped."""
    if is_here():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print(f"== Installing {what} (once)", flush=True)
        _install(package)
    if is_here():
        return 0
    print(f"!! It is not here and could not be installed: {lost}.")
    print(f"!! {hint}")
    return 1 if os.environ.get("CI") == "true" else 0


def _install(package: str) -> None:
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in ("update", f"install -y --no-install-recommends {package}"):
        subprocess.run(["apt-get", *words.split()], env=env, stdout=subprocess.DEVNULL, check=False)
