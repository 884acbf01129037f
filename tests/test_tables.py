import numpy as np
import pandas as pd

from asirra.tables import read_photos, read_trials, write_table


def test_numbers_survive_their_file_to_the_last_bit(tmp_path):
    rng = np.random.default_rng(0)
    rates = 10 ** rng.uniform(-5, -1, 1000)
    table = pd.DataFrame({"trial": range(1000), "learning_rate": rates})
    write_table(table, tmp_path / "trials.csv")
    pd.testing.assert_frame_equal(
        read_trials(tmp_path / "trials.csv"), table, check_exact=True
    )


def test_names_and_sums_stay_text_whatever_they_hold(tmp_path):
    photos = pd.DataFrame(
        {"file": ["1", "nan"], "label": ["007", "None"], "sha256": ["12e3", "NA"]}
    )
    write_table(photos, tmp_path / "photos.csv")
    assert read_photos(tmp_path / "photos.csv").to_dict() == photos.to_dict()
