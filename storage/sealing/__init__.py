"""Records kept under a key for each person: what is forgotten cannot be read again, in no copy either.

`store.py` is a store over any other; what the other keeps is sealed. `keys.py` finds keys, `twins.py` is
what the other store sees of a record, `names.py` says where addresses stand in keys and tags.
Why, and what each file gives away: docs/decisions/0011-sealed-records.md.
"""
