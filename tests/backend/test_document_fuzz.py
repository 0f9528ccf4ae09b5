"""What the document promises holds for whatever is sent: no 500, and errors in the one shape."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core import NotSet

from tests.backend.people.people_builders import bearer, make_person, sign_in

FUZZED = (
    "/sign-in",
    "/sign-in/second-factor",
    "/sign-in/second-factor/enrol",
    "/second-factor",
    "/second-factor/totp",
    "/second-factor/totp/confirm",
    "/second-factor/passkeys",
    "/second-factor/passkeys/options",
    "/second-factor/remove",
    "/second-factor/recovery-codes",
    "/sign-in/ways",
    "/sign-in/exchange",
    "/refresh",
    "/sign-out",
    "/me",
    "/devices",
    "/demo/people",
    "/sync",
)


@pytest.mark.parametrize("path", FUZZED)
def test_whatever_the_document_allows_is_answered(app: Flask, path: str) -> None:
    make_person()
    client = app.test_client()
    token = sign_in(client).get_json()["access_token"]
    document = schemathesis.openapi.from_wsgi("/openapi.json", app)
    operation = next(iter(document[path].values()))

    @settings(
        max_examples=15,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(), signed_in=st.booleans())
    def try_it(case: Any, signed_in: bool) -> None:
        answer = client.open(
            path,
            method=case.method,
            headers=bearer(token) if signed_in else {},
            **({} if isinstance(case.body, NotSet) else {"json": case.body}),
        )
        assert answer.status_code < 500
        if answer.status_code >= 400:
            assert set(answer.get_json()) == {"code", "message", "fields"}

    try_it()
