"""A phone that is lost: reported, shut out, wiped; and what it says of itself."""

from datetime import timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from backend import clock
from sync.messages import time_text
from tests.backend.people.office import act, open_office, phone_of, publish, records_of
from tests.backend.people.people_builders import me, refresh, sign_in
from tests.backend.sync_api.shelves import Phone


@pytest.fixture
def phones(client: FlaskClient) -> dict[str, Phone]:
    return {name: phone_of(client, name) for name in open_office()}


def test_who_sees_whose_phone(phones: dict[str, Phone]) -> None:
    seen_by = {name: set(records_of(phone, "device")) for name, phone in phones.items()}
    ids = {name: phone.device_id for name, phone in phones.items()}

    assert seen_by["worker"] == {ids["worker"]}
    assert seen_by["manager"] == {ids["worker"], ids["manager"]}
    assert seen_by["stranger"] == {ids["stranger"]}
    assert seen_by["admin"] == set(ids.values())


def test_promise_4_a_phone_reported_lost_reads_nothing_more_and_hands_in_what_waits(
    phones: dict[str, Phone],
) -> None:
    lost = phones["worker"]
    record = records_of(phones["manager"], "device")[lost.device_id]

    assert act(phones["manager"], "report_device_lost", record)["status"] == "accepted"

    refused = lost.sync(pull={"cursor": None, "check_all": False, "refresh": []})
    assert (refused.status_code, refused.get_json()["code"]) == (401, "device-lost")
    assert refused.headers["Doorstep-Order"] == "sign-out"
    assert me(lost.client, lost.token).get_json()["code"] == "device-lost"
    handed = lost.sync(lost.add(), pull={"cursor": None, "check_all": False, "refresh": []})
    assert handed.get_json()["pull"] is None
    assert len(handed.get_json()["outcomes"]) == 1
    assert sign_in(lost.client, "worker@example.invalid", install=lost.device_id).status_code == 403


def test_a_phone_that_was_found_again_reads_as_before(phones: dict[str, Phone]) -> None:
    worker, manager = phones["worker"], phones["manager"]
    act(manager, "report_device_lost", records_of(manager, "device")[worker.device_id])
    act(manager, "report_device_found", records_of(manager, "device")[worker.device_id])

    assert records_of(worker, "device")[worker.device_id]["fields"]["lost_at"] is None
    assert "Doorstep-Order" not in worker.sync().headers


def test_the_answer_to_any_contact_carries_the_order_to_wipe(phones: dict[str, Phone]) -> None:
    lost, manager = phones["worker"], phones["manager"]
    act(manager, "wipe_device", records_of(manager, "device")[lost.device_id])

    named = {"Doorstep-Device": lost.device_id}
    answers = [
        lost.sync(lost.add()),
        lost.client.get("/me", headers=named),
        lost.client.post("/sign-in", json={}, headers=named),
    ]
    orders = {answer.headers["Doorstep-Order"] for answer in answers}

    (order,) = orders
    word, _, nonce = order.partition(" ")
    assert word == "wipe"
    said = {"device_id": lost.device_id, "order": nonce}
    assert lost.client.post("/wiped", json={**said, "order": lost.device_id}).status_code == 404
    assert lost.client.post("/wiped", json=said).status_code == 204
    assert lost.sync(lost.add()).status_code == 401
    publish()
    assert records_of(manager, "device")[lost.device_id]["fields"]["wiped_at"]


def test_a_revoked_phone_is_out_for_good(phones: dict[str, Phone], client: FlaskClient) -> None:
    worker, manager = phones["worker"], phones["manager"]
    told = sign_in(client, "worker@example.invalid").get_json()
    act(manager, "revoke_device", records_of(manager, "device")[worker.device_id])

    assert worker.sync().status_code == 401
    assert worker.sync().headers["Doorstep-Order"] == "sign-out"
    assert refresh(client, told["refresh_token"]).status_code == 200
    again = act(manager, "report_device_found", records_of(manager, "device")[worker.device_id])
    assert again["reason"]["code"] == "gone-for-good"


def test_the_manager_sees_how_much_waits_since_when_and_what_is_wrong(
    phones: dict[str, Phone],
) -> None:
    worker, since = phones["worker"], clock.now() - timedelta(hours=1)
    says = {
        "Doorstep-Waiting": "3",
        "Doorstep-Waiting-Since": time_text(since),
        "Doorstep-Health": "storage-not-kept,clock-out=130,<script>",
        "Doorstep-Release": "0.2.0",
    }
    worker.sync(**says)
    publish()

    fields = records_of(phones["manager"], "device")[worker.device_id]["fields"]
    assert (fields["waiting"], fields["waiting_since"]) == (3, time_text(since))
    assert fields["release"] == "0.2.0"
    (trouble,) = fields["trouble"]
    assert (trouble["code"], trouble["much"]) == ("clock-out", 130)

    worker.sync(**{"Doorstep-Waiting": "0", "Doorstep-Health": ""})
    publish()
    fields = records_of(phones["manager"], "device")[worker.device_id]["fields"]
    assert (fields["waiting"], fields["waiting_since"], fields["trouble"]) == (0, None, [])


def test_a_mere_contact_is_told_to_others_every_quarter_of_an_hour(
    phones: dict[str, Phone],
) -> None:
    worker, manager = phones["worker"], phones["manager"]
    worker.sync()
    publish()
    version = records_of(manager, "device")[worker.device_id]["version"]
    for minutes, more in ((5, 0), (10, 0), (16, 1)):
        with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=True):
            come_back(worker)
            publish()
        assert records_of(manager, "device")[worker.device_id]["version"] == version + more


def come_back(phone: Phone) -> None:
    """Its token has run out by now."""
    told = sign_in(phone.client, "worker@example.invalid", install=phone.device_id).get_json()
    phone.token = told["access_token"]
    assert phone.sync().status_code == 200
