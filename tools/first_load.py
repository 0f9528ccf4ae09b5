"""What a phone fetches before its first page can be used, and the worker that keeps the rest."""

from __future__ import annotations

import re
from pathlib import Path

from tools.places import PAGES_BUILT

NAMED_IN_THE_PAGE = re.compile(r'(?:src|href)="/(assets/[^"]+)"')
NAMED_IN_A_SCRIPT = re.compile(r'(?:from|^import|;import)"\./([^"]+)"')
"""Static imports only: `import("./x.js")` is what the first page does not wait for."""


def first_files(built: Path = PAGES_BUILT) -> list[Path]:
    """The page, its style sheet and scripts with all that they import, and the service worker."""
    page = built / "index.html"
    named = [built / name for name in NAMED_IN_THE_PAGE.findall(page.read_text())]
    files = [page, built / "sw.js"]
    while named:
        file = named.pop()
        if file not in files:
            files.append(file)
            named += [file.parent / name for name in NAMED_IN_A_SCRIPT.findall(file.read_text())]
    return files


def sent_bytes(file: Path) -> int:
    """Bytes of its content as the server sends it to a browser of today."""
    squeezed = file.with_name(f"{file.name}.br")
    return (squeezed if squeezed.exists() else file).stat().st_size
