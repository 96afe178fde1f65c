"""The guided self-assessment: agreement, profile, one criterion at a time, hub, check, result.

`draft.py` knows where an assessment is; `setup.py`, `questions.py`, `hub.py` and `outcome.py` each show
and take one kind of step; `finishing.py` asks before colleagues are left out; `journey.py` knows the ways
between them, `presses.py` what each choice does, and `flow.py` is what the rest of the assistant sees. The
next step is always derived from the answers.
"""
