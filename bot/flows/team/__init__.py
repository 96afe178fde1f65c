"""Several people look at one organisation: whoever leads invites colleagues, each to a part of their own.

`colleagues.py` finds and numbers them, `overview.py` shows them, `inviting.py` and `joining.py` are the way
in, `leaving.py` and `handing.py` the ways out, `nudging.py` asks somebody to go on, `removing.py` takes parts
and wholes away without leaving anything behind. `flow.py` is what the rest of the assistant sees.
"""
