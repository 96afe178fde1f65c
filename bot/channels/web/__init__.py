"""The web chat: one page, the few routes under it, and how it is served."""
