"""Migrations and models agree, so that a test's tables are those of a real installation."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, inspect, text

from backend import create_app
from backend.database import (
    MIGRATIONS,
    Base,
    db,
    is_migrated,
    migrate,
    newest_migration,
    reading,
    writing,
)
from tests.databases import drop_database, make_config, make_empty_database


@pytest.fixture
def migrated(request: pytest.FixtureRequest, app: Flask, tmp_path: Path) -> Iterator[Flask]:
    """An application whose empty database was migrated, beside `app`, whose was made whole."""
    kind = "sqlite" if db.engine.dialect.name == "sqlite" else "postgresql"
    folder = tmp_path / "migrated"
    folder.mkdir()
    url = make_empty_database(kind, folder)
    migrated = create_app(make_config(url, folder))
    with migrated.app_context():
        migrate()
        yield migrated
        db.engine.dispose()
    drop_database(url)


def test_migrations_make_the_tables_of_the_models(app: Flask, migrated: Flask) -> None:
    with app.app_context(), reading() as connection:
        of_models = _description(connection)
    with migrated.app_context(), reading() as connection:
        of_migrations = _description(connection)

    of_migrations.pop("alembic_version")
    assert of_migrations == of_models


def test_alembic_finds_nothing_left_to_do(migrated: Flask) -> None:
    with migrated.app_context(), reading() as connection:
        context = MigrationContext.configure(connection)

        assert compare_metadata(context, Base.metadata) == []
        assert is_migrated(connection)


def test_the_newest_migration_is_the_one_that_alembic_ends_at() -> None:
    script = ScriptDirectory(str(MIGRATIONS))

    assert script.get_heads() == [newest_migration()]


def test_migrating_twice_changes_nothing(migrated: Flask) -> None:
    with migrated.app_context():
        migrate()
        with reading() as connection:
            assert is_migrated(connection)


def test_a_database_of_another_release_is_noticed(migrated: Flask) -> None:
    with migrated.app_context():
        with writing() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = 'old'"))
        with reading() as connection:
            assert not is_migrated(connection)
        answer = migrated.test_client().get("/ready")

    assert answer.status_code == 503
    assert answer.get_json()["migrated"] is False


def test_a_migrated_database_is_ready(migrated: Flask) -> None:
    answer = migrated.test_client().get("/ready")

    assert answer.status_code == 200
    assert answer.get_json() == {
        "ready": True,
        "database": True,
        "migrated": True,
        "oldest_due_job_seconds": None,
    }


def _description(connection: Connection) -> dict[str, Any]:
    inspector = inspect(connection)
    return {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"], c["default"])
                for c in sorted(inspector.get_columns(table), key=lambda c: c["name"])
            ],
            "primary": inspector.get_pk_constraint(table)["constrained_columns"],
            "foreign": _sorted(inspector.get_foreign_keys(table)),
            "indexes": _sorted(inspector.get_indexes(table)),
            "unique": _sorted(inspector.get_unique_constraints(table)),
            "checks": _sorted(inspector.get_check_constraints(table)),
        }
        for table in sorted(inspector.get_table_names())
    }


def _sorted(things: Any) -> list[str]:
    return sorted(repr(sorted(thing.items(), key=lambda pair: pair[0])) for thing in things)
