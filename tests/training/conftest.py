import pytest

from tests.splits import make_split


@pytest.fixture
def split():
    return make_split(40)
