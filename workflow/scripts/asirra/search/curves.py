"""What the curve of a trial that was stopped says of the score at its end."""

import numpy as np

from asirra.search.gains import expect_gain
from asirra.search.study import Study
from asirra.search.trial import Trial

# By how much a trial that failed is worse than others that are all equal. The process
# sees scores relative to their deviation: another gap would tell it the same.
LEAST_GAP = 0.1


def final_scores(study: Study) -> tuple[np.ndarray, np.ndarray]:
    """Return what each trial would have scored at its end, and its variance.

    A trial that was stopped is taken to gain as much as the complete ones gained from
    the same epoch on; their spread is the uncertainty (Domhan et al. 2015,
    "Speeding up automatic hyperparameter optimization of deep neural networks by
    extrapolation of learning curves", 4.2, tell the search a predicted score too). So
    no trial looks worse because it ended early, and none looks better than the best
    score reached. A trial that diverged gains nothing. One that failed is as bad as the
    worst that ran, so that the search avoids what lies near it.

    Args:
        study: all results so far.

    Returns:
        (num_results,) scores; (num_results,) variances, 0 where none was stopped.
    """
    complete = [trial for trial in study.trials if trial.status == "complete"]
    best = max(result.score for result in study.results)
    means, variances = zip(
        *(_expect_end(result, complete) for result in study.results), strict=True
    )
    scores = np.minimum(means, best)
    failed = np.isneginf(scores)
    if failed.any():
        scores[failed] = _score_of_failed(scores[~failed])
    return scores, np.array(variances)


def _score_of_failed(others: np.ndarray) -> float:
    """Return what counts as the score of a trial that failed, given all others'.

    The worst of them stretches no scale on which the good ones differ.
    """
    if len(others) == 0:
        return 0.0
    is_flat = others.max() == others.min()
    return float(others.min() - (LEAST_GAP if is_flat else 0.0))


def _expect_end(trial: Trial, complete: list[Trial]) -> tuple[float, float]:
    """Return the mean and the variance of a trial's score at its end."""
    end = trial.num_epochs
    going = [t for t in complete if t.num_epochs > end]
    if trial.status != "pruned" or not going:
        return trial.score, 0.0
    gain, variance = expect_gain([t.epoch_scores for t in going], end)
    return trial.score + gain, variance
