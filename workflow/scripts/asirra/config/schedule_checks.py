"""Check that the configuration gives no schedule a key that it does not read."""

from collections.abc import Iterator, Mapping

from asirra.training.schedules import SCHEDULES


def find_schedule_errors(config: Mapping, given: Mapping) -> Iterator[str]:
    """Yield a line for each key of a schedule that no training has.

    Args:
        config: all sections, which the schema allows.
        given: what the user gave of it, without the defaults.
    """
    training, space = config["training"], config["search"]["space"]
    searched = (space.get("schedule") or {}).get("values", [])
    schedules = {training["schedule"], *searched}
    named = " or ".join(map(repr, sorted(schedules)))
    own = given.get("training")
    set_by_user = own if isinstance(own, Mapping) else {}
    for kind in SCHEDULES.values():
        for key in kind.keys if kind.name not in schedules else ():
            where = "training.schedule"
            if space.get(key):
                yield (
                    f"search.space.{key}: expected {where} {kind.name!r}, which alone "
                    f"reads it, got {named}"
                )
            elif key in set_by_user:
                yield (
                    f"training.{key}: expected {where} {kind.name!r}, which alone "
                    f"reads it, got {named}; take the key out, or choose {kind.name!r}"
                )
    warmup = training["learning_rate_warmup_epochs"]
    if "cosine" in schedules and warmup >= training["num_epochs"] and warmup:
        yield (
            "training.learning_rate_warmup_epochs: expected fewer than "
            f"training.num_epochs, {training['num_epochs']}, got {warmup}"
        )
