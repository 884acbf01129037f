"""Plot the most confident mistakes of a final model."""

from pathlib import Path

import numpy as np

from asirra.figures.contact_sheet import NUM_PHOTOS, plot_contact_sheet
from asirra.figures.mistakes import choose_mistakes, describe_mistake
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.tables import read_photos


def plot_mistakes(
    predictions_path: Path,
    photos_path: Path,
    images_path: Path,
    title: str,
    figure_path: Path,
) -> None:
    """Draw a contact sheet of the most confident mistakes.

    Args:
        predictions_path: predictions.csv of the model.
        photos_path: photos.csv, whose rows are those of the packed array.
        images_path: the packed array.
        title: what the model is called.
        figure_path: where to write.
    """
    mistakes = choose_mistakes(read_photos(predictions_path), NUM_PHOTOS)
    files = read_photos(photos_path)["file"].tolist()
    images = np.load(images_path, mmap_mode="r", allow_pickle=False)
    chosen = images[[files.index(file) for file in mistakes["file"]]]
    captions = [describe_mistake(row) for row in mistakes.to_dict("records")]
    sheet = plot_contact_sheet(chosen, captions, f"{title}: most confident mistakes")
    save_figure(sheet, figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_mistakes(
            predictions_path=Path(snakemake.input.predictions),
            photos_path=Path(snakemake.input.photos),
            images_path=Path(snakemake.input.images),
            title="{candidate}, seed {final_seed}".format(**dict(snakemake.wildcards)),
            figure_path=Path(snakemake.output.figure),
        )
