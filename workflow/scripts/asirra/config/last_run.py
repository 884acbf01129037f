"""What the present configuration leaves behind of the last run's."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from asirra.config.schema import RUN_KEYS
from asirra.files import written

# No result of the experiment depends on these keys, or they say how a job runs.
IGNORED = frozenset({"predict", *(f"training.{key}" for key in RUN_KEYS)})
# Nor does any trial that has ended on these, of which some begin with what is here.
OF_NO_TRIAL = ("final.", "search.stop", "search.strategies", "search.num_trials")


def find_left_trials(folder: Path, config: Mapping) -> Iterator[str]:
    """Yield a line for the trials of each strategy that the present search has not.

    Args:
        folder: `search/` of an experiment.
        config: the checked configuration.
    """
    search = config["search"]
    for strategy in sorted(path for path in folder.glob("*") if path.is_dir()):
        found = [re.fullmatch(r"trial_(\d+)", path.name) for path in strategy.iterdir()]
        numbers = [int(match[1]) for match in found if match]
        why = f"search.strategies has no {strategy.name}"
        if strategy.name in search["strategies"]:
            numbers = [number for number in numbers if number >= search["num_trials"]]
            why = f"search.num_trials is {search['num_trials']}"
        if numbers:
            yield (
                f"{strategy} has {len(numbers)} trials that are not of this search, as "
                f"{why}: they stay, and are in no table"
            )


def find_changes(path: Path, config: Mapping) -> str:
    """Return a line that says what changed since the last run, or "".

    Args:
        path: what `keep_config` wrote.
        config: the checked configuration.
    """
    try:
        last = dict(_leaves(yaml.safe_load(path.read_text(encoding="utf-8"))))
    except (OSError, ValueError, AttributeError, yaml.YAMLError):
        return ""
    now = dict(_leaves(config))
    changes = [
        f"{key} from {_show(last, key)} to {_show(now, key)}"
        for key in sorted({*last, *now} - IGNORED)
        if last.get(key) != now.get(key)
    ]
    if not changes:
        return ""
    return (
        f"experiment {config['experiment']}: since its last run you changed "
        f"{', '.join(changes)}; "
    ) + _advise(path.parent, [change.split()[0] for change in changes])


def _advise(folder: Path, changed: list[str]) -> str:
    """Return how what is there can be kept, and how many trials are in question.

    Args:
        folder: folder of the experiment.
        changed: keys that changed.
    """
    finished = len(list(folder.glob("search/*/trial_*/result.json")))
    if not finished or all(key.startswith(OF_NO_TRIAL) for key in changed):
        return "another name in experiment: keeps both results"
    advice = (
        f"up to {finished} finished trials are trained again; another name in "
        "experiment: keeps them"
    )
    of_search = all(
        key == "seed" or key.startswith("search.") and key != "search.objective"
        for key in changed
    )
    table = folder / "tables" / "trials.csv"
    if of_search and table.exists():
        advice += f", and search.known: [{table}] lets the new search learn from them"
    return advice


def keep_config(config: Mapping, path: Path) -> None:
    """Write down the configuration of a run, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with written(path) as partial:
        text = yaml.safe_dump(_plain(config), sort_keys=False, allow_unicode=True)
        partial.write_text(text, encoding="utf-8")


def _plain(value: Any) -> Any:
    """Return a value of dicts and lists alone, which YAML writes without tags."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _leaves(section: Mapping, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield each key with dots, and its value."""
    for key, value in section.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{path}{key}.")
        elif value is not None or not path.startswith("search.space."):
            # A hyperparameter that is null is one that is not there.
            yield f"{path}{key}", value


def _show(leaves: Mapping[str, Any], key: str) -> str:
    value = leaves.get(key)
    return "null" if value is None else str(value)
