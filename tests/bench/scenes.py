"""What is measured of pushing: one phone, a storm, and an urgent change in the midst of either."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.load import Hits, Shot, fire
from tests.bench.machine import Machine, Running, serving
from tests.bench.town import Worker, settle_town


@dataclass(frozen=True)
class Sizes:
    """How much of everything."""

    phones: int = 200
    each: int = 20
    outbox: int = 500
    rounds: int = 3
    slow: int = 100
    urgent: int = 20
    first: int = 5_000
    records: tuple[int, ...] = (10_000, 100_000, 1_000_000)


QUICK = Sizes(
    phones=20, each=5, outbox=100, rounds=1, slow=10, urgent=3, first=500, records=(500, 1000)
)


@dataclass
class Figures:
    """What one server did."""

    push: float = 0.0
    replay: float = 0.0
    rate: list[float] = field(default_factory=list)
    p99: float = 0.0
    errors: int = 0
    cpu: float = 0.0
    client_cpu: float = 0.0
    memory: float = 0.0
    urgent: list[float] = field(default_factory=list)
    urgent_slow: list[float] = field(default_factory=list)


def measure_pushing(machine: Machine, kind: str, what: str, sizes: Sizes) -> Figures:
    """All of it on one server with a fresh database."""
    url, figures = machine.database(kind), Figures()
    workers = settle_town(url, machine.folder, sizes.phones + 2)
    with serving(what, url, machine.folder) as server:
        warm_up(machine, server, workers)
        one_phone(machine, server, workers[0], sizes, figures)
        for turn in range(sizes.rounds):
            storm(machine, server, workers, sizes, (turn, figures))
        if what == "doorstep":
            slow_uploads(machine, server, workers, sizes, figures)
        figures.memory = server.mebibytes()
    return figures


def warm_up(machine: Machine, server: Running, workers: Sequence[Worker]) -> None:
    """Compiled statements, open connections, imported modules."""
    phones = [
        [Shot(worker.request([worker.note(900_000 + n)])) for n in range(3)]
        for worker in workers[:32]
    ]
    machine.run(fire, server.port, phones)


def one_phone(
    machine: Machine, server: Running, worker: Worker, sizes: Sizes, figures: Figures
) -> None:
    """A whole outbox, a hundred changes at a time; then all of it again, as after lost answers."""
    notes = [worker.note(1000 + n) for n in range(sizes.outbox)]
    shots = [Shot(worker.request(notes[at : at + 100])) for at in range(0, len(notes), 100)]
    first = machine.run(fire, server.port, [shots])
    figures.push, figures.errors = first.took, figures.errors + first.errors
    if server.is_doorstep:
        again = machine.run(fire, server.port, [shots])
        figures.replay, figures.errors = again.took, figures.errors + again.errors


def storm(
    machine: Machine,
    server: Running,
    workers: Sequence[Worker],
    sizes: Sizes,
    turn: tuple[int, Figures],
) -> None:
    """Every phone at once; from one more phone, an urgent change now and then."""
    number, figures = 10_000 * (turn[0] + 1), turn[1]
    before = server.cpu()
    hits: Hits = machine.run(fire, server.port, storming(workers, sizes, number))
    note_storm(figures, hits, sizes.phones * sizes.each, server.cpu() - before)
    figures.memory = max(figures.memory, server.mebibytes())
    if server.is_doorstep:
        urgent_in_a_storm(machine, server, workers, sizes, (number + 5_000, figures))


def storming(workers: Sequence[Worker], sizes: Sizes, number: int) -> list[list[Shot]]:
    """What every phone sends: its outbox, in one request."""
    return [
        [Shot(worker.request([worker.note(number + n) for n in range(sizes.each)]))]
        for worker in workers[: sizes.phones]
    ]


def note_storm(figures: Figures, hits: Hits, changes: int, cpu: float) -> None:
    """What one storm took."""
    figures.rate.append(changes / hits.took)
    figures.cpu = cpu / changes * 1000
    figures.client_cpu = hits.client_cpu / changes * 1000
    figures.p99 = max(figures.p99, percentile(hits.seconds, 0.99))
    figures.errors += hits.errors


def urgent_in_a_storm(
    machine: Machine,
    server: Running,
    workers: Sequence[Worker],
    sizes: Sizes,
    turn: tuple[int, Figures],
) -> None:
    """The same storm again, with urgent changes while it blows."""
    number, figures = turn
    ordinary = storming(workers, sizes, number)
    hits = machine.run(fire_both, server.port, ordinary, urgent_shots(workers, sizes, number, 0.03))
    figures.urgent += hits[1].seconds
    figures.errors += hits[0].errors + hits[1].errors


def slow_uploads(
    machine: Machine, server: Running, workers: Sequence[Worker], sizes: Sizes, figures: Figures
) -> None:
    """A hundred phones on a thread of signal, and urgent changes behind them."""
    slow = [
        [Shot(worker.request([worker.note(70_000 + n) for n in range(sizes.each)]), slow=4.0)]
        for worker in workers[: sizes.slow]
    ]
    urgent = urgent_shots(workers, sizes, 80_000, 0.15, start=0.5)
    hits = machine.run(fire_both, server.port, slow, urgent)
    figures.urgent_slow = hits[1].seconds
    figures.errors += hits[0].errors + hits[1].errors


def urgent_shots(
    workers: Sequence[Worker], sizes: Sizes, number: int, apart: float, start: float = 0.02
) -> list[Shot]:
    """From a phone that sends nothing else."""
    worker = workers[-1]
    return [
        Shot(worker.request([worker.note(number + n)], urgent=True), after=start + n * apart)
        for n in range(sizes.urgent)
    ]


def fire_both(
    port: int, ordinary: Sequence[Sequence[Shot]], urgent: Sequence[Shot]
) -> tuple[Hits, Hits]:
    """Both at once; the urgent phone's hits apart."""
    hits = fire(port, [*ordinary, urgent], last_apart=True)
    assert hits.apart is not None
    return hits, hits.apart


def percentile(seconds: Sequence[float], share: float) -> float:
    """The value below which this share of them lies."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]


def median(values: Sequence[float]) -> float:
    """0 when there are none."""
    return statistics.median(values) if values else 0.0
