"""Pictures of a result, readable on a phone and in grey, each with the same in words.

`chart.py` says what a picture is, `of_a_result.py` which there are; `draw.py` draws them, with the plotting
library. Draw through `bot.reports.apart`: the library is large, and stays out of the assistant's memory.
"""
