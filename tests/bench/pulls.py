"""What is measured of pulling: a first pull, and then what is new, however much there is."""

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import create_engine, make_url, text

from backend.database import driver_url, engine_options
from tests.bench.load import Hits, Shot, fire
from tests.bench.machine import Machine, Running, serving
from tests.bench.scenes import Sizes, median
from tests.bench.town import TEXT, Worker, settle_town

EACH_FEED = 50
OWN_FEEDS = 20
REPEATS = 200
Row = tuple[str, str, int, int, int, bytes, bytes]


@dataclass
class Pulls:
    """Seconds of pulls, by how many records there are in the database."""

    first: float = 0.0
    first_bytes: int = 0
    delta: dict[int, float] = field(default_factory=dict)
    empty: dict[int, float] = field(default_factory=dict)
    errors: int = 0


def measure_pulling(machine: Machine, kind: str, sizes: Sizes) -> Pulls:
    """One worker with twenty families, in a database that grows around them."""
    url, pulls = machine.database(kind), Pulls()
    readers = settle_town(url, machine.folder, 2, families=OWN_FEEDS)
    first_pull(machine, url, readers, sizes, pulls)
    there = 0
    for size in sizes.records:
        load_records(url, there, size)
        there = size
        with serving("doorstep", url, machine.folder) as server:
            following_pulls(machine, server, readers, size, pulls)
    return pulls


def first_pull(
    machine: Machine, url: str, readers: Sequence[Worker], sizes: Sizes, pulls: Pulls
) -> None:
    """Everything, page by page, as after signing in on a new phone."""
    reader = readers[0]
    with serving("doorstep", url, machine.folder) as server:
        for start in range(0, sizes.first, 100):
            notes = [reader.note(start + n + 1, 900) for n in range(100)]
            machine.run(fire, server.port, [[Shot(reader.request(notes))]])
        cursor: str | None = None
        more = True
        while more:
            page, hits = pull_once(machine, server, reader, cursor)
            cursor, more = page["cursor"], page["more"]
            pulls.first += hits.took
            pulls.first_bytes += len(hits.bodies[0])


def following_pulls(
    machine: Machine, server: Running, readers: Sequence[Worker], size: int, pulls: Pulls
) -> None:
    """From one cursor again and again: nothing new, then ten records more."""
    reader, more = readers[0], True
    cursor: str | None = None
    while more:
        page, _ = pull_once(machine, server, reader, cursor)
        cursor, more = page["cursor"], page["more"]
    pulls.empty[size] = repeated(machine, server, reader, cursor, pulls)
    notes = [reader.note(size * 10 + n + 1, 900) for n in range(10)]
    machine.run(fire, server.port, [[Shot(reader.request(notes))]])
    pulls.delta[size] = repeated(machine, server, reader, cursor, pulls)


def repeated(
    machine: Machine, server: Running, reader: Worker, cursor: str | None, pulls: Pulls
) -> float:
    """The median of many, on one connection."""
    shot = Shot(reader.request([], pull=asking(cursor)))
    hits: Hits = machine.run(fire, server.port, [[shot] * REPEATS])
    pulls.errors += hits.errors
    return median(hits.seconds)


def pull_once(
    machine: Machine, server: Running, reader: Worker, cursor: str | None
) -> tuple[dict[str, Any], Hits]:
    """One page, and how long it took."""
    shot = Shot(reader.request([], pull=asking(cursor)))
    hits = machine.run(fire, server.port, [[shot]], True)
    return json.loads(hits.bodies[0])["pull"], hits


def asking(cursor: str | None) -> dict[str, object]:
    return {"cursor": cursor, "check_all": False, "refresh": []}


def load_records(url: str, start: int, until: int) -> None:
    """Other people's records, put straight into the tables."""
    engine = create_engine(driver_url(url), **engine_options(url))
    with engine.begin() as connection:
        last = connection.scalar(text("SELECT coalesce(max(id), 0) FROM feed")) or 0
        feeds = [
            {"id": last + 1 + n, "name": f"case:{uuid.uuid4()}", "zero": 0, "live": EACH_FEED}
            for n in range((until - start) // EACH_FEED)
        ]
        add = "INSERT INTO feed (id, name, position, live, sum_one, sum_two)"
        connection.execute(text(f"{add} VALUES (:id, :name, :live, :live, :zero, :zero)"), feeds)
    ids = [one["id"] for one in feeds]
    put = copy_to_postgres if make_url(url).get_backend_name() != "sqlite" else insert_to_sqlite
    put(url, records_of([int(one) for one in ids]))
    engine.dispose()


COLUMNS = "id, type, feed_id, position, version, wire, stamps"


def records_of(feed_ids: Sequence[int]) -> Iterator[Row]:
    """Fifty notes in each feed."""
    wire = json.dumps({"id": "", "type": "note", "fields": {"text": (TEXT * 9)[:500]}}).encode()
    for feed_id in feed_ids:
        for position in range(1, EACH_FEED + 1):
            yield str(uuid.uuid4()), "note", feed_id, position, 1, wire, b"{}"


def copy_to_postgres(url: str, rows: Iterator[Row]) -> None:
    """COPY, then the planner is told."""
    with psycopg.connect(url, autocommit=True) as connection:
        copied = f"COPY record ({COLUMNS}) FROM STDIN".encode()
        with connection.cursor() as cursor, cursor.copy(copied) as copy:
            for row in rows:
                copy.write_row(row)
        connection.execute("VACUUM ANALYZE record")
        connection.execute("VACUUM ANALYZE feed")
        connection.execute("SELECT setval('feed_id_seq', (SELECT max(id) FROM feed))")


def insert_to_sqlite(url: str, rows: Iterator[Row]) -> None:
    """In one transaction."""
    engine = create_engine(driver_url(url), **engine_options(url))
    with engine.begin() as connection:
        add = f"INSERT INTO record ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        connection.exec_driver_sql(add, list(rows))
    engine.dispose()
