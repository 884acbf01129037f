"""The tables of the results: pure functions from records to data frames."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from asirra.batches import Split
from asirra.metrics import wilson_interval


def make_trials_table(
    parameters: Mapping[str, Sequence[dict]],
    results: Mapping[str, Sequence[dict]],
    trials_per_round: int,
) -> pd.DataFrame:
    """Return a row per trial, with the columns of trials.csv.

    These are strategy, trial, round, one per searched key, status, num_epochs,
    validation_accuracy, seconds.

    Args:
        parameters: of each strategy's trials, by trial.
        results: of the same trials, as `train_files` returns them.
        trials_per_round: trials suggested together.
    """
    return pd.DataFrame(
        {
            "strategy": strategy,
            "trial": trial,
            "round": trial // trials_per_round,
            **point,
            **{key: result[key] for key in ("status", "num_epochs")},
            **{key: result[key] for key in ("validation_accuracy", "seconds")},
        }
        for strategy, points in parameters.items()
        for trial, (point, result) in enumerate(
            zip(points, results[strategy], strict=True)
        )
    )


def select_best_trials(trials: pd.DataFrame) -> pd.DataFrame:
    """Return each strategy's best trial, the first of equals."""
    best = trials.groupby("strategy", sort=False)["validation_accuracy"].idxmax()
    others = ["round", "status", "num_epochs", "seconds"]
    return trials.loc[best].drop(columns=others)


def read_best_point(best_path: str | Path, strategy: str) -> dict[str, float]:
    """Read the searched hyperparameters of a strategy's best trial."""
    table = pd.read_csv(best_path)
    row = table.set_index("strategy").loc[[strategy]]
    columns = row.drop(columns=["trial", "validation_accuracy"])
    return {key: values.iloc[0].item() for key, values in columns.items()}


def make_predictions_table(split: Split, probabilities: np.ndarray) -> pd.DataFrame:
    """Return a row per photo: file, label, predicted, probability_<class> per class.

    Args:
        split: the photos predicted.
        probabilities: (num_rows, num_classes) float32.
    """
    classes = np.array(split.classes)
    table = pd.DataFrame(
        {
            "file": split.files,
            "label": classes[split.labels],
            "predicted": classes[probabilities.argmax(axis=1)],
        }
    )
    for index, name in enumerate(split.classes):
        table[f"probability_{name}"] = probabilities[:, index].astype(float).round(6)
    return table


def make_accuracy_row(
    candidate: str,
    seed: int,
    searched: Sequence[str],
    result: Mapping,
    predictions: pd.DataFrame,
) -> dict:
    """Return one final model's row of test_accuracy.csv."""
    num_correct = int((predictions["label"] == predictions["predicted"]).sum())
    num_photos = len(predictions)
    ci_low, ci_high = wilson_interval(num_correct, num_photos)
    return {
        "candidate": candidate,
        "seed": seed,
        **{key: result["hyperparameters"][key] for key in searched},
        "validation_accuracy": result["validation_accuracy"],
        "test_accuracy": num_correct / num_photos,
        "num_correct": num_correct,
        "num_photos": num_photos,
        "ci_low": ci_low,
        "ci_high": ci_high,
    }


def summarise(
    trials: pd.DataFrame, best: pd.DataFrame, accuracies: pd.DataFrame, results: str
) -> str:
    """Return a few lines that say what was found and where it lies."""
    lines = []
    for row in best.to_dict("records"):
        strategy, trial = row.pop("strategy"), row.pop("trial")
        accuracy = row.pop("validation_accuracy")
        point = ", ".join(f"{key} {value:.5g}" for key, value in row.items())
        num_trials = (trials["strategy"] == strategy).sum()
        lines.append(
            f"Best of {num_trials} {strategy} trials: trial {trial}, {point}: "
            f"validation accuracy {accuracy:.4f}"
        )
    for row in accuracies.to_dict("records"):
        lines.append(
            f"Test accuracy, {row['candidate']}, seed {row['seed']}: "
            f"{row['test_accuracy']:.4f} (95 % interval {row['ci_low']:.4f} to "
            f"{row['ci_high']:.4f}, {row['num_photos']} photos)"
        )
    lines.append(f"Tables: {results}/tables/  Figures: {results}/figures/")
    return "\n".join(lines) + "\n"
