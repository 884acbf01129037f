"""Check the config's section `search` against itself."""

import math
from collections.abc import Iterator, Mapping

from asirra.config.options import is_misread, searched_keys
from asirra.config.schema import is_numeric
from asirra.config.settings import read_space
from asirra.models.registry import find_network
from asirra.search.grid import grid_sizes
from asirra.search.halving import rung_epochs
from asirra.search.space import Choice, Dimension
from asirra.search.strategies import STRATEGIES

NUM_SIZES_SHOWN = 8


def find_search_errors(config: Mapping, schema: Mapping) -> Iterator[str]:
    """Yield a line for each contradiction: the key, what was expected and what came.

    Args:
        config: all sections, which the schema allows.
        schema: as `complete_schema` returns it.
    """
    search = config["search"]
    given = {key: value for key, value in search["space"].items() if value is not None}
    if not given:
        yield "search.space: expected at least one key to search, got none"
    keys = searched_keys(schema)
    problems = [
        problem
        for name, fields in given.items()
        for problem in _find_dimension_errors(name, fields, keys[name])
    ]
    yield from problems
    if problems:
        return
    space = read_space(config, schema)
    yield from _find_crop_errors(space, config)
    for place, point in enumerate(search["first"]):
        yield from _find_point_errors(f"search.first.{place}", point, space)
    yield from _find_budget_errors(search, space)
    if search["pruning"] == "halving":
        yield from _find_halving_errors(search, space, config["training"]["num_epochs"])


def _find_dimension_errors(name: str, fields: Mapping, key: Mapping) -> Iterator[str]:
    path = f"search.space.{name}"
    if set(fields) == {"values"}:
        for value in filter(is_misread, fields["values"]):
            yield (
                f"{path}.values: expected texts that a table cannot take for a number "
                f"or for nothing, got {value!r}"
            )
        return
    if set(fields) != {"low", "high", "scale"}:
        both = "low, high and scale, or values" if is_numeric(key) else "values"
        yield f"{path}: expected {both}, got {', '.join(fields) or 'none'}"
        return
    low, high = fields["low"], fields["high"]
    if low >= high:
        yield f"{path}: expected low < high, got low {low}, high {high}"
    if fields["scale"] == "log" and low <= 0:
        yield f"{path}.low: expected more than 0 on a log scale, got {low}"


def _find_crop_errors(space: list[Dimension], config: Mapping) -> Iterator[str]:
    """Compare every crop with every network that a trial may have."""
    searched = {dimension.name: dimension for dimension in space}
    crop, network = searched.get("crop_size_px"), searched.get("network")
    model, image_size_px = config["model"], config["data"]["image_size_px"]
    crops = list(map(int, crop.levels(2) if crop else [model["crop_size_px"]]))
    networks = map(str, network.levels(1) if network else [model["network"]])
    low, high = ("values", "values") if isinstance(crop, Choice) else ("low", "high")
    path = "search.space.crop_size_px"
    if crop and max(crops) > image_size_px:
        yield (
            f"{path}.{high}: expected at most data.image_size_px, {image_size_px}, "
            f"got {max(crops)}"
        )
    key = f"{path}.{low}" if crop else "model.crop_size_px"
    for name in networks:
        least = find_network(name).min_crop_size_px
        if min(crops) < least:
            yield (
                f"{key}: expected {least} or more, which {name} needs, got {min(crops)}"
            )


def _find_point_errors(
    path: str, point: Mapping, space: list[Dimension]
) -> Iterator[str]:
    names = [dimension.name for dimension in space]
    if set(point) != set(names):
        yield (
            f"{path}: expected a value of each searched key, {', '.join(names)}, got "
            f"{', '.join(point) or 'none'}"
        )
        return
    for dimension in space:
        value = point[dimension.name]
        if isinstance(dimension, Choice):
            if value not in dimension.values:
                values = ", ".join(map(str, dimension.values))
                yield f"{path}.{dimension.name}: expected one of {values}, got {value}"
        elif not dimension.low <= value <= dimension.high:
            yield (
                f"{path}.{dimension.name}: expected a value within the bounds, "
                f"{dimension.low} to {dimension.high}, got {value}"
            )


def _find_budget_errors(search: Mapping, space: list[Dimension]) -> Iterator[str]:
    num_known = len(search["first"])
    num_suggested = search["num_trials"] - num_known
    learn = any(STRATEGIES[name].learns for name in search["strategies"])
    # By itself it is as large as the budget allows.
    num_initial = search["num_initial"]
    if learn and num_initial != "auto" and num_initial > num_suggested:
        after = f" less the {num_known} of search.first" if num_known else ""
        yield (
            f"search.num_initial: expected at most search.num_trials, "
            f"{search['num_trials']}{after}, got {search['num_initial']}"
        )
    if "grid" in search["strategies"]:
        smallest = math.prod(len(dimension.levels(1)) for dimension in space)
        largest = 2 * max(num_suggested, smallest) + 8
        sizes = [size + num_known for size in grid_sizes(space, largest)]
        if search["num_trials"] not in sizes:
            # There may be many, so only the nearest are shown.
            nearest = sorted(sizes, key=lambda size: abs(size - search["num_trials"]))
            fitting = ", ".join(map(str, sorted(nearest[:NUM_SIZES_SHOWN])))
            yield (
                f"search.num_trials: expected a number that the grid of this space "
                f"has (such as {fitting}), got {search['num_trials']}"
            )


def _find_halving_errors(
    search: Mapping, space: list[Dimension], num_epochs: int
) -> Iterator[str]:
    factor, per_round = search["reduction_factor"], search["trials_per_round"]
    num_rungs = search["num_rungs"]
    if any(dimension.name == "num_epochs" for dimension in space):
        yield (
            "search.pruning: expected none or median where num_epochs is searched, "
            "got 'halving'"
        )
    ends = [0, *rung_epochs(num_epochs, factor, num_rungs)]
    if len(set(ends)) < len(ends):
        yield (
            f"search.num_rungs: expected fewer rungs, or training.num_epochs of "
            f"{factor ** (num_rungs - 1)} or more, so that every rung has an "
            f"epoch, got {num_rungs} rungs and {num_epochs} epochs"
        )
    if per_round < factor:
        yield (
            f"search.trials_per_round: expected search.reduction_factor, {factor}, or "
            f"more with halving, got {per_round}"
        )
    if search["num_trials"] % per_round:
        yield (
            f"search.num_trials: expected a multiple of search.trials_per_round, "
            f"{per_round}, with halving, got {search['num_trials']}"
        )
