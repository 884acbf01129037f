"""Compare the final candidates on the same test photos."""

from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from asirra.evaluation.comparison import compare_pairs
from asirra.job import logged
from asirra.results import read_candidate, read_seed
from asirra.tables import read_photos, write_table

COLUMNS = [
    *("candidate", "other", "seed", "difference", "ci_low", "ci_high", "mcnemar_p"),
    *("both_right", "only_candidate_right", "only_other_right", "both_wrong"),
]


def compare_candidates(predictions_paths: list[str], comparison_path: Path) -> None:
    """Write comparison.csv: every pair of candidates, by seed and over the seeds.

    Args:
        predictions_paths: final/<candidate>/seed_<S>/predictions.csv of each model.
        comparison_path: where to write the table; one candidate alone has no row.
    """
    correct: dict[str, dict[int, np.ndarray]] = defaultdict(dict)
    for path in predictions_paths:
        predictions = read_photos(path)
        right = predictions["label"] == predictions["predicted"]
        correct[read_candidate(path)][read_seed(path)] = right.to_numpy()
    comparison = pd.DataFrame(compare_pairs(correct), columns=COLUMNS)
    write_table(comparison, comparison_path)
    print(comparison.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        compare_candidates(
            predictions_paths=snakemake.input.predictions,
            comparison_path=Path(snakemake.output.comparison),
        )
