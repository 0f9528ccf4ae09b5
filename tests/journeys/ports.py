"""Ports that belong to one process of tests, however many run on this machine."""

import contextlib
import fcntl
import os
import socket
import tempfile
from itertools import cycle

FIRST, OF_EACH, PROCESSES = 18_000, 100, 140
"""All below those that the system gives to whoever calls: 32768 and up."""


def reserve() -> int:
    """The first block of ports that no other process has; it is ours for as long as we live."""
    for block in range(PROCESSES):
        place = f"{tempfile.gettempdir()}/doorstep-ports-{block}"
        with contextlib.suppress(OSError):
            held = os.open(place, os.O_CREAT | os.O_RDWR)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(held)
            else:
                return FIRST + OF_EACH * block
    raise RuntimeError("every block of ports is taken")


_BEGIN = reserve()
_PORTS = cycle(range(_BEGIN + 1, _BEGIN + OF_EACH))


def front() -> int:
    """The same for each town after another: what a browser keeps, it keeps for one address.

    A second town beside the first has one of its own.
    """
    return _BEGIN if is_free(_BEGIN) else free_port()


def free_port() -> int:
    """A port that nobody takes before the server does, nor while it is down between two lives."""
    return next(port for port in _PORTS if is_free(port))


def is_free(port: int) -> bool:
    """Whether one may listen there now."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
