"""Which routes answer without a token. Every route that is not marked needs one."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a route that needs no token."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def is_open(app: Flask, endpoint: str | None) -> bool:
    """Whether this route answers without a token."""
    view: Any = app.view_functions.get(endpoint or "")
    return bool(getattr(getattr(view, "func", view), "open_to_all", False))
