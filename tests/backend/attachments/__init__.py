"""Pictures in a family's file."""
