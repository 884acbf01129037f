import pytest

from asirra.config.checks import check_config
from asirra.config.schedule_checks import find_schedule_errors
from asirra.errors import InputError
from tests.config.defaults import DEFAULT, SCHEMA, bounds, changed

PLATEAU = ["learning_rate_patience", "learning_rate_decay", "score_threshold"]
WARMUP = "learning_rate_warmup_epochs"


def configure(training=None, **space):
    config = changed("training", DEFAULT["training"] | (training or {}))
    config["search"]["space"] = {"learning_rate": bounds(0.001, 0.1)} | space
    return config


def find(config):
    return list(find_schedule_errors(config, DEFAULT))


def test_the_defaults_of_every_schedule_are_no_error():
    for schedule in ("plateau", "cosine"):
        config = configure({"schedule": schedule})
        check_config(config, SCHEMA)
        assert not find(config)


@pytest.mark.parametrize("key", PLATEAU)
def test_a_key_of_the_plateau_needs_it(key):
    cosine = configure({"schedule": "cosine", key: 0.25})
    (error,) = find(cosine)
    assert error.startswith(f"training.{key}: expected training.schedule 'plateau'")
    both = configure(cosine["training"], schedule={"values": ["plateau", "cosine"]})
    assert not find(both)
    (error,) = find(configure({"schedule": "cosine"}, **{key: bounds(0.1, 0.5)}))
    assert error.startswith(f"search.space.{key}: expected training.schedule 'plateau'")


def test_a_warm_up_needs_the_cosine():
    (error,) = find(configure({WARMUP: 2}))
    assert error.startswith(f"training.{WARMUP}: expected training.schedule 'cosine'")
    assert not find(configure({WARMUP: 2, "schedule": "cosine"}))
    with pytest.raises(InputError, match=f"search.space.{WARMUP}: expected"):
        check_config(configure(**{WARMUP: bounds(0, 2)}), SCHEMA)


def test_a_warm_up_is_shorter_than_the_training():
    (error,) = find(configure({"schedule": "cosine", WARMUP: 5}))
    assert error == (
        f"training.{WARMUP}: expected fewer than training.num_epochs, 5, got 5"
    )


def test_the_longest_warm_up_is_shorter_than_the_shortest_training():
    cosine = {"schedule": "cosine"}
    (error,) = find(configure(cosine, **{WARMUP: {"values": [0, 1, 7]}}))
    assert error.startswith(f"search.space.{WARMUP}: expected fewer than")
    shorter = configure(cosine | {WARMUP: 2}, num_epochs={"values": [2, 5]})
    assert len(find(shorter)) == 1
    assert not find(configure(cosine | {WARMUP: 1}, num_epochs={"values": [2, 5]}))
