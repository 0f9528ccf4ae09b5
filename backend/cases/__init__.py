"""Families and their children, who has them and who had them."""
