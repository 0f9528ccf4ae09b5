"""What opening costs: the same pushes, plain with a session and sealed without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from backend.config import kid_of, public_point
from backend.database import writing
from backend.letterbox.signers import register_key
from backend.people.author import Author, Role
from tests.backend.letterbox.phone import SealingPhone
from tests.bench.load import Shot, fire
from tests.bench.machine import Machine, Running, serving
from tests.bench.scenes import Figures, Sizes, one_phone, storm, warm_up
from tests.bench.server import LETTERBOX_KEY
from tests.bench.town import AREA, Worker, opened, settle_town


@dataclass(frozen=True)
class SealedWorker(Worker):
    """The same worker, whose phone is locked: it has letters to post, and no session."""

    phone: SealingPhone

    def request(self, changes: Sequence[Any], pull: Any = None, urgent: bool = False) -> bytes:
        """A whole HTTP request; each has an encapsulation of its own, as after an unlock."""
        self.phone.unlock()
        body = orjson.dumps(self.phone.request(*map(self.phone.seal, changes), pull=pull))
        lane = "Doorstep-Lane: urgent\r\n" if urgent else ""
        head = (
            f"POST /sync HTTP/1.1\r\nHost: bench\r\n{lane}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


def measure_letters(machine: Machine, kind: str, sizes: Sizes) -> tuple[Figures, Figures]:
    """Plain and sealed, in turns."""
    url = machine.database(kind)
    workers = settle_town(url, machine.folder, sizes.phones + 2)
    sealed = make_vaults(url, machine.folder, workers)
    plain_figures, sealed_figures = Figures(), Figures()
    with serving("doorstep", url, machine.folder) as server:
        warm_up(machine, server, workers)
        check_taken(machine, server, sealed)
        one_phone(machine, server, workers[0], sizes, plain_figures)
        one_phone(machine, server, sealed[0], sizes, sealed_figures)
        for turn in range(sizes.rounds):
            storm(machine, server, workers, sizes, (2 * turn, plain_figures))
            storm(machine, server, sealed, sizes, (2 * turn + 1, sealed_figures))
    return plain_figures, sealed_figures


def make_vaults(url: str, folder: Path, workers: Sequence[Worker]) -> list[SealedWorker]:
    """Each signs with a key that the server knows."""
    point = public_point(LETTERBOX_KEY)
    sealed = []
    with opened(url, folder), writing() as connection:
        for one in workers:
            phone = SealingPhone(one.person_id, one.device_id, kid_of(point), point)
            author = Author(one.person_id, Role.SOCIAL_WORKER, AREA, None, one.device_id)
            register_key(connection, author, phone.public_key, datetime.now(UTC))
            sealed.append(SealedWorker(one.token, one.device_id, one.person_id, one.case_id, phone))
    return sealed


def check_taken(machine: Machine, server: Running, workers: Sequence[SealedWorker]) -> None:
    """What is held would cost nothing: see that each is accepted."""
    phones = [[Shot(one.request([one.note(950_000)]))] for one in workers[:32]]
    hits = machine.run(fire, server.port, phones, True)
    statuses = {
        outcome["status"] for body in hits.bodies for outcome in orjson.loads(body)["outcomes"]
    }
    if statuses != {"accepted"}:
        raise SystemExit(f"sealed changes are not taken: {statuses}")
