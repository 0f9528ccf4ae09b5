"""What the manager makes of a request: authorised, or returned with reasons."""
