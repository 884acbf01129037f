"""Check that the configuration gives no schedule a key that it does not read."""

from collections.abc import Iterator, Mapping

from asirra.training.schedules import SCHEDULES


def find_schedule_errors(config: Mapping, defaults: Mapping) -> Iterator[str]:
    """Yield a line for each key of a schedule that no training has.

    Args:
        config: all sections, which the schema allows.
        defaults: the default configuration: what is as there was not set by the user.
    """
    training, space = config["training"], config["search"]["space"]
    searched = (space.get("schedule") or {}).get("values", [])
    schedules = {training["schedule"], *searched}
    named = " or ".join(map(repr, sorted(schedules)))
    unset = defaults.get("training", training).items()
    for kind in SCHEDULES.values():
        for key in kind.keys if kind.name not in schedules else ():
            where = "training.schedule"
            if space.get(key):
                yield (
                    f"search.space.{key}: expected {where} {kind.name!r}, which alone "
                    f"reads it, got {named}"
                )
            elif (key, training[key]) not in unset:
                yield (
                    f"training.{key}: expected {where} {kind.name!r}, which alone "
                    f"reads it, got {named}; take the key out, or choose {kind.name!r}"
                )
    longest = max(_values("learning_rate_warmup_epochs", config))
    shortest = min(_values("num_epochs", config))
    if "cosine" in schedules and longest >= shortest and longest:
        searched_too = space.get("learning_rate_warmup_epochs")
        place = "search.space" if searched_too else "training"
        yield (
            f"{place}.learning_rate_warmup_epochs: expected fewer than "
            f"training.num_epochs, {shortest}, got {longest}"
        )


def _values(key: str, config: Mapping) -> list:
    """Return the values of a key of `training` that a training may have."""
    given = config["search"]["space"].get(key) or {}
    ends = [given[end] for end in ("low", "high") if end in given]
    return given.get("values") or ends or [config["training"][key]]
