"""Who looks after the assistant: listed, demoted, removed, blocked; and what people are told of it."""
