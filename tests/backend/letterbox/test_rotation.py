"""Keys of server and phone follow one another, and what was sealed before still opens."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from flask.testing import FlaskClient

from backend import create_app
from backend.config import Config, make_secret
from backend.database import db
from backend.sync_api.lanes import write_queue
from tests.backend.letterbox.phone import SealingPhone, register
from tests.backend.letterbox.posting import a_thing, held, outcomes, words
from tests.backend.sync_api.shelves import open_shelves


@contextmanager
def served(config: Config) -> Iterator[FlaskClient]:
    """The same server, started again with other settings."""
    app = open_shelves(create_app(config))
    with app.app_context():
        yield app.test_client()
        write_queue().close()
        db.engine.dispose()


def test_the_newest_key_comes_first_and_the_old_one_still_opens(
    phone: SealingPhone, config: Config
) -> None:
    letter = phone.seal(a_thing(phone))

    with served(replace(config, letterbox_keys=(make_secret(), *config.letterbox_keys))) as client:
        keys = client.get("/letterbox-keys").get_json()["keys"]
        assert [key["kid"] for key in keys][1:] == [phone.kid]
        assert words(outcomes(client, phone, letter)) == ["accepted"]


def test_what_was_sealed_to_a_key_that_is_gone_is_held_until_it_is_sealed_again(
    phone: SealingPhone, config: Config
) -> None:
    thing = a_thing(phone)
    letter = phone.seal(thing)
    with served(replace(config, letterbox_keys=(make_secret(),))) as client:
        assert held(outcomes(client, phone, letter)) == ["cannot-be-opened"]
        newest = client.get("/letterbox-keys").get_json()["keys"][0]
        again = SealingPhone.of(phone, newest)
        assert words(outcomes(client, phone, again.seal(thing))) == ["accepted"]


def test_a_phone_with_a_new_vault_signs_with_a_new_key_and_the_old_outbox_still_goes(
    client: FlaskClient, phone: SealingPhone
) -> None:
    before = phone.seal(a_thing(phone))
    new = SealingPhone(phone.person_id, phone.device_id, phone.kid, phone.point)
    after = new.seal(a_thing(phone))
    assert held(outcomes(client, phone, after)) == ["not-proven"]

    register(new)

    assert words(outcomes(client, phone, before, after)) == ["accepted", "accepted"]
