"""Second steps of a sign-in."""
