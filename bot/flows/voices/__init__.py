"""What several people said of each criterion, and how the organisation comes to one answer.

`gathering.py` makes voices of records, `showing.py` keeps whose answers the lead has been shown, `stamp.py`
says on what a choice was based, `words.py` puts spreads into words and `looking.py` shows them.
`agreeing.py` takes what the lead decides, and `agreed_answer.py` keeps it. `gaps.py` names the widest gaps in
the result, and `together.py` says whose view the result is. What may be shown at all is decided in
`knowledge/voices.py`, and nowhere else.
"""
