"""Find keys that a configuration gives twice: the later one alone would count."""

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import yaml

from asirra.errors import InputError

MERGE_KEY = "<<"


def check_files(paths: Iterable[Path]) -> None:
    """Check that no configuration file has a key twice, at any depth.

    Raises:
        InputError: when one has; it names the file, the line and the key.
    """
    for path in paths:
        for key, line in find_duplicates(path.read_text(encoding="utf-8")):
            raise InputError(
                f"{path}, line {line}: expected {key} once, got it a second time; "
                "remove one of them"
            )


def check_entries(entries: Sequence[str]) -> None:
    """Check that --config gives no key twice, at any depth.

    Entries of one section, as in `data={...} data={...}`, are merged by Snakemake.

    Args:
        entries: KEY=VALUE each.

    Raises:
        InputError: when one is given twice; it names the key.
    """
    known: dict[str, str] = {}
    for entry in entries:
        key, _, value = entry.partition("=")
        for inner, _ in find_duplicates(value):
            raise InputError(f"--config: expected {key}.{inner} once, got it twice")
        merged = value.startswith("{") and known.get(key, "{").startswith("{")
        if key in known and not merged:
            raise InputError(f"--config: expected {key} once, got it twice")
        known[key] = value


def find_duplicates(text: str) -> Iterator[tuple[str, int]]:
    """Yield each key that a mapping has again, and its line, from YAML or JSON.

    What cannot be parsed has none: Snakemake says what is wrong with it.
    """
    with contextlib.suppress(ValueError):
        json.loads(text)
        # JSON may be indented by tabs, and YAML may not.
        text = text.replace("\t", " ")
    with contextlib.suppress(yaml.YAMLError):
        yield from _find_in(yaml.compose(text, yaml.SafeLoader), "", set())


def _find_in(
    node: yaml.Node | None, path: str, seen: set[int]
) -> Iterator[tuple[str, int]]:
    # An alias is the node that it stands for.
    if node is None or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for place, item in enumerate(node.value):
            yield from _find_in(item, f"{path}{place}.", seen)
    if isinstance(node, yaml.MappingNode):
        names: set[str] = set()
        for key, value in node.value:
            # A key that is no text is an error of its own.
            name = key.value if isinstance(key, yaml.ScalarNode) else ""
            if name in names - {MERGE_KEY, ""}:
                yield f"{path}{name}", key.start_mark.line + 1
            names.add(name)
            yield from _find_in(value, f"{path}{name}.", seen)
