"""Predict any photos with the chosen model."""

from pathlib import Path

import pandas as pd

from asirra.errors import InputError
from asirra.job import logged
from asirra.photos.sources import open_source
from asirra.prediction.patches import NUM_TEST_PATCHES
from asirra.prediction.stream import describe_known, infer, measure_accuracy
from asirra.tables import read_photos, write_table


def predict_photos(
    source_path: Path,
    model_path: Path,
    photos_path: Path,
    image_size_px: int,
    num_workers: int,
    outputs: dict[str, str],
) -> list[str]:
    """Write predictions, rejected files and accuracy.

    Args:
        source_path: folder or zip of photos.
        model_path: the model that predicts.
        photos_path: the table of the experiment's photos, which names the classes, the
            white level, and which of the predicted photos are the experiment's.
        image_size_px: edge that photos are resized to, as in training.
        num_workers: threads that decode.
        outputs: paths of the tables, by name: predictions, rejected and accuracy.

    Returns:
        One line that says what was found, and one where photos are the experiment's.
    """
    # Imported here, so that the job's log takes what TensorFlow prints while it loads.
    from asirra.machine.backend import keras
    from asirra.machine.devices import take_devices
    from asirra.prediction.predictor import make_predictor

    take_devices()
    model = keras.models.load_model(model_path, compile=False, safe_mode=True)
    predict = make_predictor(model, image_size_px, NUM_TEST_PATCHES)
    photos = read_photos(photos_path)
    with open_source(source_path, "predict") as source:
        inference = infer(source, predict, photos, image_size_px, num_workers)
    if not inference.rows:
        raise InputError(
            f"predict: expected at least one photo, got {len(inference.rejected)} "
            f"files that are none in {source_path}"
        )
    predictions = pd.DataFrame(inference.rows)
    accuracy = measure_accuracy(predictions)
    rejected = pd.DataFrame(inference.rejected, columns=["file", "reason"])
    tables = {"predictions": predictions, "rejected": rejected, "accuracy": accuracy}
    for name, table in tables.items():
        write_table(table, outputs[name])
    return [
        _summarise(predictions, rejected, accuracy),
        *describe_known(predictions),
    ]


def _summarise(
    predictions: pd.DataFrame, rejected: pd.DataFrame, accuracy: pd.DataFrame
) -> str:
    counts = predictions["predicted"].value_counts().sort_index()
    found = ", ".join(f"{count} {label}" for label, count in counts.items())
    line = f"Predicted {len(predictions)} photos: {found or 'none'}"
    for row in accuracy.to_dict("records"):
        interval = f"{row['ci_low']:.4f} to {row['ci_high']:.4f}"
        line += (
            f"; accuracy on {row['photos']} photos {row['accuracy']:.4f} (95 % "
            f"interval {interval}, {row['num_photos']} labelled)"
        )
    return line + f"; {len(rejected)} files rejected"


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        lines = predict_photos(
            source_path=Path(snakemake.input.source),
            model_path=Path(snakemake.input.model),
            photos_path=Path(snakemake.input.photos),
            image_size_px=snakemake.params.image_size_px,
            num_workers=snakemake.threads,
            outputs=dict(snakemake.output.items()),
        )
        for line in lines:
            say(line)
