"""The ways into the conversation: each turns what came in into a `Message` and shows the `Reply`s."""
