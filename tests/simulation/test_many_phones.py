"""Many phones, thousands of changes, a bad network: nothing is lost, nobody sees too much."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from sync.memory import MemoryShelf
from tests.simulation.plan import Plan, make_seed
from tests.simulation.running import run
from tests.simulation.sql_shelf import SqlShelf

PLAN = Plan(seed=0)
SQL_PLAN = Plan(seed=0, changes=800, phones=12, people=10, page=40, batch=20, sends=12)
"""Smaller, and fewer requests for as many changes: a database takes its time over each."""

SQL_SOAK = replace(SQL_PLAN, changes=2400, phones=20, people=16)


@pytest.fixture
def sql_shelf(app: Flask, database_url: str, tmp_path: Path) -> Iterator[SqlShelf]:
    shelf = SqlShelf(database_url, tmp_path)
    yield shelf
    shelf.close()


def test_promise_2_nothing_is_lost_and_promise_4_nobody_sees_too_much() -> None:
    simulation = run(replace(PLAN, seed=make_seed()), MemoryShelf())

    assert len(simulation.world.made) > 2000
    assert len(simulation.world.actors) >= 20
    assert simulation.requests > 2000


@pytest.mark.timeout(600)
def test_promise_2_and_4_on_a_database(sql_shelf: SqlShelf) -> None:
    simulation = run(replace(SQL_PLAN, seed=make_seed()), sql_shelf)

    assert len(simulation.world.made) > 600
    assert len(simulation.world.actors) >= 12


def test_a_seed_brings_the_same_run_back() -> None:
    plan = replace(PLAN, seed=7, changes=300)

    one, two = (run(plan, MemoryShelf()) for _ in range(2))

    assert one.server.said == two.server.said
    assert one.requests == two.requests


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("more", range(100))
def test_soak_in_memory(more: int) -> None:
    run(Plan(seed=make_seed() + more, changes=10_000, phones=60, people=40), MemoryShelf())


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_many_more_on_a_database(sql_shelf: SqlShelf) -> None:
    simulation = run(replace(SQL_SOAK, seed=make_seed()), sql_shelf)

    assert len(simulation.world.made) > 2000
    assert len(simulation.world.actors) >= 20


@pytest.mark.soak
@pytest.mark.timeout(0)
@pytest.mark.parametrize("more", range(10))
def test_soak_on_a_database(more: int, sql_shelf: SqlShelf) -> None:
    run(Plan(seed=make_seed() + more, changes=10_000, phones=60, people=40), sql_shelf)
