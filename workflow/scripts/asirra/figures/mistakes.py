"""Which mistakes of a final model are shown, and what is said of them."""

from collections.abc import Mapping

import pandas as pd


def choose_mistakes(predictions: pd.DataFrame, number: int) -> pd.DataFrame:
    """Return the mistakes, the most confident first.

    Args:
        predictions: as in predictions.csv.
        number: of mistakes returned, at most.

    Returns:
        Their rows, with a column `confidence`: the probability of the class that the
        photo was taken for.
    """
    confidence = predictions.filter(like="probability_").max(axis=1)
    wrong = predictions["label"] != predictions["predicted"]
    mistakes = predictions.assign(confidence=confidence)[wrong]
    order = mistakes.sort_values("confidence", ascending=False, kind="stable")
    return order.head(number)


def describe_mistake(mistake: Mapping) -> str:
    """Return the caption of a mistake: label, what it was taken for, confidence."""
    return (
        f"{mistake['label']}, taken for {mistake['predicted']}\n"
        f"at {mistake['confidence']:.1%}"
    )
