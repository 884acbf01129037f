import json
import re

import pytest

from asirra.search.suggestion import (
    Suggestion,
    read_point,
    read_suggestion,
    write_suggestion,
)

POINT = {"learning_rate": 10.0**-1.7927, "batch_size": 32, "initializer": "he_normal"}
OVER = Suggestion(None, "every point of the space has been tried")


def test_a_point_survives_its_file_to_the_last_bit(tmp_path):
    path = tmp_path / "parameters.json"
    write_suggestion(Suggestion(POINT), path)
    assert json.loads(path.read_text()) == POINT
    assert read_suggestion(path) == Suggestion(POINT)
    assert read_point(path) == POINT
    assert type(read_point(path)["batch_size"]) is int


def test_the_end_of_a_search_survives_its_file(tmp_path):
    path = tmp_path / "parameters.json"
    write_suggestion(OVER, path)
    assert json.loads(path.read_text()) == {"over": OVER.reason}
    assert read_suggestion(path) == OVER


def test_the_end_of_a_search_is_no_point(tmp_path):
    path = tmp_path / "parameters.json"
    write_suggestion(OVER, path)
    message = f"{path}: expected a point, got the end of the search"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        read_point(path)
