"""Files that are whole or not there."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def written(path: str | Path) -> Iterator[Path]:
    """Yield a path beside `path` to write to; rename it to `path` when all went well.

    A job that fails or is killed leaves no file that looks whole. Neither does a
    machine that loses power, because the content reaches the disk before the name.
    """
    path = Path(path)
    partial = path.with_name(f".{path.stem}.partial{path.suffix}")
    try:
        yield partial
        with open(partial, "rb") as file:
            os.fsync(file.fileno())
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)


def read_json(path: str | Path) -> Any:
    """Return the content of a JSON file."""
    return json.loads(Path(path).read_text())


def write_json(content: Any, path: str | Path) -> None:
    """Write a JSON file, whole or not at all."""
    with written(path) as partial:
        partial.write_text(json.dumps(content, indent=2) + "\n")
