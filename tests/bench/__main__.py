"""Runs everything and prints it: `python -m tests.bench [--quick] [--only part]`."""

import argparse
import operator
import os
from collections.abc import Iterator

from backend.config import ROOT
from tests.bench.letters import measure_letters
from tests.bench.machine import KINDS, Machine, machine
from tests.bench.pulls import Pulls, measure_pulling
from tests.bench.scenes import QUICK, Figures, Sizes, measure_pushing, median

SMALL = 10
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    """One run, one report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small, to see that it runs")
    parser.add_argument("--only", choices=["push", "letters", "pull", "phone"])
    parser.add_argument("--database", choices=KINDS)
    asked = parser.parse_args()
    sizes = QUICK if asked.quick else Sizes()
    kinds = [asked.database] if asked.database else KINDS
    print(f"Doorstep bench: {os.cpu_count()} cores, fsync on, server and phones on one machine")
    with machine() as here:
        for kind in kinds:
            for line in server_lines(here, kind, sizes, asked.only):
                print(line, flush=True)
    if asked.only in (None, "phone"):
        for line in phone_lines():
            print(line, flush=True)


def server_lines(here: Machine, kind: str, sizes: Sizes, only: str | None) -> Iterator[str]:
    """One database's part."""
    if only in (None, "push"):
        bare = measure_pushing(here, kind, "baseline", sizes)
        ours = measure_pushing(here, kind, "doorstep", sizes)
        yield f"\n{NAMES[kind]}: pushing            baseline   Doorstep      ratio   aim"
        yield from push_lines(bare, ours, sizes)
    if only in (None, "letters"):
        yield f"\n{NAMES[kind]}: sealed changes        plain     sealed      ratio"
        yield from letter_lines(*measure_letters(here, kind, sizes), sizes)
    if only in (None, "pull"):
        yield f"\n{NAMES[kind]}: pulling"
        yield from pull_lines(measure_pulling(here, kind, sizes), sizes)


def push_lines(bare: Figures, ours: Figures, sizes: Sizes) -> Iterator[str]:
    """Each figure beside the baseline's."""
    bare_rate, rate = median(bare.rate), median(ours.rate)
    storm = f"{sizes.phones} phones x {sizes.each}"
    yield line(
        f"1 phone, {sizes.outbox} changes of 1 KB, ms",
        (bare.push * 1000, ours.push * 1000, ours.push / bare.push),
        "<= 3",
    )
    yield line(f"{storm}, changes/s", (bare_rate, rate, rate / bare_rate), ">= 0.45")
    p99 = (bare.p99 * 1000, ours.p99 * 1000)
    yield line("  p99, ms", (*p99, p99[1] / p99[0]), "< 1000", judged=p99[1])
    yield line("  CPU s a 1,000 changes", (bare.cpu, ours.cpu, ours.cpu / bare.cpu))
    yield line("  CPU s of the phones", (bare.client_cpu, ours.client_cpu))
    yield line("  memory, MiB", (bare.memory, ours.memory), "< 100")
    yield line("errors", (bare.errors, ours.errors), "<= 0")
    yield line("urgent in the storm, worst ms", (None, worst(ours.urgent)), "< 150")
    slow = f"urgent behind {sizes.slow} slow uploads, worst ms"
    yield line(slow, (None, worst(ours.urgent_slow)), "< 300")
    yield line(f"replay of {sizes.outbox} settled, ms", (None, ours.replay * 1000))


def letter_lines(plain: Figures, sealed: Figures, sizes: Sizes) -> Iterator[str]:
    """Each figure of sealed pushes beside that of the same ones with a session."""
    rates = (median(plain.rate), median(sealed.rate))
    for name, values in (
        (f"1 phone, {sizes.outbox} changes of 1 KB, ms", (plain.push * 1000, sealed.push * 1000)),
        ("  all of it again, ms", (plain.replay * 1000, sealed.replay * 1000)),
        (f"{sizes.phones} phones x {sizes.each}, changes/s", rates),
        ("  p99, ms", (plain.p99 * 1000, sealed.p99 * 1000)),
        ("  CPU s a 1,000 changes", (plain.cpu, sealed.cpu)),
        ("urgent in the storm, worst ms", (worst(plain.urgent), worst(sealed.urgent))),
    ):
        yield line(name, (*values, values[1] / values[0]))
    yield line("errors", (plain.errors, sealed.errors))


def pull_lines(pulls: Pulls, sizes: Sizes) -> Iterator[str]:
    """Seconds, by how much there is."""
    megabytes = pulls.first_bytes / 1e6
    yield f"  first pull of {sizes.first} records: {pulls.first * 1000:.0f} ms, {megabytes:.1f} MB"
    for name, by_size in (("10 new", pulls.delta), ("nothing new", pulls.empty)):
        smallest = by_size[sizes.records[0]]
        for size in sizes.records:
            ratio = by_size[size] / smallest
            took = by_size[size] * 1000
            met = both_met(verdict(took, "< 5"), verdict(ratio, "<= 1.3"))
            told = f"{took:8.2f} ms   x {ratio:.2f}   {PULLED}   {met}"
            yield f"  {name:12} of {size:>9,} records: {told}"
    yield f"  errors: {pulls.errors}"


def line(
    name: str, values: tuple[float | None, ...], aim: str = "", judged: float | None = None
) -> str:
    """A row of the table, and whether its last value (or `judged`) is as the aim wants it."""
    cells = [cell(value) for value in (*values, None, None)][:3]
    value = values[-1] if judged is None else judged
    met = verdict(value, aim) if aim and value is not None else ""
    return f"  {name:42}{'  '.join(cells)}   {aim:10}{met}".rstrip()


COMPARED = {"<": operator.lt, "<=": operator.le, ">=": operator.ge}
PULLED = "< 5 ms, <= 1.3"
MET, MISSED = "met", "MISSED"


def verdict(value: float, aim: str) -> str:
    """`verdict(2.9, "<= 3")` is met."""
    sign, wanted = aim.split()
    return MET if COMPARED[sign](value, float(wanted)) else MISSED


def both_met(*verdicts: str) -> str:
    """Missed if any is."""
    return MISSED if MISSED in verdicts else MET


def cell(value: float | None) -> str:
    """Ten columns wide, with as many decimals as matter."""
    if value is None:
        return " " * 10
    return f"{value:10.3f}" if value < SMALL else f"{value:10.0f}"


def worst(seconds: list[float]) -> float:
    """In milliseconds."""
    return max(seconds, default=0.0) * 1000


def phone_lines() -> list[str]:
    """The phone's part, where it can run."""
    if not (ROOT / "pwa" / "dist" / "index.html").exists():
        return ["\nPhone: not measured, pwa/dist is not built (`make bench` builds it)"]
    try:
        from tests.bench import phone  # noqa: PLC0415  a browser may be missing
    except ImportError:
        return ["\nPhone: not measured here"]
    return ["\nPhone", *phone.run()]


if __name__ == "__main__":
    main()
