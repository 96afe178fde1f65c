"""Where the sentence model is on this machine, and how we know that it is the one we measured."""

import hashlib
import sys
from pathlib import Path

MADE = Path(sys.prefix) / "share" / "charter-bot" / "minilm-int8.onnx"  # by make_model.py, in set-up
SHA256 = "c3011234aaf00114fe460f577c9caf5c14f2c7057eb42a4918a5ee52704fc480"
VOCABULARY = Path(__file__).parent / "minilm" / "vocab.txt"


class ModelMissing(Exception):
    """The model is not there, or not ours; the words say what to do."""


def checked_model(path: Path = MADE) -> bytes:
    """Return the model's bytes; raises `ModelMissing`."""
    try:
        model = path.read_bytes()
    except OSError as error:
        raise ModelMissing(f"{path} cannot be read; `make setup` makes it") from error
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise ModelMissing(
            f"{path} is not the model that was measured; remove it, then `make setup` makes it anew"
        )
    return model
