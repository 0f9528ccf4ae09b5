"""Strategy requests, from the first worry to a confirmed time."""
