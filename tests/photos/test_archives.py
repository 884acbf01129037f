import hashlib

import pytest

from asirra.errors import InputError
from asirra.photos.archives import check_sha256, remove_partial_zip
from asirra.photos.sources import open_source
from tests.photos.examples import ONE_OF_EACH, write_zip


def test_a_wrong_sum_is_an_error_that_names_both(tmp_path):
    path = tmp_path / "photos.zip"
    path.write_bytes(b"content")
    actual = hashlib.sha256(b"content").hexdigest()
    check_sha256(path, actual.upper())
    with pytest.raises(InputError, match=f"expected {'0' * 64}, got {actual}"):
        check_sha256(path, "0" * 64)


def test_a_zip_cut_in_half_is_an_error_and_a_partial_download_is_removed(tmp_path):
    path = write_zip(tmp_path / "photos.zip", ONE_OF_EACH)
    remove_partial_zip(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="that is whole"), open_source(path):
        pass
    remove_partial_zip(path)
    assert not path.exists()
    remove_partial_zip(path)
