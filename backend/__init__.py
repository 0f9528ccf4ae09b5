"""The Flask application. `create_app` is the wiring."""
