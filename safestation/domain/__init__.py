"""What a visit is: pure values and rules. Knows only Python."""
