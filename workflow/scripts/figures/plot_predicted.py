"""Plot the first photos that the target `predict` predicted."""

from pathlib import Path

from asirra.figures.contact_sheet import NUM_PHOTOS, plot_contact_sheet
from asirra.figures.predicted import describe_prediction, read_predicted
from asirra.figures.style import save_figure
from asirra.job import logged
from asirra.tables import read_photos


def plot_predicted(
    source_path: Path, predictions_path: Path, image_size_px: int, figure_path: Path
) -> None:
    """Draw a contact sheet of the first photos, each with its prediction.

    Args:
        source_path: folder or zip of photos.
        predictions_path: predictions.csv of these photos.
        image_size_px: edge that photos are resized to, as for the prediction.
        figure_path: where to write.
    """
    predictions = read_photos(predictions_path)
    first = predictions.head(NUM_PHOTOS)
    images = read_predicted(source_path, first["file"].tolist(), image_size_px)
    captions = [describe_prediction(row) for row in first.to_dict("records")]
    title = f"The first {len(first)} of {len(predictions)} photos predicted"
    save_figure(plot_contact_sheet(images, captions, title), figure_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        plot_predicted(
            source_path=Path(snakemake.input.source),
            predictions_path=Path(snakemake.input.predictions),
            image_size_px=snakemake.params.image_size_px,
            figure_path=Path(snakemake.output.figure),
        )
