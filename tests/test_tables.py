import pandas as pd
import pytest

from asirra.tables import read_photos, read_trials, write_table


def test_names_labels_and_sums_stay_text_whatever_they_hold(tmp_path):
    photos = pd.DataFrame(
        {
            "file": ["1", "NA", "x,y.jpg"],
            "label": ["1", "nan", ""],
            "split": ["train", "test", "validation"],
            "sha256": ["00", "1e5", "0x1"],
            "width_px": [1, 2, 3],
        }
    )
    write_table(photos, tmp_path / "photos.csv")
    pd.testing.assert_frame_equal(read_photos(tmp_path / "photos.csv"), photos)


def test_predictions_of_classes_that_look_like_numbers_stay_text(tmp_path):
    predictions = pd.DataFrame({"label": ["0", "1"], "predicted": ["1", "None"]})
    write_table(predictions, tmp_path / "predictions.csv")
    found = read_photos(tmp_path / "predictions.csv")
    assert found["predicted"].tolist() == ["1", "None"]


def test_numbers_of_trials_are_read_to_their_last_bit(tmp_path):
    values = [0.1 + 0.2, 10**-1.7927, 1 / 3, 2.5e-5, 5e-324, 0.30000000000000004]
    trials = pd.DataFrame({"learning_rate": values, "trial": range(6)})
    write_table(trials, tmp_path / "trials.csv")
    found = read_trials(tmp_path / "trials.csv")
    assert found["learning_rate"].tolist() == values
    assert found["trial"].tolist() == list(range(6))


def test_a_table_is_written_whole_or_not_at_all(tmp_path):
    class Broken(pd.DataFrame):
        def to_csv(self, path, **options):
            path.write_text("half")
            raise OSError("No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_table(Broken(), tmp_path / "trials.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("reasons", [["", ""], ["", "learned nothing"]])
def test_a_reason_stays_text_where_a_trial_has_none(tmp_path, reasons):
    write_table(pd.DataFrame({"reason": reasons}), tmp_path / "trials.csv")
    assert read_trials(tmp_path / "trials.csv")["reason"].tolist() == reasons
