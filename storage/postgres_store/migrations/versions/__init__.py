"""One file for each schema, in order; the first word of its name is its number."""
