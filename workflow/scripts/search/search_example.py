"""The one-dimensional example: maximise a function with two bumps and a hill."""

from pathlib import Path

from asirra.job import logged
from asirra.search.example import compute_example_posterior, summarise_example
from asirra.search.example import search_example as search
from asirra.tables import write_table


def search_example(points_path: Path, posterior_path: Path) -> str:
    """Write the points tried and the posterior; return what to say of them."""
    points, optimizer = search()
    write_table(points, points_path)
    write_table(compute_example_posterior(points, optimizer), posterior_path)
    return summarise_example(points)


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        say(
            search_example(
                points_path=Path(snakemake.output.points),
                posterior_path=Path(snakemake.output.posterior),
            )
        )
