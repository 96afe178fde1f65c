"""Takes a message to its flow: a choice by its first word, a command by the table, text to the open flow.

`routes.py` is the table of where messages go, `router.py` the way that every message takes through a turn.
`words.py` says what typed words are: a command, a choice that was offered, an answer, or a question;
`doing.py` does commands and choices, `agreed.py` goes on once somebody has agreed to what is kept.
"""
