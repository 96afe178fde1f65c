"""Every goal of the Makefile is made in one way: make says so when it is not."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
GOALS = re.findall(r"^([a-z-]+):.*## ", (HERE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not here: the Makefile cannot be tried")
@pytest.mark.parametrize("goal", GOALS)
def test_make_warns_of_nothing(goal):
    alone = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    tried = subprocess.run(
        ["make", "-n", goal], cwd=HERE, env=alone, capture_output=True, text=True, check=False
    )

    assert (tried.returncode, tried.stderr) == (0, "")
