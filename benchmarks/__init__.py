"""How long things take, against the least they could take on the same machine, in one run.

`python -m benchmarks` runs everything and prints a table; words after it name single ones
(`saving`, `searching`, `starting`, `printing`). Nothing here is part of the tests: a table
is read, not asserted.
"""
