"""To the police and back."""
