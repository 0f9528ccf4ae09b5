"""What every answer says to the browser: what may run, what may be kept, who may look.

Each kind of answer has its own policy. The page has no right to evaluate anything or to load from
another host; the service worker's own policy rules what it may fetch and the icons it may show.
"""

from flask import Flask, Response, request

PAGE = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types doorstep-worker doorstep-kdf",
    )
)
SERVICE_WORKER = "default-src 'none'; connect-src 'self'; script-src 'self'; img-src 'self'"
# Where a PIN is made dear to guess: it may compile WebAssembly, as no page may, and reach nothing.
KDF_WORKER = "default-src 'none'; script-src 'wasm-unsafe-eval'"
ERROR_PAGE = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
DATA = "default-src 'none'; frame-ancestors 'none'"

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), "
        "display-capture=()"
    ),
}
TWO_YEARS = 63_072_000


def init_headers(app: Flask) -> None:
    """On every answer, errors too."""
    app.after_request(_add)


def _add(answer: Response) -> Response:
    for name, value in ALWAYS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", _policy_of(answer))
    answer.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        answer.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    return answer


def _policy_of(answer: Response) -> str:
    if request.path == "/sw.js":
        return SERVICE_WORKER
    if request.path.startswith("/assets/kdf.worker-"):
        return KDF_WORKER
    if answer.mimetype != "text/html":
        return DATA
    return PAGE if answer.status_code in (200, 304) else ERROR_PAGE
