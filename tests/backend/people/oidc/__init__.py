"""Signing in with the account that a council has given (OpenID Connect)."""
