"""Check what the configuration says of labels, splits and groups."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path


def find_photo_errors(config: Mapping) -> Iterator[str]:
    """Yield a line for each error: the key, what was expected and what came."""
    data = config["data"]
    labels = data["labels"]
    has_table = isinstance(labels, Mapping) and "csv" in labels
    if has_table and not Path(labels["csv"]).is_file():
        yield (
            f"data.labels.csv: expected a CSV that exists, got {labels['csv']!r}; a "
            "path counts from the folder in which snakemake runs"
        )
    for key, name in (("labels", "label"), ("group", "group")):
        if isinstance(data[key], Mapping) and "pattern" in data[key]:
            yield from _find_pattern_errors(data[key]["pattern"], f"data.{key}", name)
    for key in ("split", "group"):
        if isinstance(data[key], Mapping) and "column" in data[key] and not has_table:
            yield (
                f"data.{key}.column: expected data.labels to name a table, as "
                f"{{csv: labels.csv, file: image, label: class}}, got {labels!r}"
            )


def _find_pattern_errors(pattern: str, key: str, name: str) -> Iterator[str]:
    try:
        groups = re.compile(pattern).groupindex
    except re.error as error:
        yield (
            f"{key}.pattern: expected a regular expression, got {pattern!r} ({error})"
        )
        return
    if name not in groups and len(groups) != 1:
        yield (
            f"{key}.pattern: expected a group named {name!r}, as (?P<{name}>...), got "
            f"{pattern!r}"
        )
