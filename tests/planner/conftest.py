"""How many random problems a run tries."""

import os

import pytest

SOAK = os.environ.get("ONEONONE_SOAK") == "1"
PROBLEMS = 20_000 if SOAK else int(os.environ.get("ONEONONE_PROBLEMS", "500"))
CHUNK = 50


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Hand out seeds in chunks: a problem takes milliseconds, a test of its own twice that."""
    if "seeds" in metafunc.fixturenames:
        chunks = [range(first, first + CHUNK) for first in range(0, PROBLEMS, CHUNK)]
        metafunc.parametrize("seeds", chunks, ids=lambda chunk: str(chunk.start))
