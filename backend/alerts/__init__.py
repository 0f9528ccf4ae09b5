"""Alerts: who should hear of what, and how it reaches their devices, without personal data."""

from flask import Flask

from backend.alerts import push_hosts
from backend.config import Config


def init_app(app: Flask) -> None:
    """Which push services may be spoken to, from the configuration."""
    config: Config = app.extensions["doorstep"]
    loopback = config.demo or config.push_loopback
    push_hosts.allow(loopback=loopback)
