"""Plot the first photos that the target `predict` predicted."""

from pathlib import Path

from asirra.figures.contact_sheet import NUM_PHOTOS, plot_contact_sheet
from asirra.figures.predicted import describe_prediction, read_predicted
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.photos.levels import whites_of_set
from asirra.tables import read_photos


def plot_predicted(
    source_path: Path,
    predictions_path: Path,
    photos_path: Path,
    image_size_px: int,
    figure_path: Path,
) -> None:
    """Draw a contact sheet of the first photos, each with its prediction.

    Args:
        source_path: folder or zip of photos.
        predictions_path: predictions.csv of these photos.
        photos_path: the table of the experiment's photos, which tells the white level.
        image_size_px: edge that photos are resized to, as for the prediction.
        figure_path: where to write.
    """
    predictions = read_photos(predictions_path)
    first = predictions.head(NUM_PHOTOS)
    whites = whites_of_set(read_photos(photos_path)["white_level"])
    files = first["file"].tolist()
    images = read_predicted(source_path, files, image_size_px, whites)
    captions = [describe_prediction(row) for row in first.to_dict("records")]
    title = f"The first {len(first)} of {len(predictions)} photos predicted"
    save_figure(plot_contact_sheet(images, captions, title), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_predicted(
            source_path=Path(snakemake.input.source),
            predictions_path=Path(snakemake.input.predictions),
            photos_path=Path(snakemake.input.photos),
            image_size_px=snakemake.params.image_size_px,
            figure_path=Path(snakemake.output.figure),
        )
