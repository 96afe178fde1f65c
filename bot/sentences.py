"""The sentence model, if it is wanted and there: without it the search knows words alone."""

import logging

from bot.settings import Settings
from knowledge.search.model_file import ModelMissing
from knowledge.search.vector_cache import VectorCache

log = logging.getLogger("charter.search")

CACHE = "sentences.db"


def open_sentences(settings: Settings) -> VectorCache | None:
    """Return the model with what it has learnt before, or None, said once in the log."""
    if not settings.charter_sentences:
        log.info("the search knows words alone, as CHARTER_SENTENCES says")
        return None
    try:
        from knowledge.search.encoder import MiniLm  # noqa: PLC0415 - it takes 40 MB, and may not be wanted

        return VectorCache(MiniLm(), settings.charter_cache / CACHE)
    except (ModelMissing, ImportError) as missing:
        log.warning("the search knows words alone: %s", str(missing))  # its words are ours
        return None
