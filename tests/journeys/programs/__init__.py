"""One journey for each program: its documented path and its sharpest rule, at the window."""
