"""Exports on their way: made here or in a process of its own, kept in pieces, fetched once."""
