"""The process that draws: a job comes in as JSON, and a line of base64 goes out for each file."""

import sys
from base64 import b64encode
from collections.abc import Iterable

from bot.reports.apart import JOB, Job


def files(job: Job) -> Iterable[bytes]:
    """Draw what the job asks for."""
    from bot.reports.charts.draw import png  # noqa: PLC0415 - the libraries are read where they are used

    if job.paper is None:
        return map(png, job.charts)
    from bot.reports.paper.typeset import pdf  # noqa: PLC0415

    return [pdf(job.paper, job.charts)]


if __name__ == "__main__":
    for each in files(JOB.validate_json(sys.stdin.buffer.read())):
        sys.stdout.buffer.write(b64encode(each) + b"\n")
