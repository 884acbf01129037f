"""Check the networks' own files before any job starts; they are not run."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from os.path import isfile
from pathlib import Path
from typing import Any

from asirra.code import find_code
from asirra.config.settings import named_networks
from asirra.errors import InputError
from asirra.models.network_file import MIN_CROP, is_network_file, read_constants
from asirra.search.space import Dimension
from asirra.training.hyperparameters import OPTION

VALUES = "search.space.network.values"


def check_networks(config: Mapping, space: Sequence[Dimension]) -> None:
    """Check that each file that builds a network is there, and has what it must have.

    Args:
        config: the checked configuration.
        space: dimensions of the search, of which the network may be one.

    Raises:
        InputError: when a file is wrong, or options are given that nothing reads.
    """
    files = [name for name in named_networks(config, space) if is_network_file(name)]
    for path in files:
        key = "model.network" if path == config["model"]["network"] else VALUES
        for problem in _find_problems(Path(path)):
            raise InputError(f"{key}: {path}: {problem}")
    if config["model"]["options"] and not files:
        raise InputError(
            f"model.options: expected none, as {config['model']['network']} reads "
            f"none, got {', '.join(config['model']['options'])}"
        )


def network_files(model: Mapping[str, Any]) -> list[str]:
    """Return the files that a network of the user's own depends on.

    These are its file, the modules beside it that it imports, and files that its
    options name, such as weights.

    Args:
        model: the section `model` of a training, as `flatten` returns it.
    """
    path = Path(model["network"])
    if not is_network_file(path.name):
        return []
    options = [value for key, value in model.items() if key.startswith(OPTION)]
    # Unlike pathlib, it takes a text that is too long for a path.
    named = [text for text in options if isinstance(text, str) and isfile(text)]
    return [*map(str, find_code(path, path.parent)), *named]


def _find_problems(path: Path) -> Iterator[str]:
    if not path.is_file():
        yield f"expected a file that exists, as seen from {Path.cwd()}, got none"
        return
    try:
        # With the modules beside it that it imports.
        find_code(path, path.parent)
        module = ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as error:
        yield f"expected Python, got {error}"
        return
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    build = next((node for node in functions if node.name == "build"), None)
    if build is None:
        names = ", ".join(node.name for node in functions) or "none"
        yield f"expected a function build(spec, dropout_layer), got functions {names}"
    elif len(build.args.posonlyargs + build.args.args) < 2 and not build.args.vararg:
        yield (
            "expected a function build(spec, dropout_layer), got "
            f"build({ast.unparse(build.args)})"
        )
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield (
                f"expected imports by their full names, got {ast.unparse(node)!r}: a "
                "module beside it is imported by its name alone"
            )
    constants = read_constants(module)
    least = constants.get(MIN_CROP, 1)
    if type(least) is not int or least < 1:
        yield f"expected {MIN_CROP} to be a whole number of pixels, got {least!r}"
