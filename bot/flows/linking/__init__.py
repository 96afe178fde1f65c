"""One person in several places: linking them, so that all that is theirs is shown and deleted as one."""
