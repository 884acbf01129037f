import pytest
from threadpoolctl import threadpool_limits


@pytest.fixture(autouse=True, scope="module")
def one_thread():
    """Let the libraries compute on one core: small matrices gain nothing from more."""
    with threadpool_limits(1):
        yield
