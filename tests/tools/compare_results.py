"""Compare the results of two checkouts, byte for byte but for times.

As a program:

    python -m tests.tools.compare_results BEFORE/results AFTER/results
"""

import argparse
import sys
from pathlib import Path

from tests.conftest import comparable


def compare_results(before: Path, after: Path) -> dict[str, list[str]]:
    """Return the paths that are the same, that differ, and that one side alone has.

    Args:
        before: a folder of results.
        after: the one to compare with it.
    """
    old, new = comparable(before), comparable(after)
    shared = sorted(old.keys() & new.keys())
    return {
        "same": [path for path in shared if old[path] == new[path]],
        "differ": [path for path in shared if old[path] != new[path]],
        "only before": sorted(old.keys() - new.keys()),
        "only after": sorted(new.keys() - old.keys()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    arguments = parser.parse_args()
    found = {name: [] for name in ("same", "differ", "only before", "only after")}
    experiments = {path.name for path in arguments.before.iterdir()}
    for name in sorted(experiments & {path.name for path in arguments.after.iterdir()}):
        compared = compare_results(arguments.before / name, arguments.after / name)
        print(name, {kind: len(paths) for kind, paths in compared.items()})
        for kind, paths in compared.items():
            found[kind] += [f"{name}/{path}" for path in paths]
    for kind in ("differ", "only before", "only after"):
        for path in found[kind]:
            print(f"{kind}: {path}")
    sys.exit(1 if found["differ"] or found["only before"] else 0)


if __name__ == "__main__":
    main()
