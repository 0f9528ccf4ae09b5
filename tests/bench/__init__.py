"""How fast, as ratios to a bare baseline. `python -m tests.bench` prints it all in one run."""
