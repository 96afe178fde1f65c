"""What the tests of copies share: stores of every kind, each new and forgotten afterwards."""

import pytest
from copy_places import COPY_PLACES


@pytest.fixture
def new_place(tmp_path):
    """Make a place for a store of a kind."""
    made = []

    def make(kind):
        folder = tmp_path / f"{kind}-{len(made)}"
        folder.mkdir()
        made.append(COPY_PLACES[kind](folder))
        return made[-1]

    yield make
    for place in made:
        place.forget()
