"""A token copied off a phone opens nothing: each request proves that the phone made it."""

from collections.abc import Callable
from typing import Any

import requests

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

EVERYTHING: Any = {
    "protocol": 1,
    "device_id": "0199f000-0000-7000-8000-000000000001",
    "changes": [],
    "pull": {"cursor": None, "check_all": True, "refresh": []},
}


def test_a_token_and_a_proof_that_were_overheard_are_of_no_use(
    town: Town, buy_phone: Callable[..., Phone]
) -> None:
    phone, heard = buy_phone(town), []
    phone.context.on("request", lambda request: heard.append(request.headers))
    visiting.sign_in(phone, find_person(town.inside, "social_worker"))
    (last,) = [headers for headers in heard if "authorization" in headers][-1:]

    token = {"Authorization": last["authorization"]}
    both = token | {"DPoP": last["dpop"]}
    for headers in (token, both):
        me = requests.get(f"{town.inside}/me", headers=headers, timeout=20)
        assert (me.status_code, me.json()["code"]) == (401, "proof-needed")
        pull = requests.post(f"{town.inside}/sync", json=EVERYTHING, headers=headers, timeout=20)
        assert pull.status_code == 401
        assert pull.json()["code"] in ("proof-needed", "proof-used")
