"""Another process of our own program: it finds the modules that this one finds, in the same places."""

import os
import sys
from collections.abc import Mapping


def command(module: str, *words: str) -> list[str]:
    """Return what starts a module. Nothing of the folder in which somebody happens to be is run (`-P`)."""
    return [sys.executable or "", "-P", "-m", module, *words]


def surroundings() -> Mapping[str, str]:
    """Return the environment for it: it looks for modules where this process does."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
