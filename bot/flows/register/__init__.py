"""`/evidence`: the register of documents that would show an assessment's scores. Titles, never the documents.

`notes.py` keeps and removes what is in it; `listing.py` shows it; `asking.py` asks for one thing of a
document and takes it; `serving.py` says where a document counts; `flow.py` is what the self-assessment sees.
"""
