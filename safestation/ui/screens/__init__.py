"""The pages of the left rail, and those before sign-in."""
