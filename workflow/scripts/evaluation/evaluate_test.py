"""Predict the test photos with a final model: the only job that reads them."""

from pathlib import Path

from asirra.job import logged
from asirra.photos.packed import load_split
from asirra.prediction.patches import NUM_TEST_PATCHES
from asirra.prediction.table import make_predictions_table
from asirra.tables import write_table


def evaluate_test(
    model_path: Path, images_path: Path, photos_path: Path, predictions_path: Path
) -> None:
    """Write predictions.csv: the mean of the softmax over 10 patches of each photo."""
    # Imported here, so that the job's log takes what TensorFlow prints while it loads.
    from asirra.machine.backend import keras
    from asirra.machine.devices import take_devices
    from asirra.prediction.predictor import make_predictor

    take_devices()
    model = keras.models.load_model(model_path, compile=False, safe_mode=True)
    split = load_split(images_path, photos_path, "test")
    predict = make_predictor(model, split.images.shape[1], NUM_TEST_PATCHES)
    predictions = make_predictions_table(split, predict(split.images, split.rows))
    write_table(predictions, predictions_path)
    correct = predictions["label"] == predictions["predicted"]
    print(f"test accuracy {correct.mean():.5f} on {len(correct)} photos")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        evaluate_test(
            model_path=Path(snakemake.input.model),
            images_path=Path(snakemake.input.images),
            photos_path=Path(snakemake.input.photos),
            predictions_path=Path(snakemake.output.predictions),
        )
