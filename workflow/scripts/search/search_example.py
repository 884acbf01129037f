"""The one-dimensional example: maximise a function with two bumps and a hill."""

from pathlib import Path

from asirra.figures.example import plot_example
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.search.example import search_example as search
from asirra.search.example import summarise_example
from asirra.tables import write_table


def search_example(points_path: Path, figure_path: Path) -> str:
    """Write the points tried and the figure; return what to say of them."""
    points, optimizer = search()
    write_table(points, points_path)
    save_figure(plot_example(points, optimizer), figure_path)
    return summarise_example(points)


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        say(
            search_example(Path(snakemake.output.points), Path(snakemake.output.figure))
        )
