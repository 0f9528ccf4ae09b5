"""Access ends at once, for a person or for one device."""

from datetime import UTC, datetime

from flask.testing import FlaskClient

from backend.database import writing
from backend.people.endings import end_access, revoke_device
from tests.backend.people.people_builders import EMAIL, make_person, me, refresh, sign_in


def test_promise_4_a_person_whose_access_ended_reads_nothing_more(client: FlaskClient) -> None:
    make_person()
    told = sign_in(client).get_json()

    with writing() as connection:
        assert end_access(connection, EMAIL, datetime.now(UTC))

    assert me(client, told["access_token"]).get_json()["code"] == "session-ended"
    assert refresh(client, told["refresh_token"]).status_code == 401
    assert sign_in(client).status_code == 401


def test_a_lost_phone_is_shut_out_and_the_others_are_not(client: FlaskClient) -> None:
    make_person()
    lost = sign_in(client).get_json()
    kept = sign_in(client).get_json()

    with writing() as connection:
        assert revoke_device(connection, lost["device_id"], datetime.now(UTC))
        assert not revoke_device(connection, lost["device_id"], datetime.now(UTC))

    assert me(client, lost["access_token"]).status_code == 401
    assert me(client, kept["access_token"]).status_code == 200
    assert sign_in(client, install=lost["device_id"]).get_json()["code"] == "device-revoked"
