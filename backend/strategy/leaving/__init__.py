"""The ways out of a request before it is held: withdrawn, redirected, cancelled."""
