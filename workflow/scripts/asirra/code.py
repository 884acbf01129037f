"""Find the code that a script depends on: Snakemake watches files, not imports."""

import ast
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path


def find_code(
    script: Path, folder: Path, left_out: Collection[Path] = ()
) -> list[Path]:
    """Return a script and the modules of this package that it imports, at any depth.

    Imports are parsed, not run. The paths are relative where those given are.

    Args:
        script: the file that a job runs.
        folder: the folder of all scripts, which holds the package `asirra`.
        left_out: modules that are imported but not used.
    """
    found: set[Path] = set()
    pending = [script]
    while pending:
        path = pending.pop()
        if path not in found and path not in left_out:
            found.add(path)
            pending += _imported_modules(path, folder)
    return sorted(found)


# Scripts share most modules, and no file changes while the DAG is built.
@cache
def _imported_modules(path: Path, folder: Path) -> list[Path]:
    names = []
    for node in _statements(ast.parse(path.read_bytes(), str(path))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
            names += [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
    paths = (folder.joinpath(*name.split(".")).with_suffix(".py") for name in names)
    return [path for path in paths if path.is_file()]


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may be or hold an import, at any depth: most nodes are expressions."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for child in getattr(node, name, ()):
            yield child
            yield from _statements(child)
