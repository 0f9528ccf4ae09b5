"""A provider on loopback that speaks OpenID Connect and can be told to say what it should not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt as plain_jwt
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from flask import Flask, jsonify, request
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey
from werkzeug.serving import make_server

from backend import clock

CLIENT, SECRET, TENANT = "doorstep", "the word that provider and server know", "council-tenant"
SUBJECT = "subject-of-ash"


class CrookedProvider:
    """`bend` changes claims, `signs` who signs and how: both are honest until told."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"})
        self.issuer = ""
        self.asked: dict[str, str] = {}
        self.used: set[str] = set()
        self.bend: dict[str, Any] = {}
        self.signs = "honestly"
        self.about: dict[str, Any] = {}
        self.trouble: int | None = None

    def authorise(self, address: str) -> dict[str, str]:
        """The person signs in there: what the browser is sent back with."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        self.asked = asked
        return {"state": asked["state"], "code": f"code-for-{asked['state']}"}

    def token(self) -> Any:
        """The token endpoint."""
        code, verifier = request.form["code"], request.form["code_verifier"]
        right = create_s256_code_challenge(verifier) == self.asked["code_challenge"]
        if self.trouble or not right or code in self.used or not request.authorization:
            return jsonify(error="invalid_grant"), self.trouble or 400
        self.used.add(code)
        return jsonify(access_token="x", token_type="Bearer", id_token=self.id_token())

    def id_token(self) -> str:
        now = int(clock.now().timestamp())
        claims: dict[str, Any] = {
            "iss": self.issuer, "aud": CLIENT, "sub": SUBJECT, "tid": TENANT, "iat": now,
            "exp": now + 300, "nonce": self.asked["nonce"], "name": "Ash Marlow",
            "email": "worker@example.invalid",
        }  # fmt: skip
        bent = {name: v for name, v in (claims | self.bend).items() if v is not None}
        return self._signed(bent)

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.signs == "with nothing":
            return plain_jwt.encode(claims, "", algorithm="none")
        if self.signs == "with the word that both know":
            return plain_jwt.encode(claims, SECRET, algorithm="HS256", headers={"kid": "one"})
        if self.signs != "honestly":
            kid = {"with another key": "one", "with an unknown key": "two"}[self.signs]
            return jwt.encode({"alg": "RS256", "kid": kid}, claims, RSAKey.generate_key(2048))
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)

    def discovery(self) -> Any:
        whole = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
        }
        return jsonify(whole | self.about)

    def keys(self) -> Any:
        second = ECKey.generate_key("P-256", {"kid": "spare"})
        return jsonify(KeySet([self.key, second]).as_dict(private=False))


@contextmanager
def crooked_provider() -> Iterator[CrookedProvider]:
    """Listening on this machine, over real HTTP."""
    provider, app = CrookedProvider(), Flask("provider")
    app.add_url_rule("/.well-known/openid-configuration", "about", provider.discovery)
    app.add_url_rule("/keys", "keys", provider.keys)
    app.add_url_rule("/token", "token", provider.token, methods=["POST"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    provider.issuer = f"http://127.0.0.1:{server.port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
