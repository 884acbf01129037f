import pytest

from asirra.search_tables import make_trials_table, read_best_point, select_best_trials

POINTS = [{"learning_rate": 10.0**-1.7927, "batch_size": 8 * n} for n in (1, 2, 3)]
RESULTS = [
    {"status": s, "num_epochs": 2, "validation_accuracy": a, "seconds": 1.5}
    for s, a in (("complete", 0.7), ("diverged", 0.8), ("complete", 0.8))
]


@pytest.fixture
def trials():
    return make_trials_table({"bayesian": POINTS}, {"bayesian": RESULTS}, 2)


def test_trials_has_the_columns_of_the_contract(trials):
    assert trials.columns.tolist() == [
        "strategy",
        "trial",
        "round",
        "learning_rate",
        "batch_size",
        "status",
        "num_epochs",
        "validation_accuracy",
        "seconds",
    ]
    assert trials["round"].tolist() == [0, 0, 1]


def test_the_best_is_the_first_of_equals(trials):
    best = select_best_trials(trials)
    assert best.to_dict("records") == [
        {
            "strategy": "bayesian",
            "trial": 1,
            **POINTS[1],
            "validation_accuracy": 0.8,
        }
    ]


def test_the_best_point_survives_its_file_to_the_last_bit(trials, tmp_path):
    path = tmp_path / "best.csv"
    select_best_trials(trials).to_csv(path, index=False)
    point = read_best_point(path, "bayesian")
    assert point == POINTS[1]
    assert type(point["batch_size"]) is int
