"""The council's provider: where it is asked, and what it answers. Nothing is believed here."""

from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from backend.config import Oidc, current_config
from backend.errors import NotFound, Unavailable
from backend.people.oidc.id_token import NOT_CHECKED, refused

CALLBACK = "/sign-in/oidc/callback"
PATIENCE = 8
LOOPBACK = ("localhost", "127.0.0.1")
SILENT = "Your council's sign-in does not answer. Try again in a moment."


class Provider:
    """One conversation with it."""

    def __init__(self, oidc: Oidc) -> None:
        self.oidc = oidc
        self._about = self._get(f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration")
        if self._about.get("issuer") != oidc.issuer:
            raise refused(NOT_CHECKED, "issuer of the discovery document")
        self._authorise_at = self._endpoint("authorization_endpoint")

    def address_to_ask(self, state: str, nonce: str, verifier: str) -> str:
        """Where the person signs in."""
        with self._session() as session:
            address, _ = session.create_authorization_url(
                self._authorise_at, state=state, nonce=nonce, code_verifier=verifier
            )
        return str(address)

    def id_token(self, code: str, verifier: str) -> str:
        """What it gives for the code."""
        endpoint = self._endpoint("token_endpoint")
        try:
            with self._session() as session:
                said = session.fetch_token(
                    endpoint, code=code, code_verifier=verifier, grant_type="authorization_code"
                )
        except requests.RequestException as error:
            raise Unavailable(SILENT) from error
        except (AuthlibBaseError, ValueError) as error:
            raise refused("Your council's sign-in did not take the code.", "code") from error
        token = said.get("id_token")
        if not isinstance(token, str):
            raise refused(NOT_CHECKED, "no id_token")
        return token

    def keys(self) -> KeySet:
        """Those that it signs with at this moment."""
        try:
            found = self._get(self._endpoint("jwks_uri"))
            return KeySet.import_key_set(found)  # type: ignore[arg-type]  # it looks at the shape itself
        except (JoseError, KeyError, ValueError, TypeError) as error:
            raise refused(NOT_CHECKED, "keys") from error

    def _session(self) -> OAuth2Session:
        return OAuth2Session(
            self.oidc.client_id,
            self.oidc.client_secret or None,
            scope="openid profile email",
            redirect_uri=current_config().origin + CALLBACK,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )

    def _endpoint(self, name: str) -> str:
        """HTTPS, or this machine where the issuer is."""
        address = self._about.get(name)
        parts = urlsplit(address if isinstance(address, str) else "")
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise refused(NOT_CHECKED, name)
        return str(address)

    def _get(self, address: str) -> dict[str, Any]:
        try:
            answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, ValueError) as error:
            raise Unavailable(SILENT) from error
        if not isinstance(found, dict):
            raise Unavailable(SILENT)
        return found


def the_oidc() -> Oidc:
    """Of this installation; NotFound where there is none."""
    oidc = current_config().oidc
    if oidc is None:
        raise NotFound("There is no sign-in with a council account here.")
    return oidc


def the_provider() -> Provider:
    """A conversation with it begins."""
    return Provider(the_oidc())
