"""Letters of two phones, mixed up in every way: what is taken is what its author wrote, once."""

import uuid
from typing import Any

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backend.config import Config
from backend.database import reading
from backend.letterbox.signers import Signer
from backend.sync_api import models
from sync.messages import wire_of
from tests.backend.letterbox.phone import SealingPhone, data, make_sealing_phone, text
from tests.backend.letterbox.posting import a_thing, forget_limits, post

Letter = dict[str, Any]
PARTS = ("kid", "person_id", "device_id", "enc", "nonce", "box")
SHORT, LONG = 15, 2_000
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["swap", "cut", "turn", "rename", "unknown key", "by another", "again"]),
        st.sampled_from(PARTS),
        st.integers(0, 5),
        st.integers(0, 400),
    ),
    max_size=12,
)


def spoil(letters: list[Letter], phones: list[SealingPhone], steps: Any) -> list[Letter]:
    """Each step takes one of the letters and adds what somebody could make of it."""
    made: list[Letter] = []
    for how, part, which, place in steps:
        one, other = letters[which], letters[(which + 1) % len(letters)]
        sealed = dict(one["sealed"])
        if how == "swap":
            sealed[part] = other["sealed"][part]
        elif how == "cut" and part in ("enc", "nonce", "box"):
            sealed[part] = text(data(sealed[part])[: -1 - place % 20])
        elif how == "turn" and part in ("enc", "nonce", "box"):
            raw = bytearray(data(sealed[part]))
            raw[place % len(raw)] ^= 1 + place % 255
            sealed[part] = text(bytes(raw))
        elif how == "unknown key":
            sealed["kid"] = f"{place:016x}"
        elif how == "rename":
            made.append({"id": str(uuid.uuid4()), "sealed": sealed})
            continue
        elif how == "by another":
            made.append(by_another(phones, which))
            continue
        made.append({"id": one["id"], "sealed": sealed})
    return made


def by_another(phones: list[SealingPhone], which: int) -> Letter:
    """Sealed and signed by one, in the name of the other."""
    thief, victim = phones[which % 2], phones[(which + 1) % 2]
    change = a_thing(victim)
    whose = {"person_id": victim.person_id, "device_id": victim.device_id}
    return thief.boxed(
        thief.outside(change.id, **whose), thief.packed(orjson.dumps(wire_of(change)))
    )


def taken() -> dict[str, str]:
    """Whose each settled change is."""
    with reading() as connection:
        rows = connection.execute(select(models.change.c.id, models.change.c.person_id))
        return {row.id: row.person_id for row in rows}


def try_it(
    app: Flask, client: FlaskClient, phones: list[SealingPhone], steps: Any, order: Any
) -> None:
    """First what was made of the letters, then the letters themselves, in any order."""
    forget_limits()  # as if nobody had posted before
    letters = [phone.seal(a_thing(phone)) for _ in range(3) for phone in phones]
    authors = {one["id"]: one["sealed"]["person_id"] for one in letters}
    spoilt, before = spoil(letters, phones, steps), taken()
    untouched = {one["id"] for one in spoilt if one in letters}

    assert post(client, phones[0].request(*order(spoilt))).status_code in (200, 401)
    assert since(before) == {id_: authors[id_] for id_ in untouched}
    assert post(client, phones[0].request(*order(letters + spoilt))).status_code == 200
    assert since(before) == authors


def since(before: dict[str, str]) -> dict[str, str]:
    """What has been taken meanwhile, and whose it is."""
    return {id_: who for id_, who in taken().items() if id_ not in before}


@pytest.fixture
def phones(client: FlaskClient, config: Config, phone: SealingPhone) -> list[SealingPhone]:
    """Two people's."""
    return [phone, make_sealing_phone(client, config, "other@example.invalid")]


def fuzz(app: Flask, client: FlaskClient, phones: list[SealingPhone], examples: int) -> None:
    """As often as that."""

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS, seed=st.randoms(use_true_random=False))
    def once(steps: Any, seed: Any) -> None:
        try_it(app, client, phones, steps, lambda some: seed.sample(some, len(some)))

    once()


def test_only_what_its_author_wrote_is_taken(
    app: Flask, client: FlaskClient, phones: list[SealingPhone]
) -> None:
    fuzz(app, client, phones, SHORT)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_only_what_its_author_wrote_is_taken_however_long_one_tries(
    app: Flask, client: FlaskClient, phones: list[SealingPhone]
) -> None:
    fuzz(app, client, phones, LONG)


def test_a_server_that_believes_any_signature_would_be_found(
    app: Flask, client: FlaskClient, phones: list[SealingPhone], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Signer, "has_signed", lambda *_: True)

    with pytest.raises(AssertionError):
        try_it(app, client, phones, [("by another", "box", 0, 0)], list)
