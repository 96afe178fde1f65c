"""What curators do in chat.

With questions that went unanswered (`/questions`): `waiting.py` shows them, `becoming.py` makes something of
them. With entries (`/find`, `/reviews`): `finding.py` finds one, `seeing.py` shows it, `typing.py` and
`changing.py` change it, `past.py` lists what was changed, `reviews.py` what must be looked at again.
Either way a change is a proposal (`proposals.py`) that is tried (`trial.py`) and shown (`showing.py`) first.
"""
