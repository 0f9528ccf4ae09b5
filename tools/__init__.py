"""What `make` runs: it fetches, builds and checks with the standard library alone."""
