from asirra.figures.mistakes import choose_mistakes, describe_mistake
from tests.figures.tables import PREDICTIONS


def test_the_most_confident_mistakes_come_first():
    mistakes = choose_mistakes(PREDICTIONS, 24)
    assert mistakes["file"].tolist() == ["e", "b"]
    assert mistakes["confidence"].tolist() == [0.95, 0.8]
    assert choose_mistakes(PREDICTIONS, 1)["file"].tolist() == ["e"]


def test_a_mistake_is_described():
    mistake, _ = choose_mistakes(PREDICTIONS, 24).to_dict("records")
    assert describe_mistake(mistake) == "dog, taken for cat\nat 95.0%"
