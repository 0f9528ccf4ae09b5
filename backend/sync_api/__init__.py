"""Where phones and server meet: the route, the SQL store, who may read what."""

from flask import Flask

from backend.sync_api.product import DOORSTEP
from backend.sync_api.registry import EXTENSION, Product
from backend.sync_api.routes import blueprint


def init_app(app: Flask, product: Product = DOORSTEP) -> None:
    """Open the door for a product's kinds of change."""
    app.extensions[EXTENSION] = product
    app.register_blueprint(blueprint)
