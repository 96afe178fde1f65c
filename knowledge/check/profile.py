"""The questions before the first criterion: each once, and none about a person."""

import re
from collections.abc import Iterator, Sequence

from knowledge.check.places import PROFILE, twice
from knowledge.errors import Problem
from knowledge.model import ProfileField
from knowledge.search.words import tokens

# A question with one of these asks for something we must not hold: a name, an offence, health.
PERSONAL = re.compile(
    r"names?|surname|forename|born|birthday|offen[cs]es?|convict\w*|crimes?|records?|sentenced?|"
    r"health|ill|illness|diagnos\w*|disab\w*|medication|medicine|treatment"
)


def check_profile(fields: Sequence[ProfileField]) -> Iterator[Problem]:
    """Check the profile questions."""
    for name in twice([field.id for field in fields]):
        yield Problem(PROFILE, name, "two questions have this id", "Give one of them another id")
    for field in fields:
        for option in twice([each.id for each in field.options]):
            mend = "Give one of them another id"
            yield Problem(PROFILE, field.id, f"two of its options have the id {option}", mend)
        for word in filter(PERSONAL.fullmatch, tokens(field.ask)):
            mend = "Ask about the organisation, never about a person"
            yield Problem(PROFILE, field.id, f'it asks for something personal: "{word}"', mend)
