"""How organisations are doing, in numbers, for those who look after the assistant.

`few.py` is the rule of what may be shown, `organisations.py` says which assessments are one organisation's,
`standing.py` where each stands, `batches.py` which results count together and `groups.py` which levels,
`ends.py` keeps where these end, `counting.py` counts them all, and
`figures.py` holds what came of it.
"""
