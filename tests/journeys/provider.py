"""The council's own sign-in, as a process that is not ours."""

import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.journeys.ports import free_port


class Provider:
    """oidc-provider-mock on a port of its own."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.issuer = f"http://localhost:{port}"
        self.log = folder / "provider.log"
        words = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(words, stdout=log, stderr=subprocess.STDOUT)
        until = time.monotonic() + 60
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < until
            time.sleep(0.1)

    def close(self) -> None:
        """At the end of the journey."""
        self._process.terminate()
        self._process.wait(20)

    def _answers(self) -> bool:
        try:
            about = f"{self.issuer}/.well-known/openid-configuration"
            return requests.get(about, timeout=5).ok
        except requests.RequestException:
            return False
