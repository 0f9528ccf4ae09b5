"""The areas: their arrangements as data, the working calendar, and who to call when."""
