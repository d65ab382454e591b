"""Counting: what a program reports. What nobody knows is never counted as a no."""
