"""Keep the trainings of the trial that was selected as those of its strategy."""

from asirra.copies import copy_files
from asirra.job import logged


def keep_final(trained_paths: list[str], kept_paths: list[str]) -> None:
    """Copy what a training wrote: to each path from the one at the same place."""
    copy_files(trained_paths, kept_paths)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        keep_final(trained_paths=snakemake.input.trained, kept_paths=snakemake.output)
