"""When things are due: how time is counted, each clock of an area, and where one stands."""
