"""What an area's file must hold; a mistake is told in plain words by the name of its key."""
