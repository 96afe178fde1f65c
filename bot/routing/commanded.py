"""What a command is made of: its word, and what was typed after it."""


def command_in(text: str) -> tuple[str, str]:
    """Return the word of a typed command and the rest, or two times nothing."""
    if not text.startswith("/"):
        return "", ""
    word, _, rest = text[1:].partition(" ")
    return word.partition("@")[0].casefold(), rest.strip()
