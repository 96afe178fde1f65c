"""What the assistant remembers, and the places it can be kept."""
