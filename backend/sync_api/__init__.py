"""Where phones and server meet: the route, the SQL store, who may read what."""
