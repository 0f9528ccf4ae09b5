"""Who may do what, as the tables of docs/security.md: read from the code, walked by the tests.

`python -m tests.backend.access_table` writes them; test_access_table.py asserts that they are so.
"""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from flask import Flask

from backend import create_app
from backend.people.author import Role
from backend.web.doors import has_own_porter, is_open
from tests.backend.sync_api.test_permissions import (
    ANYBODY_FOR_THEMSELVES,
    MAY,
    NAMES,
    SERVER_ONLY,
)
from tests.backend.test_every_kind_from_outside import REFUSED, SHUT, STATES, WAITS, State
from tests.databases import make_config, make_database

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- who may: begin -->\n", "<!-- who may: end -->\n"
HERE = {"worker": "the worker concerned", "manager": "team manager", "aswp": "ASWP"}
"""What the walk calls them, and what the table does."""

ELSEWHERE = ("another team", "another area")

WORDS: Mapping[str | int, str] = {
    WAITS: "waits",
    SHUT: "shut out",
    REFUSED: "late if done before, else refused",
}


def said(state: State) -> str:
    """What comes of a change, sealed and with a session."""
    sealed, plain = WORDS[state.sealed], WORDS[state.plain]
    return sealed if sealed == plain else f"{plain}; sealed: {sealed}"


ANYBODY = "anybody"
FOR_ADMINISTRATORS = {
    "people.security_events",
    "arranging.explain_a_moment",
    "arranging.set_passcode",
}
AS_ANYBODY = ("", "", "")
SHUT_OUT = ("no", "no", "no")
OF_STATES = {
    "POST /sync": (
        "hands in, to wait; reads nothing",
        "hands in what is sealed, to wait",
        "hands in what is sealed",
    ),
    "POST /sign-in": ("not on it", "not on it", "no"),
    "POST /sign-in/second-factor": ("not on it", "not on it", "no"),
    "POST /sign-in/second-factor/enrol": ("", "", "no"),
    "POST /sign-in/exchange": ("not on it", "not on it", "no"),
    "POST /join": ("", "", "no"),
    "POST /refresh": ("to hand in", "no", "no"),
}
"""What a route does for a lost device, for a revoked or wiped one, and for somebody who left."""

AFTERWARDS = tuple(said(STATES[name]) for name in ("lost", "revoked", "left"))
"""The same for every kind of change: test_every_kind_from_outside.py walks each."""

READERS = {"worker", "manager", "head_of_service", "head_of_service of another team"}
"""Of a family's pictures: `worker` has it, `manager` is of its team."""

ANOTHERS = {
    "GET /attachments/<attachment_id>": "who reads that family: its worker, its team's manager,"
    " the area's head of service",
    "POST /discussions/<request_id>/bridge": "who takes part in that discussion, around its time",
    "POST /attachments": "no",
    "HEAD /attachments/<attachment_id>/upload": "no",
    "PATCH /attachments/<attachment_id>/upload": "no",
    "DELETE /attachments/<attachment_id>/upload": "no",
    "POST /second-factor/remove": "no",
    "POST /second-factor/passkeys": "no",
}
"""Of routes that name something: every other one is about the asker's own."""


def tables(app: Flask) -> str:
    """Both tables, as they stand between the marks."""
    return f"\n{routes_table(app)}\n{kinds_table()}\n"


def routes_table(app: Flask) -> str:
    """Every route: whether it answers without a token."""
    rows = sorted((rule, method, door_of(app, end)) for rule, method, end in calls(app))
    lines = [row_of_route(rule, method, door) for rule, method, door in rows]
    head = "| route | who is let in | to what is another's | lost device | revoked, wiped | left |"
    return "\n".join([head, "|---|---|---|---|---|---|", *lines, ""])


def row_of_route(rule: str, method: str, door: str) -> str:
    """One line of the table."""
    route = f"{method} {rule}"
    usual = AS_ANYBODY if door == ANYBODY else SHUT_OUT
    cells = (door, ANOTHERS.get(route, ""), *OF_STATES.get(route, usual))
    return f"| `{route}` | {' | '.join(cells)} |"


def door_of(app: Flask, endpoint: str) -> str:
    """In words."""
    if is_open(app, endpoint):
        return ANYBODY
    if endpoint in FOR_ADMINISTRATORS:
        return "an administrator, on a device of theirs; of their area"
    signed_in = "who is signed in, on a device of theirs"
    if has_own_porter(app, endpoint):
        return f"{signed_in}; with sealed changes alone, whoever hands them in"
    return signed_in


def calls(app: Flask) -> list[tuple[str, str, str]]:
    """Route, method and endpoint of everything that answers."""
    return [
        (rule.rule, method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"OPTIONS"})
        if method != "HEAD" or "GET" not in (rule.methods or set())
    ]


def kinds_table() -> str:
    """Every kind of change: who may make it. Whoever is not named is refused."""
    head = ["| change | on this team's families | from another team | from another area"]
    head[0] += " | lost device | revoked, wiped | left |"
    lines = [
        f"{row_of(kind)} {' | '.join(AFTERWARDS)} |"
        for kind in sorted(MAY.keys() | SERVER_ONLY | ANYBODY_FOR_THEMSELVES)
    ]
    return "\n".join([*head, "|---|---|---|---|---|---|---|", *lines, ""])


def row_of(kind: str) -> str:
    """One line of the table."""
    if kind in SERVER_ONLY:
        return f"| `{kind}` | the server alone | | |"
    if kind in ANYBODY_FOR_THEMSELVES:
        return f"| `{kind}` | everybody, for themselves | the same | the same |"
    cells = [" · ".join(named(kind, place)) for place in ("", *ELSEWHERE)]
    return f"| `{kind}` | {' | '.join(cells)} |"


def named(kind: str, place: str) -> list[str]:
    """Those of one place who may, in words."""
    of = f" of {place}" if place else ""
    here = [name for name in NAMES if name in MAY[kind] and place_of(name) == place]
    return [words(name.removesuffix(of)) for name in here]


def place_of(name: str) -> str:
    """Empty for those of this team."""
    return next((place for place in ELSEWHERE if name.endswith(place)), "")


def words(name: str) -> str:
    """As people say it."""
    return HERE.get(name, name.replace("_", " "))


def people() -> list[Role]:
    """Every role that signs in."""
    return [role for role in Role if role is not Role.SERVER]


def written() -> str:
    """What the document says now."""
    return DOCUMENT.read_text().partition(BEGIN)[2].partition(END)[0]


def write(app: Flask) -> None:
    """Put the tables into the document."""
    before, _, rest = DOCUMENT.read_text().partition(BEGIN)
    DOCUMENT.write_text(before + BEGIN + tables(app) + END + rest.partition(END)[2])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        write(create_app(make_config(make_database("sqlite", Path(folder)), Path(folder))))
