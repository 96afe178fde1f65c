"""The conversation, and the ways into it."""
