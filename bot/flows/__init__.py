"""One file a flow: each takes a `Visit` and returns replies. A flow never sends and never commits."""
