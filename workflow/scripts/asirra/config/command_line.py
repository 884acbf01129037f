"""Find what Snakemake drops from its command line without a word."""

import re
from collections.abc import Iterator, Sequence

from snakemake.cli import get_argument_parser

from asirra.errors import InputError

# Of each flag: how argparse lets it be written, and how to give it once. Flags of one
# letter may stand together, as in -nC, and a value may follow at once, as in -CA=1.
# --configf and the like are abbreviations; shorter ones could be other flags too.
ONE_FLAG = {
    "--config": (r"--config(?=$|=)|-[aDFfklnStv]*C=?", "--config A=1 B=2"),
    "--configfile": (r"--configf\w*(?=$|=)", "--configfile a.yaml b.yaml"),
}


def check_flags(arguments: Sequence[str]) -> None:
    """Check that no flag stands there twice: the last one alone would count.

    Args:
        arguments: of Snakemake, as a user wrote them.

    Raises:
        InputError: when a flag does; it names the flag and how to write it.
    """
    for flag, (_, once) in ONE_FLAG.items():
        written = [name for name, _ in _find_flag(flag, arguments)]
        if len(written) > 1:
            raise InputError(
                f"{flag}: expected it once, as in {once}, got {len(written)} "
                f"({', '.join(written)}), of which the last one alone would count"
            )


def config_entries(arguments: Sequence[str]) -> list[str]:
    """Return each KEY=VALUE that follows --config, as a user wrote it."""
    return [
        entry for _, values in _find_flag("--config", arguments) for entry in values
    ]


def is_single_target(name: str, arguments: Sequence[str]) -> bool:
    """Return whether the command line asks for one target, and for nothing else."""
    # The parser takes a while.
    if name not in arguments:
        return False
    return get_argument_parser().parse_args(list(arguments)).targets == [name]


def _find_flag(
    flag: str, arguments: Sequence[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield a flag, as it is written, and its values each time it stands there."""
    given = list(arguments)
    if "--" in given:
        # Targets follow.
        given = given[: given.index("--")]
    for place, argument in enumerate(given):
        if found := re.match(ONE_FLAG[flag][0], argument):
            name, attached = found[0], argument[found.end() :].removeprefix("=")
            end = place + 1
            while end < len(given) and not given[end].startswith("-"):
                end += 1
            yield name.rstrip("="), [attached] if attached else given[place + 1 : end]
