"""What an operator's monitor is told."""

import uuid
from datetime import UTC, datetime, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, text

from backend import create_app
from backend.config import Config
from backend.database import db, writing
from backend.jobs.models import Job
from tests.databases import drop_database


def save_job(run_at: datetime, **given: object) -> None:
    """Something to do later."""
    key = str(uuid.uuid4())
    with writing() as connection:
        connection.execute(
            insert(Job).values(
                id=key,
                kind="a job",
                dedupe_key=key,
                payload={},
                priority=0,
                attempts=0,
                run_at=run_at,
                **given,
            )
        )


def test_a_process_that_answers_is_alive(client: FlaskClient) -> None:
    assert client.get("/health").get_json() == {"status": "ok"}


def test_how_long_the_oldest_due_job_has_waited_is_told(client: FlaskClient) -> None:
    now = datetime.now(UTC)
    save_job(now - timedelta(hours=2), done_at=now)
    save_job(now + timedelta(hours=1))
    assert client.get("/ready").get_json()["oldest_due_job_seconds"] is None

    save_job(now - timedelta(minutes=5))
    save_job(now - timedelta(minutes=2))

    assert 300 <= client.get("/ready").get_json()["oldest_due_job_seconds"] < 330


def test_tables_that_nobody_migrated_are_not_ready(client: FlaskClient) -> None:
    answer = client.get("/ready")

    assert answer.status_code == 503
    assert answer.get_json()["ready"] is False
    assert answer.get_json()["migrated"] is False


def test_a_database_that_does_not_answer_is_not_ready(app: Flask, config: Config) -> None:
    client = app.test_client()
    if db.engine.dialect.name == "sqlite":
        with writing() as connection:
            connection.execute(text("DROP TABLE job"))
    else:
        db.engine.dispose()
        drop_database(config.database_url)

    answer = client.get("/ready")

    assert answer.status_code == 503
    assert answer.get_json() == {"ready": False, "database": False}
    assert create_app(config).test_client().get("/health").status_code == 200
