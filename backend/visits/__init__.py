"""Visits, a child-seen check for each child, and calls made."""
