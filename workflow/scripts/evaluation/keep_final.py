"""Keep the training of a strategy's selected trial as the strategy's final model."""

from asirra.copies import copy_files
from asirra.job import logged


def keep_final(trained_paths: list[str], kept_paths: list[str]) -> None:
    """Copy each file that the training wrote to the path at the same position."""
    copy_files(trained_paths, kept_paths)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        keep_final(trained_paths=snakemake.input.trained, kept_paths=snakemake.output)
