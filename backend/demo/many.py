"""A very large caseload for one social worker, to measure with."""

from flask import Flask

from backend import clock
from backend.database import writing
from backend.demo.families import FAMILIES
from backend.demo.history import File, history_of
from backend.demo.people import staff_of
from backend.demo.seed import post, seed

FIRST = 1000


def many(app: Flask, area: str, families: int = 500) -> str:
    """`families` more for the area's social worker, each with its history; who has them."""
    seed(app)
    staff = staff_of(area)
    with app.app_context(), writing() as connection:
        now = clock.now()
        files = (
            File(staff, FAMILIES[number % len(FAMILIES)], FIRST + number, now)
            for number in range(families)
        )
        post(connection, [event for file in files for event in history_of(file)], FIRST * FIRST)
    return staff.worker.person_id
