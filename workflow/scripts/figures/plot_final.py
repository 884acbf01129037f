"""Plot a final model: how right and how sure it is, its mistakes and its filters."""

from pathlib import Path

import numpy as np

from asirra.figures.contact_sheet import choose_mistakes, plot_contact_sheet
from asirra.figures.filters import plot_filters
from asirra.figures.predictions import plot_predictions
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.models.weights import read_first_kernel
from asirra.tables import read_photos


def plot_final(
    predictions_path: Path,
    photos_path: Path,
    images_path: Path,
    model_path: Path,
    name: str,
    figure_paths: dict[str, Path],
) -> None:
    """Draw the three figures of a final model.

    Args:
        predictions_path: predictions.csv of the model.
        photos_path: the table whose rows are those of the packed array.
        images_path: the packed array.
        model_path: model.keras.
        name: of the model, for the titles.
        figure_paths: where to write predictions, mistakes and filters.
    """
    predictions = read_photos(predictions_path)
    save_figure(plot_predictions(predictions, name), figure_paths["predictions"])

    mistakes = choose_mistakes(predictions)
    files = read_photos(photos_path)["file"].tolist()
    images = np.load(images_path, mmap_mode="r", allow_pickle=False)
    chosen = images[[files.index(file) for file in mistakes["file"]]]
    captions = [
        f"{row['label']}, taken for {row['predicted']}\nat {row['confidence']:.1%}"
        for row in mistakes.to_dict("records")
    ]
    sheet = plot_contact_sheet(chosen, captions, f"{name}: most confident mistakes")
    save_figure(sheet, figure_paths["mistakes"])

    filters = plot_filters(read_first_kernel(model_path), f"{name}: filters of conv1")
    save_figure(filters, figure_paths["filters"])


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_final(
            Path(snakemake.input.predictions),
            Path(snakemake.input.photos),
            Path(snakemake.input.images),
            Path(snakemake.input.model),
            "{candidate}, seed {final_seed}".format(**dict(snakemake.wildcards)),
            {name: Path(path) for name, path in snakemake.output.items()},
        )
