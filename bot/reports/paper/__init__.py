"""The report of one assessment on paper.

`content.py` says what a paper is made of, `of_an_assessment.py` fills it, and `typeset.py` makes a PDF of it
after `report.typ`. Typeset through `bot.reports.apart`, as pictures are drawn.
"""
