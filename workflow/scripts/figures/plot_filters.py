"""Plot the filters of a final model's first layer."""

from pathlib import Path

from asirra.figures.filters import plot_filters as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.models.weights import read_first_kernel


def plot_filters(model_path: Path, title: str, figure_path: Path) -> None:
    """Draw the filters of the first convolution.

    Args:
        model_path: model.keras.
        title: what the model is called.
        figure_path: where to write.
    """
    kernel = read_first_kernel(model_path)
    save_figure(plot(kernel, f"{title}: filters of the first convolution"), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_filters(
            model_path=Path(snakemake.input.model),
            title="{candidate}, seed {final_seed}".format(**dict(snakemake.wildcards)),
            figure_path=Path(snakemake.output.figure),
        )
