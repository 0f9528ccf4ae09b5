"""Every test, in folders that mirror what they test."""
