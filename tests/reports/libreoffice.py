"""LibreOffice as whoever gets an export has it: it opens files, and shows in XML what it took them for."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

A_WHILE = 240  # seconds that it may take for all files; some are usual


def is_here() -> bool:
    """Whether LibreOffice is installed."""
    return _program() is not None


def as_flat_sheets(files: dict[str, bytes], folder: Path) -> dict[str, str]:
    """Return each file as LibreOffice's own flat XML, by the names given; it is started once for all.

    Without LibreOffice the test is skipped, loudly, and fails on CI.
    """
    program = _program()
    if program is None:
        reason = "LibreOffice not found: the exports were not opened by it"
        assert os.environ.get("CI") != "true", reason
        pytest.skip(reason)
    given = {name: folder / f"{number}{Path(name).suffix}" for number, name in enumerate(files)}
    for name, path in given.items():
        path.write_bytes(files[name])
    subprocess.run(
        [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "fods",
         "--outdir", folder, *given.values()],
        check=True, capture_output=True, timeout=A_WHILE,
    )  # fmt: skip
    return {name: path.with_suffix(".fods").read_text("utf-8") for name, path in given.items()}


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")
