"""Compare the final candidates on the same test photos."""

from collections import defaultdict
from pathlib import Path

import pandas as pd

from asirra.evaluation.comparison import compare_pairs
from asirra.job import logged
from asirra.tables import read_photos, write_table

COLUMNS = [
    *("candidate", "other", "seed", "difference", "ci_low", "ci_high", "mcnemar_p"),
    *("both_right", "only_candidate_right", "only_other_right", "both_wrong"),
]


def compare_candidates(predictions_paths: list[str], comparison_path: Path) -> None:
    """Write comparison.csv: every pair of candidates, by seed and over the seeds.

    Args:
        predictions_paths: final/<candidate>/seed_<S>/predictions.csv of each model.
        comparison_path: where to write; one candidate alone has no row.
    """
    correct = defaultdict(dict)
    for path in map(Path, predictions_paths):
        predictions = read_photos(path)
        seed = int(path.parent.name.removeprefix("seed_"))
        right = predictions["label"] == predictions["predicted"]
        correct[path.parent.parent.name][seed] = right.to_numpy()
    comparison = pd.DataFrame(compare_pairs(correct), columns=COLUMNS)
    write_table(comparison, comparison_path)
    print(comparison.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        compare_candidates(
            snakemake.input.predictions, Path(snakemake.output.comparison)
        )
