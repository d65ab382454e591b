"""Reads resources/ into domain values, and refuses bad files by name and place."""
