"""Plot how right and how sure a final model is."""

from pathlib import Path

from asirra.figures.predictions import plot_predictions as plot
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.tables import read_photos


def plot_predictions(predictions_path: Path, title: str, figure_path: Path) -> None:
    """Draw the confusion matrix, the ROC curves and the reliability.

    Args:
        predictions_path: predictions.csv of the model.
        title: what the model is called.
        figure_path: where to write.
    """
    save_figure(plot(read_photos(predictions_path), title), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_predictions(
            predictions_path=Path(snakemake.input.predictions),
            title="{candidate}, seed {final_seed}".format(**dict(snakemake.wildcards)),
            figure_path=Path(snakemake.output.figure),
        )
