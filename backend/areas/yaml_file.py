"""One YAML file: what it says, on which line each key stands, and one file laid over another."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


class NotAFile(ValueError):
    """The file cannot be read as a list of keys; the message says why, in plain words."""


class _Loader(yaml.CSafeLoader):
    """Dates stay text, as they travel; a key given twice is a mistake."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, how) for tag, how in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(text: str) -> dict[str, Any]:
    """What the text says."""
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        _check_once(node)
        read = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        raise NotAFile(f"not YAML: {error}") from error
    if not isinstance(read, dict):
        raise NotAFile("the file is empty or not a list of keys")
    return read


def lines_of(file: Path) -> dict[str, int]:
    """The line of every key: `{"contacts.0.number": 12}`."""
    node = yaml.compose(file.read_text(encoding="utf-8"), Loader=_Loader)
    return dict(_lines(node, ""))


def laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings are merged; in lists of things with a `key` each by its key, own ones first."""
    merged = dict(under)
    for name, value in over.items():
        merged[name] = _laid(under.get(name), value)
    return merged


def _laid(under: Any, over: Any) -> Any:
    if isinstance(under, Mapping) and isinstance(over, Mapping):
        return laid_over(under, over)
    if _are_keyed(under) and _are_keyed(over):
        own = {one["key"] for one in over}
        return [*over, *(one for one in under if one["key"] not in own)]
    return over


def _are_keyed(things: Any) -> bool:
    return isinstance(things, list) and all(
        isinstance(one, Mapping) and "key" in one for one in things
    )


def _check_once(node: yaml.Node | None) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                raise NotAFile(f"line {key.start_mark.line + 1}: {key.value} stands there twice")
            seen.add(key.value)
            _check_once(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _check_once(value)


def _lines(node: yaml.Node | None, where: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    if isinstance(node, yaml.MappingNode):
        pairs = [(key.value, key, value) for key, value in node.value]
    elif isinstance(node, yaml.SequenceNode):
        pairs = [(str(number), value, value) for number, value in enumerate(node.value)]
    else:
        return found
    for name, marked, value in pairs:
        key = f"{where}.{name}".removeprefix(".")
        found.append((key, marked.start_mark.line + 1))
        found += _lines(value, key)
    return found
