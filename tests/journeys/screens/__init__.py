"""Every screen, looked at: pictures for people, axe for the rules."""
