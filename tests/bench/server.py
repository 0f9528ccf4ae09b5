"""The server that is measured, in a process of its own: Doorstep, or the bare baseline.

The baseline is the least that could be called safe: the same Flask and the same waitress, and a
view that puts the same bytes into one table in one durable transaction.
"""

import argparse
import base64
import hashlib
from pathlib import Path

import orjson
from flask import Flask, Response, request
from sqlalchemy import Column, LargeBinary, MetaData, String, Table

from backend import create_app
from backend.config import Config, make_secret
from backend.database import db, driver_url, engine_options, writing
from backend.serving import Server, settle_in

TOKEN_KEY = "only for tests, and long enough for them"
"""As `tests.databases.make_config` has it, which signs the bench's people in."""

LETTERBOX_KEY = base64.urlsafe_b64encode(hashlib.sha256(b"bench").digest()).decode()
"""Known to the bench's phones too, which seal to its public half."""

BARE = Table(
    "bare", MetaData(), Column("id", String(36), primary_key=True), Column("body", LargeBinary)
)


def make_baseline(config: Config) -> Flask:
    """A table, and a view that fills it."""
    app = Flask("baseline")
    app.config["SQLALCHEMY_DATABASE_URI"] = driver_url(config.database_url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(config.database_url)
    db.init_app(app)
    with app.app_context(), writing() as connection:
        BARE.create(connection, checkfirst=True)
    app.add_url_rule("/sync", view_func=bare, methods=["POST"])
    return app


def bare() -> Response:
    """Each change's bytes in a row, all in one transaction."""
    changes = orjson.loads(request.get_data())["changes"]
    rows = [{"id": change["id"], "body": orjson.dumps(change)} for change in changes]
    with writing() as connection:
        connection.execute(BARE.insert(), rows)
    return Response(orjson.dumps([row["id"] for row in rows]), mimetype="application/json")


def main() -> None:
    """Say on which port, then serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["doorstep", "baseline"])
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    config = Config(
        asked.url,
        token_key=TOKEN_KEY,
        push_private_key=make_secret(),
        second_factor_key=TOKEN_KEY,
        letterbox_keys=(LETTERBOX_KEY,),
        attachment_keys=("k" * 32,),
        folder=asked.folder,
    )
    app = make_baseline(config) if asked.what == "baseline" else create_app(config)
    server = Server(app, "127.0.0.1", 0)
    settle_in()
    half = asked.folder / "port.new"
    half.write_text(str(server.port))
    half.rename(asked.folder / "port")
    server.run()


if __name__ == "__main__":
    main()
