"""The visit: its frame, its map of steps, and what its pages share."""
