"""The built app's own files: what a phone keeps so that it starts with no signal.

Two plain routes for the page and none for "anything else": an unknown address is an error page, an
unknown asset a 404, never the page in disguise. Files under /assets carry a hash in their name and
are kept for ever; the rest is asked for each time.
"""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.security import safe_join

from backend.config import current_config
from backend.errors import NotFound, Unavailable
from backend.web.doors import open_to_all

blueprint = Blueprint("shell", __name__)

MODE_COOKIE = "doorstep_mode"
ONE_YEAR = 31_536_000
SMALLEST_TO_SQUEEZE = 600
LONGEST_NAME = 255
"""A longer one is no file's on any disk: the disk would say so by an error of its own."""
TEXT = ("text/", "application/javascript", "application/json", "application/manifest+json",
        "image/svg+xml")  # fmt: skip
NOT_SERVED = (".map", ".br")
"""The second is only another form of the file beside it."""
TYPES = {".webmanifest": "application/manifest+json", ".js": "text/javascript"}
ERROR_STYLE = Path(__file__).parent / "error.css"


@dataclass(frozen=True, slots=True)
class Kept:
    """One file as it is sent."""

    data: bytes
    squeezed: dict[str, bytes]
    """By the name of the encoding, the smallest first."""
    content_type: str
    etag: str


def init_shell(app: Flask, app_folder: Path) -> None:
    """A route for each thing at the top of the built app; a route for all would hide a 405."""
    app.register_blueprint(blueprint)
    built = sorted(app_folder.iterdir()) if app_folder.is_dir() else []
    folders = {entry.name for entry in built if entry.is_dir()} | {"assets"}
    files = {entry.name for entry in built if entry.is_file()} - {"index.html", "error.css"}
    for name in sorted(folders):
        app.add_url_rule(f"/{name}/<path:name>", f"shell.{name}", partial(_file, name))
    for name in sorted(files):
        app.add_url_rule(f"/{name}", f"shell.{name}", partial(_file, "", name))


@blueprint.get("/")
@open_to_all
def page() -> Response:
    """The page, at its short address."""
    return _page()


@blueprint.get("/index.html")
@open_to_all
def page_by_name() -> Response:
    """The page, at the address that the service worker keeps; not a redirect, it refuses those."""
    return _page()


@blueprint.get("/error.css")
@open_to_all
def error_style() -> Response:
    """How the server's own error page looks."""
    return _send(ERROR_STYLE, "public, max-age=86400")


@open_to_all
def _file(folder: str, name: str) -> Response:
    """A file of the built app, or an error page."""
    name = f"{folder}/{name}" if folder else name
    found = _find(name)
    if found is None:
        raise NotFound("There is nothing at this address.")
    for_ever = name.startswith("assets/")
    return _send(found, f"public, max-age={ONE_YEAR}, immutable" if for_ever else "no-cache")


def _page() -> Response:
    found = _find("index.html")
    if found is None:
        raise Unavailable("The app has not been built yet. Run `make run` in its folder.")
    answer = _send(found, "no-cache")
    _tell_mode(answer)
    return answer


def _tell_mode(answer: Response) -> None:
    """The page must know offline, before it asks anything, whether numbers are real."""
    if current_config().demo:
        answer.set_cookie(
            MODE_COOKIE, "demo", max_age=ONE_YEAR, samesite="Strict", secure=request.is_secure
        )
    elif MODE_COOKIE in request.cookies:
        answer.delete_cookie(MODE_COOKIE, samesite="Strict", secure=request.is_secure)


def _find(name: str) -> Path | None:
    if len(name.encode("utf-8", "replace")) > LONGEST_NAME:
        return None
    joined = safe_join(str(current_config().app_folder), name)
    if joined is None or "\x00" in name:
        return None
    path = Path(joined)
    hidden = any(part.startswith(".") for part in Path(name).parts) or path.suffix in NOT_SERVED
    return path if not hidden and path.is_file() else None


def _send(path: Path, caching: str) -> Response:
    kept = _kept(path, path.stat().st_mtime_ns)
    encoding = next((name for name in kept.squeezed if request.accept_encodings[name] > 0), None)
    data = kept.squeezed[encoding] if encoding else kept.data
    answer = current_app.response_class(data, content_type=kept.content_type)
    if kept.squeezed:
        answer.vary.add("Accept-Encoding")
    if encoding:
        answer.content_encoding = encoding
    answer.headers["Cache-Control"] = caching
    answer.set_etag(f"{kept.etag}-{encoding}" if encoding else kept.etag)
    answer.make_conditional(request)
    return answer


@lru_cache(maxsize=200)
def _kept(path: Path, _changed: int) -> Kept:
    """Read and compressed once: the whole app is smaller than one photograph."""
    data = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    content_type = kind or "application/octet-stream"
    squeezed = {}
    if content_type.startswith(TEXT) and len(data) >= SMALLEST_TO_SQUEEZE:
        squeezed = {**_by_brotli(path), "gzip": gzip.compress(data, 9, mtime=0)}
    if content_type.startswith("text/"):
        content_type += "; charset=utf-8"
    return Kept(data, squeezed, content_type, hashlib.sha256(data).hexdigest()[:32])


def _by_brotli(path: Path) -> dict[str, bytes]:
    """As the build left it beside the file; one that is older than the file is another file's."""
    built = path.with_name(f"{path.name}.br")
    if not built.is_file() or built.stat().st_mtime_ns < path.stat().st_mtime_ns:
        return {}
    return {"br": built.read_bytes()}
