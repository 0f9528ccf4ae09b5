"""A bad network, made on purpose and repeatable by its seed."""
