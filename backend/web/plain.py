"""The blueprint of routes that are documented by flask-smorest and read plain JSON."""

from typing import Any

import orjson
from flask import Request
from flask_smorest import Blueprint
from webargs.flaskparser import FlaskParser


class StrictParser(FlaskParser):
    """orjson refuses half characters, NaN and endless nesting, and never fails in another way."""

    def _raw_load_json(self, req: Request) -> Any:
        if not req.is_json:
            return {}
        try:
            return orjson.loads(req.get_data(cache=True))
        except orjson.JSONDecodeError as error:
            self._handle_invalid_json_error(error, req)


class PlainBlueprint(Blueprint):  # type: ignore[misc]
    """Use this for routes other than /sync."""

    ARGUMENTS_PARSER = StrictParser()
