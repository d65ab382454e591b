"""The encrypted record. The only room that knows SQL, keys and data files."""
