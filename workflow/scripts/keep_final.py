"""Keep the trainings of the trial that was selected as those of its strategy."""

import shutil

from asirra.job import logged, written


def keep_final(trained_paths: list[str], kept_paths: list[str]) -> None:
    """Copy what a training wrote: to each path from the one at the same place."""
    for trained_path, kept_path in zip(trained_paths, kept_paths, strict=True):
        with written(kept_path) as partial:
            shutil.copyfile(trained_path, partial)
        print(f"{trained_path} is kept as {kept_path}")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        keep_final(snakemake.input.trained, snakemake.output)
