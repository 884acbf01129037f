"""Keep the last rung of a trial as the trial's result."""

from asirra.copies import copy_files
from asirra.job import logged


def keep_trial(rung_paths: list[str], kept_paths: list[str]) -> None:
    """Copy the history and result of the last rung."""
    copy_files(rung_paths, kept_paths)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        keep_trial(rung_paths=snakemake.input.of_rung, kept_paths=snakemake.output)
