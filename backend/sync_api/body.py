"""What comes in and goes out over HTTP: bounded, gzipped, JSON."""

import gzip
import json
import zlib
from typing import Any, ClassVar

import orjson
from flask import Request, Response

from backend.errors import AppError, TooLarge

MOST_BYTES = 1_000_000
URGENT_BYTES = 16_000
WORTH_ZIPPING = 1_000
GZIP = 16 + zlib.MAX_WBITS


class NotJson(AppError):
    """Not a body that can be read at all."""

    status: ClassVar[int] = 400
    code = "not-json"


def read_json(request: Request) -> Any:
    """The JSON of a request: at most MOST_BYTES, before and after inflation."""
    raw = _inflated(request)
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        return _read_leniently(raw)


def may_be_urgent(request: Request) -> bool:
    """Marked urgent, and as small as an urgent change is."""
    length = request.content_length
    return (
        request.headers.get("Doorstep-Lane") == "urgent"
        and length is not None
        and length <= URGENT_BYTES
    )


def json_response(request: Request, body: bytes) -> Response:
    """Zipped where that is worth it and the phone can read it; never kept by anybody between."""
    response = Response(body, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Vary"] = "Accept-Encoding"
    if len(body) >= WORTH_ZIPPING and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(body, compresslevel=4, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _read_leniently(raw: bytes) -> Any:
    """Half a character in one change must refuse that one, not the whole request."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotJson("This is not JSON.") from error


def _inflated(request: Request) -> bytes:
    if (request.content_length or 0) > MOST_BYTES:
        raise too_large()
    raw = request.get_data(cache=False)
    if len(raw) > MOST_BYTES:
        raise too_large()
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        return raw
    if encoding != "gzip":
        raise NotJson("Only gzip can be read.", code="encoding-not-known")
    return _gunzipped(raw)


def _gunzipped(raw: bytes) -> bytes:
    """Inflates no further than one byte past what is allowed, whatever the body claims."""
    reader = zlib.decompressobj(wbits=GZIP)
    try:
        body = reader.decompress(raw, MOST_BYTES + 1)
    except zlib.error as error:
        raise NotJson("This is not gzip.", code="not-gzip") from error
    if len(body) > MOST_BYTES:
        raise too_large()
    if not reader.eof or reader.unused_data:
        raise NotJson("This is not one whole gzip.", code="not-gzip")
    return body


def too_large() -> TooLarge:
    """What the phone halves its batch on."""
    return TooLarge("At most 100 changes and 1 MB in a request.")
