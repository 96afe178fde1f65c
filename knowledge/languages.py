"""A language other than English: how it is noticed, and what somebody who writes in it is told."""

from knowledge.model import Shape, Words


class Language(Shape):
    """One language of content/languages.yaml, which says what each key is for."""

    code: Words
    name: Words
    says: Words
    words: list[Words]
    script: str = ""
    letters: str = ""
