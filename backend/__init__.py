"""The Flask application. `create_app` is the wiring."""

from typing import Any

from flask import Flask
from flask_migrate import Migrate

from backend import database
from backend.config import Config
from backend.database import db
from backend.people import models as people_models
from backend.sync_api import models as sync_models

MODELS = (people_models, sync_models)
"""Every module of tables, so that creating and migrating know them all."""

CONFIG = "doorstep"


def create_app(config: Config) -> Flask:
    """The whole application, for one database."""
    app = Flask(__name__, static_folder=None)
    app.config.update(_flask_settings(config))
    app.extensions[CONFIG] = config
    db.init_app(app)
    Migrate(app, db, directory=str(database.MIGRATIONS))
    return app


def _flask_settings(config: Config) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": database.driver_url(config.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(config.database_url),
    }
