"""The guided self-assessment: agreement, profile, one criterion at a time, hub, check, result.

`draft.py` knows where an assessment is; `setup.py`, `questions.py`, `evidence.py`, `reasons.py`, `hub.py` and
`outcome.py` each show and take one kind of step; `journey.py` knows the ways between them, `beginning.py` and
`finishing.py` its two ends. `presses.py` says what each choice does: `answering.py` takes answers, `going.py`
leads somewhere. `open_step.py` knows which words a step waits for, `typed.py` takes them, `correcting.py`
takes edited ones. `flow.py` is what the rest of the assistant sees. The next step is always derived from the
answers.
"""
