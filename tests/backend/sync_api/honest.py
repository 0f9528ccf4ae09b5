"""One honest change of each kind there is, as its author's phone would post it."""

import uuid
from dataclasses import replace
from functools import cache

import tests.backend.council as town
from backend import clock
from backend.sync_api.product import DOORSTEP
from sync.messages import Change, Clock
from tests.backend.council import Household, make_household
from tests.backend.sync_api.attempts import ATTEMPTS
from tests.backend.sync_api.test_permissions import MAY, PUBLISHED

SUBSCRIPTION = {
    "endpoint": "https://fcm.googleapis.com/fcm/send/invented",
    "p256dh": "B" + "A" * 86,
    "auth": "A" * 22,
}


def honest_changes(device_id: str) -> list[Change]:
    """Each by this device, now, under an id of its own; the records are not here."""
    now = clock.now()
    return [
        replace(
            change,
            id=str(uuid.uuid4()),
            device_id=device_id,
            number=number,
            base_version=0,
            occurred_at=now,
            clock=Clock(now, 0, True),
        )
        for number, change in enumerate(_one_of_each(), 1)
    ]


@cache
def _one_of_each() -> tuple[Change, ...]:
    return tuple(honest_change(kind, make_household()) for kind in sorted(DOORSTEP.kinds))


def honest_change(kind: str, family: Household) -> Change:
    """By somebody who may, where it is for people."""
    if kind in MAY:
        by = family.worker if "worker" in MAY[kind] else family.manager
        ATTEMPTS[kind](family, by)
    else:
        fields = SUBSCRIPTION if kind == "save_subscription" else PUBLISHED.get(_what(kind), {})
        feed = f"person:{family.worker.author.person_id}"
        family.post(kind, town.new_id(), dict(fields), feed=feed)
    assert family.council.last is not None
    return family.council.last[1]


def _what(kind: str) -> str:
    return kind.partition("_")[2]
