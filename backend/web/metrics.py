"""Counts and durations for Prometheus, told to this machine only."""

import ipaddress

from flask import Blueprint, Flask, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client import generate_latest as in_text

from backend.errors import NotFound
from backend.web.doors import open_to_all
from backend.web.logs import route_of_request, seconds_so_far

blueprint = Blueprint("metrics", __name__)

EXTENSION = "doorstep-metrics"
STEPS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
PASSED_ON = ("X-Forwarded-For", "Forwarded", "Via", "X-Real-Ip")


class Metrics:
    """Those of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "doorstep_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "doorstep_request_seconds",
            "Time on the server.",
            ("route",),
            buckets=STEPS,
            registry=self.registry,
        )
        self.letters = Counter(
            "doorstep_sealed_changes",
            "Sealed changes that were opened, or why they were not.",
            ("result",),
            registry=self.registry,
        )


def init_metrics(app: Flask) -> None:
    """Count every request."""
    app.extensions[EXTENSION] = Metrics()
    app.register_blueprint(blueprint)
    app.after_request(_count)


@blueprint.get("/metrics")
@open_to_all
def metrics() -> Response:
    """For a Prometheus on this machine; nobody else learns that it is here."""
    if not _is_from_this_machine():
        raise NotFound("There is nothing here.")
    found: Metrics = current_app.extensions[EXTENSION]
    return Response(in_text(found.registry), content_type=CONTENT_TYPE_LATEST)


def count_letters(result: str, number: int) -> None:
    """Sealed changes of one request that came to the same."""
    found: Metrics = current_app.extensions[EXTENSION]
    found.letters.labels(result).inc(number)


def _is_from_this_machine() -> bool:
    """A proxy on this machine passes on what comes from others."""
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _count(answer: Response) -> Response:
    found: Metrics = current_app.extensions[EXTENSION]
    route = route_of_request()
    method = request.method if request.method in KNOWN_METHODS else "other"
    found.requests.labels(method, route, str(answer.status_code)).inc()
    found.seconds.labels(route).observe(seconds_so_far())
    return answer


KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
