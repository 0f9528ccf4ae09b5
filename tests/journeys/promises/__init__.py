"""The five promises, each with the tests that hold us to it."""
