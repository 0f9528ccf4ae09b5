"""Which routes answer without a token. Every route that is not marked needs one."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])


def open_to_all(view: View) -> View:
    """Mark a route that needs no token."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


def asks_itself(view: View) -> View:
    """Mark a route whose view asks for a session, where what it is asked for needs one."""
    view.asks_itself = True  # type: ignore[attr-defined]
    return view


def has_own_porter(app: Flask, endpoint: str | None) -> bool:
    """Whether this route's view asks for itself."""
    return bool(getattr(app.view_functions.get(endpoint or ""), "asks_itself", False))


def is_open(app: Flask, endpoint: str | None) -> bool:
    """Whether this route answers without a token."""
    view: Any = app.view_functions.get(endpoint or "")
    return bool(getattr(getattr(view, "func", view), "open_to_all", False))
