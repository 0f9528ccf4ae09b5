"""Many phones, one server, a bad network, and one seed."""
