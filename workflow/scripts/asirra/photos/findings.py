"""What was found in the photos, in words and in numbers."""

import pandas as pd

from asirra.photos.levels import describe_levels
from asirra.photos.splits import SPLITS

# A larger share of rejected files is said aloud.
LARGE_SHARE = 0.1
# A message names so many examples.
NUM_EXAMPLES = 3


def count_classes(photos: pd.DataFrame) -> pd.DataFrame:
    """Return label, split and num_photos: a row per class and split, sorted.

    Args:
        photos: columns label and split.
    """
    rows = [(label, split) for label in sorted({*photos["label"]}) for split in SPLITS]
    counts = photos.value_counts(["label", "split"])
    return pd.DataFrame(
        [(*row, int(counts.get(row, 0))) for row in rows],
        columns=["label", "split", "num_photos"],
    )


def describe_photos(
    files: pd.DataFrame, photos: pd.DataFrame, rejected: pd.DataFrame
) -> list[str]:
    """Return lines that say what was found.

    Args:
        files: the listing: columns file and split, which is the given one or "".
        photos: the accepted ones: columns file, label, split, sha256 and white_level.
        rejected: the other files: columns file and reason.
    """
    return [
        f"Photos: {len(photos)} of {len(files)} files" + _describe_rejected(rejected),
        *_warn_of_rejected(files, rejected),
        _describe_classes(photos),
        "Splits: "
        + ", ".join(f"{split} {(photos['split'] == split).sum()}" for split in SPLITS),
        *_describe_moved(files, photos),
        *describe_levels(photos["white_level"]),
        *_describe_copies(photos),
    ]


def _describe_rejected(rejected: pd.DataFrame) -> str:
    """Return the commonest reasons; what is told of one file alone is left out."""
    if rejected.empty:
        return ""
    reasons = rejected["reason"].str.partition(": ")[0].value_counts(sort=False)
    commonest = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{count} × {reason}" for reason, count in commonest[:NUM_EXAMPLES]]
    if len(commonest) > NUM_EXAMPLES:
        shown.append("others (all in data/rejected.csv)")
    return f"; {len(rejected)} rejected: {'; '.join(shown)}"


def _warn_of_rejected(files: pd.DataFrame, rejected: pd.DataFrame) -> list[str]:
    share = len(rejected) / max(len(files), 1)
    if share <= LARGE_SHARE:
        return []
    return [
        f"WARNING: {share:.0%} of the files are rejected; data/rejected.csv says why"
    ]


def _describe_classes(photos: pd.DataFrame) -> str:
    counts = photos["label"].value_counts(sort=False).sort_index()
    shown = ", ".join(f"{label} {count}" for label, count in counts[:20].items())
    more = f" and {len(counts) - 20} more" if len(counts) > 20 else ""
    share = counts.max() / counts.sum()
    return (
        f"Classes: {len(counts)}: {shown}{more}; the largest, {counts.idxmax()}, has "
        f"{share:.1%} of the photos"
    )


def _describe_moved(files: pd.DataFrame, photos: pd.DataFrame) -> list[str]:
    given = photos["file"].map(files.set_index("file")["split"])
    is_moved = (given != "") & (given != photos["split"])
    if (given == "test").any():
        # The others are given to the training, from which the validation is drawn.
        is_moved |= (given == "") & (photos["split"] == "test")
    num_moved = int(is_moved.sum())
    if not num_moved:
        return []
    return [
        f"Moved: {num_moved} photos are not in the split that they were given, as a "
        "copy or a photo of their group is in the validation or the test"
    ]


def _describe_copies(photos: pd.DataFrame) -> list[str]:
    copies = photos[photos.duplicated("sha256", keep=False)]
    if copies.empty:
        return []
    by_sum = copies.groupby("sha256", sort=False)
    lines = [
        f"Copies: {len(copies)} photos have the pixels of another; copies stay in one "
        "split"
    ]
    disputed = copies[by_sum["label"].transform("nunique") > 1]
    if len(disputed):
        groups = [rows for _, rows in disputed.groupby("sha256", sort=False)]
        examples = [
            " = ".join(f"{row.file} ({row.label})" for row in rows.itertuples())
            for rows in groups[:NUM_EXAMPLES]
        ]
        more = " ..." if len(groups) > NUM_EXAMPLES else ""
        lines.append(
            f"WARNING: {len(groups)} photos are there under two labels: "
            f"{'; '.join(examples)}{more}"
        )
    return lines
