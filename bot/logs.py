"""Sets logging up: every line goes through `log_lines`, and so does what Python would print by itself."""

import logging
import sys
import threading
import warnings
from pathlib import Path
from typing import TextIO

from bot.log_lines import OURS, JsonLines, TextLines
from bot.trouble import trouble

log = logging.getLogger(f"{OURS}.uncaught")

FORMS: dict[str, type[logging.Formatter]] = {"text": TextLines, "json": JsonLines}


class Lines(logging.StreamHandler[TextIO]):
    """Writes lines; one that cannot be written is told without its words."""

    def __init__(self, stream: TextIO, form: str) -> None:
        super().__init__(stream)
        self.setFormatter(FORMS[form]())

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is logging's
        """Say that a line was lost: Python's own way would print what it was made of."""
        place = f"{Path(record.pathname).name}:{record.lineno}"
        print(f"A line of the log could not be written: {place}", file=sys.__stderr__)


def set_up(form: str = "text") -> None:
    """Write the log to standard error in this form. Who has set up logging before us keeps their own."""
    logging.getLogger(OURS).setLevel(logging.INFO)
    root = logging.getLogger()
    if any(not isinstance(handler, Lines) for handler in root.handlers):
        return
    root.handlers = [Lines(sys.stderr, form)]
    root.setLevel(logging.WARNING)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_a_thread
    sys.unraisablehook = _unraisable
    warnings.showwarning = _warned  # type: ignore[assignment]  # it is called by place, never by name


def _uncaught(_kind: type[BaseException], error: BaseException, _traceback: object) -> None:
    log.critical("the program ends by an error: %s", trouble(error))


def _uncaught_in_a_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None:
        log.error("a thread ended by an error: %s", trouble(args.exc_value))


def _unraisable(args: "sys.UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        log.error("an error could not be raised: %s", trouble(args.exc_value))


def _warned(_message: object, category: type[Warning], filename: str, lineno: int, *_: object) -> None:
    place = f"{Path(filename).name}:{lineno}"
    log.warning("a warning about code: kind=%s place=%s", category.__name__, place)
