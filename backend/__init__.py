"""The Flask application. `create_app` is the wiring."""

from functools import cache, partial
from typing import Any

from flask import Flask
from flask_smorest import Blueprint
from werkzeug.middleware.proxy_fix import ProxyFix

from backend import alerts, areas, database, sync_api
from backend.alerts import models as alert_models
from backend.areas import models as area_models
from backend.areas import secret_models
from backend.arranging.bridge import blueprint as bridge
from backend.arranging.routes import blueprint as arranging
from backend.attachments import models as attachment_models
from backend.cases import models as case_models
from backend.config import Config, keep_config
from backend.database import db
from backend.jobs import models as job_models
from backend.letterbox import models as letterbox_models
from backend.letterbox.routes import blueprint as letterbox
from backend.people import models as people_models
from backend.people.contact import init_contact
from backend.people.oidc.routes import blueprint as oidc
from backend.people.routes import blueprint as people
from backend.people.second_factor import models as second_factor_models
from backend.people.second_factor.routes import blueprint as second_factor
from backend.people.tokens import init_tokens, token_settings
from backend.post import models as post_models
from backend.post.routes import blueprint as post_pages
from backend.strategy import models as strategy_models
from backend.sync_api import models as sync_models
from backend.sync_api.document import document_of
from backend.sync_api.product import DOORSTEP
from backend.uploads.routes import blueprint as uploads
from backend.web.answers import init_answers
from backend.web.headers import init_headers
from backend.web.health import blueprint as health
from backend.web.logs import init_logs
from backend.web.metrics import init_metrics
from backend.web.openapi import documented, serve_document
from backend.web.shell import init_shell

MODELS = (
    people_models,
    secret_models,
    second_factor_models,
    letterbox_models,
    case_models,
    area_models,
    attachment_models,
    strategy_models,
    post_models,
    job_models,
    alert_models,
    sync_models,
)
"""Every module of tables, so that creating and migrating know them all."""

BLUEPRINTS: tuple[Blueprint, ...] = (
    *(people, second_factor, oidc, letterbox, uploads, arranging, bridge),
)

LARGEST_REQUEST = 1_048_576


def create_app(config: Config) -> Flask:
    """The whole application, for one database."""
    app = Flask(__name__, static_folder=None)
    app.config.update(_settings(config))
    keep_config(app, config)
    db.init_app(app)
    areas.init_app(app)
    alerts.init_app(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    sync_api.init_app(app)
    serve_document(app, _document)
    app.register_blueprint(health)
    app.register_blueprint(post_pages)
    init_shell(app, config.app_folder)
    for set_up in (init_logs, init_tokens, init_contact, init_answers, init_headers, init_metrics):
        set_up(app)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, *[config.proxies] * 3)  # type: ignore[method-assign]  # as its guide has it
    return app


def _settings(config: Config) -> dict[str, Any]:
    return {
        "SQLALCHEMY_DATABASE_URI": database.driver_url(config.database_url),
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(config.database_url),
        "MAX_CONTENT_LENGTH": LARGEST_REQUEST,
        **token_settings(config),
    }


@cache
def _document() -> dict[str, Any]:
    return documented(BLUEPRINTS, partial(document_of, DOORSTEP.kinds))
