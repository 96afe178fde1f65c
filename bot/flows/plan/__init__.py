"""The way to the next level: `/plan`, what would be if a score changed, and why the level is what it is.

`standing.py` finds the assessment and what it comes to, `items.py` the steps with what was marked at them;
`listing.py` shows the plan and `one_step.py` a step of it; `marks.py` keeps ticks, dates and areas;
`what_if.py` and `why.py` say what they are called; `flow.py` is what the rest of the assistant sees. The plan
is found anew each time: only what people mark is kept.
"""
