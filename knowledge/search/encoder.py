"""A text as a vector of its meaning: MiniLM's, 384 numbers of length 1."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import onnxruntime

from knowledge.search.model_file import SHA256, VOCABULARY, checked_model
from knowledge.search.vectors import Vectors
from knowledge.search.wordpiece import WordPiece


class MiniLm:
    """The model itself; one thread, since many people are answered side by side."""

    name = SHA256

    def __init__(self) -> None:
        """Load the model; raises `ModelMissing`."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # as fast, and gives memory back
        self._session = onnxruntime.InferenceSession(
            checked_model(), options, providers=["CPUExecutionProvider"]
        )
        self._pieces = WordPiece(VOCABULARY)
        self._lately = lru_cache(maxsize=8)(self._vector)  # one turn asks for the same text more than once

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """See `Encoder.vectors`. One by one: in a batch, a text's neighbours would change its vector."""
        return np.stack([self._lately(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        numbers = np.array([self._pieces.numbers(text)], np.int64)
        (pieces,) = self._session.run(
            ["last_hidden_state"],
            {
                "input_ids": numbers,
                "attention_mask": np.ones_like(numbers),
                "token_type_ids": np.zeros_like(numbers),
            },
        )
        mean = np.asarray(pieces)[0].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), np.float32)
