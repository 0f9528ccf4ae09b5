"""The Flask application. `create_app` is the wiring."""

from typing import Any

from flask import Flask
from flask_migrate import Migrate
from flask_smorest import Blueprint

from backend import alerts, database
from backend.alerts import models as alert_models
from backend.cases import models as case_models
from backend.config import Config, keep_config
from backend.database import db
from backend.people import models as people_models
from backend.people.routes import blueprint as people
from backend.people.tokens import init_tokens, token_settings
from backend.strategy import models as strategy_models
from backend.sync_api import models as sync_models
from backend.web.answers import init_answers
from backend.web.openapi import DOCUMENT_SETTINGS, make_api, serve_document

MODELS = (people_models, case_models, strategy_models, alert_models, sync_models)
"""Every module of tables, so that creating and migrating know them all."""

BLUEPRINTS: tuple[Blueprint, ...] = (people,)

LARGEST_REQUEST = 1_048_576


def create_app(config: Config) -> Flask:
    """The whole application, for one database."""
    app = Flask(__name__, static_folder=None)
    app.config.update(_settings(config))
    keep_config(app, config)
    db.init_app(app)
    alerts.init_app(app)
    Migrate(app, db, directory=str(database.MIGRATIONS))
    api = make_api(app)
    for blueprint in BLUEPRINTS:
        api.register_blueprint(blueprint)
    serve_document(app, api, {})
    init_tokens(app)
    init_answers(app)
    return app


def _settings(config: Config) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": database.driver_url(config.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(config.database_url),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        **token_settings(config),
        **DOCUMENT_SETTINGS,
    }
