"""A real server process of things on shelves, to be killed: `python -m ... URL FOLDER`."""

import sys
from pathlib import Path

from waitress import create_server  # type: ignore[import-untyped]

from backend import create_app
from backend.serving import SETTINGS
from backend.sync_api.dispatcher import UrgentDispatcher
from tests.backend.sync_api.shelves import open_shelves
from tests.databases import make_config


def main() -> None:
    """Say on which port, then serve until killed."""
    url, folder = sys.argv[1], Path(sys.argv[2])
    app = open_shelves(create_app(make_config(url, folder)))
    settings = {name: value for name, value in SETTINGS.items() if name != "threads"}
    server = create_server(
        app, host="127.0.0.1", port=0, _dispatcher=UrgentDispatcher(8), **settings
    )
    half = folder / "port.new"
    half.write_text(str(server.effective_port))
    half.rename(folder / "port")
    server.run()


if __name__ == "__main__":
    main()
