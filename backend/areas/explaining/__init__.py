"""What would happen and why: eight answers about one moment of one area, each with its source."""
