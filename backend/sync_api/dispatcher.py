"""Threads of waitress: an urgent change never stands behind requests that are not.

waitress reads each request whole before a thread gets it, so slow uploads hold none. What is left
is the line of whole requests: an urgent one has threads of its own.
"""

import logging
from typing import Any

from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

from backend.sync_api.body import URGENT_BYTES

URGENT_THREADS = 2


class UrgentDispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]
    """For `waitress.create_server(app, _dispatcher=...)`."""

    queue_logger = logging.getLogger("doorstep.waitress")
    """A line of requests is what a storm is; waitress would warn of each one."""

    def __init__(self, threads: int) -> None:
        super().__init__()
        self._urgent = ThreadedTaskDispatcher()
        self._urgent.set_thread_count(URGENT_THREADS)
        self.set_thread_count(threads)

    def add_task(self, task: Any) -> None:
        """A whole request has come on this channel."""
        if is_urgent(task):
            self._urgent.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """Let what runs finish."""
        self._urgent.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


def is_urgent(channel: Any) -> bool:
    """Marked so, to the sync door, and small; the route looks again at what is inside."""
    if not channel.requests or channel.requests[0].error:
        return False
    request = channel.requests[0]
    marked: bool = request.headers.get("DOORSTEP_LANE") == "urgent"
    small: bool = request.content_length <= URGENT_BYTES
    return marked and small and request.path == "/sync"


logging.getLogger("doorstep.waitress").setLevel(logging.ERROR)
