"""What is measured: our two engines, over the shipped content or any other entries."""

from bot.sentences import CACHE
from bot.settings import read_settings
from knowledge.loader import load, load_tests
from knowledge.search import Engine, VectorCache
from knowledge.search.model_file import ModelMissing

NAMES = {"sentences": "words and meaning", "words": "words alone"}


class Subjects:
    """The content, its test questions, and the model.

    `shipped` keeps the vectors of the content where the assistant keeps them; `aside` keeps none: it is
    for everybody else's texts.
    """

    def __init__(self):
        self.content, self.tests = load(), load_tests()
        encoder = model()
        self.shipped = VectorCache(encoder, read_settings().charter_cache / CACHE)
        self.aside = VectorCache(encoder, None)

    def engines(self, entries, vectors):
        """Both engines over some entries, by name."""
        caches = {"sentences": vectors, "words": None}
        return {name: Engine(entries, self.content.search, caches[name]) for name in NAMES}


def model():
    """The model, whatever the settings say: without it there is nothing to compare."""
    try:
        from knowledge.search.encoder import MiniLm  # noqa: PLC0415 - onnxruntime may be missing

        return MiniLm()
    except (ModelMissing, ImportError) as missing:
        raise SystemExit(
            f"Both engines are measured, and one needs the sentence model: {missing}"
        ) from missing
