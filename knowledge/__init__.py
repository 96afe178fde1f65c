"""What the assistant knows: the content, and the code that reads and uses it."""
