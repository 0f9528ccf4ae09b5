"""Where phones and server meet."""
