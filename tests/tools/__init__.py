"""What `make` relies on."""
