"""`doorstep explain`: in words and for software, by what is published where something is."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backend.commands import main
from backend.people.author import Role
from tests.backend.areas.arranged import RIGHT, SERGEANT
from tests.backend.areas.test_on_the_server import decide, propose
from tests.backend.people.office import open_office, phone_of, publish
from tests.backend.people.people_builders import make_person

AHEAD = "2199-11-05T12:00"
BORSETSHIRE = Path(__file__).parent / "areas" / "borsetshire.yaml"


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.setenv("DOORSTEP_DEMO", "1")
    monkeypatch.setenv("DOORSTEP_FOLDER", str(tmp_path))

    def run(*words):
        return CliRunner().invoke(main, ["explain", *words])

    return run


def test_it_answers_in_words_and_names_its_sources(run):
    said = run("northamptonshire", "--at", "2026-11-06T16:00:01").output

    assert "Wednesday 11 November 2026" in said
    assert "readings.friday_cutoff = 16:00" in said
    assert "Source: Guidance on arranging" in said


def test_it_answers_software(run):
    asked = ("--category", "hospital", "--fact", "discharge_planned_at=2026-11-06T18:00", "--json")
    told = json.loads(run("wirral", "--at", "2026-11-06T16:00", *asked).stdout)

    assert told["question"]["urgent"] is True
    assert len(told["answers"]) == 8


def test_it_needs_nothing_to_be_set_up(tmp_path):
    asked = ("wirral", "--at", "2026-11-06T16:00:01", "--category", "serious_risk")
    command = [sys.executable, "-m", "backend.commands", "explain", *asked]
    bare = {"DOORSTEP_FOLDER": str(tmp_path), "PATH": os.environ["PATH"]}
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=True)

    assert "07967 348834" in done.stdout
    assert "Nothing is published here" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_area_is_tried_by_its_file_before_it_is_published(run):
    said = run("borsetshire", "--at", "2026-11-03T12:00", "--file", str(BORSETSHIRE)).output

    assert "Thursday 5 November 2026, 14:00 to 15:00" in said


def test_what_makes_no_sense_is_told_in_one_line(run):
    assert "There is no area called elsewhere" in run("elsewhere").output
    assert "category: is one of" in run("wirral", "--category", "x").output
    assert "as NAME=VALUE" in run("wirral", "--fact", "x").output


def test_what_administrators_have_agreed_is_what_it_says(
    run, app, client, database_url, monkeypatch
):
    open_office()
    make_person("second@example.invalid", Role.ADMINISTRATOR)
    publish()
    propose(phone_of(client, "admin"), {f"{SERGEANT}.{name}": RIGHT[name] for name in RIGHT})
    decide(client, "second", "approve_arrangements")
    monkeypatch.setenv("DOORSTEP_DATABASE_URL", database_url)

    assert RIGHT["shown"] in run("wirral", "--category", "serious_risk", "--at", AHEAD).output
    assert "version 1," in run("wirral", "--at", "2026-11-03T12:00").output
