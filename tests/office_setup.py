"""Sees to it that LibreOffice is there to open the exports."""

import sys
from pathlib import Path

from debian_packages import see_to

sys.path.append(str(Path(__file__).parent / "reports"))

import libreoffice

if __name__ == "__main__":
    sys.exit(
        see_to(
            libreoffice.is_here, "libreoffice-calc-nogui", "LibreOffice for the tests of the exports",
            lost="without LibreOffice NOTHING WILL BE OPENED BY A SPREADSHEET",
            hint="Install it (Debian: apt-get install libreoffice-calc-nogui).",
        )
    )  # fmt: skip
