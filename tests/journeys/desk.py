"""Another device of the same person or of a colleague, without a browser: it pulls and looks."""

import json
import urllib.request
import uuid
from typing import Any

Record = dict[str, Any]


class Desk:
    """Signed in straight at the server, past the phone's network."""

    def __init__(self, address: str, email: str, password: str) -> None:
        self._address = address
        self._token = ""
        device = {"id": str(uuid.uuid4()), "name": "desk"}
        asked = {"email": email, "password": password, "device": device}
        answer = self.post("/sign-in", asked)
        self._token = answer["access_token"]
        self.device_id: str = answer["device_id"]
        self.person: dict[str, Any] = answer["person"]

    def records(self, kind: str | None = None) -> list[Record]:
        """Everything this person may read now, or one type of it."""
        found, cursor, more = [], None, True
        while more:
            pull = {"cursor": cursor, "check_all": False, "refresh": []}
            asked = {"protocol": 1, "device_id": self.device_id, "changes": [], "pull": pull}
            page = self.post("/sync", asked)["pull"]
            found += [record for feed in page["feeds"] for record in feed["records"]]
            cursor, more = page["cursor"], page["more"]
        return [record for record in found if kind in (None, record["type"])]

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One JSON request; an error is the test's error."""
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(
            self._address + path, json.dumps(body).encode(), headers, method="POST"
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            answer: dict[str, Any] = json.load(reply)
            return answer
