"""The listing of a source: what is known of each file before it is read."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from asirra.errors import InputError
from asirra.photos.label_table import find_rows, read_label_table
from asirra.photos.labels import (
    check_classes,
    label_files,
    match_pattern,
    normalise_labels,
)
from asirra.photos.names import divide_names, is_hidden, read_split_folder


def list_files(
    names: Sequence[str],
    labels: str | Mapping[str, str] = "auto",
    split: str | Mapping[str, str] = "random",
    group: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the listing of a source: one row per file, in the order of the names.

    Args:
        names: of files, relative to the source, with forward slashes.
        labels: as `data.labels`.
        split: as `data.split`.
        group: as `data.group`.

    Returns:
        Columns file, label ("" for a file without a class), split ("" where none is
        given) and group ("" for a file that is on its own).

    Raises:
        InputError: when the names show fewer than two classes, or can be read in two
            ways; when a table or a division lacks what is asked of it.
    """
    visible = [name for name in names if not is_hidden(name)]
    table = _read_table(visible, labels, split, group)
    if table is not None:
        found = table["label"].tolist()
    else:
        assert not isinstance(labels, Mapping) or "pattern" in labels
        found = label_files(visible, labels, split if isinstance(split, str) else "")
    files = pd.DataFrame({"file": visible, "label": normalise_labels(found)})
    _check_number(files["label"], len(names))
    check_classes(files["label"], labels != "auto")
    files["split"] = _read_splits(files, split, table)
    files["group"] = ""
    if group is not None:
        files["group"] = (
            match_pattern(visible, group["pattern"], "group")
            if "pattern" in group or table is None
            else table["group"].tolist()
        )
        if not (files["group"] != "").any():
            raise InputError(
                f"data.group: expected groups of photos, got none by {dict(group)}: it "
                f"finds nothing for {visible[0]} and all others"
            )
    listed = files.set_index("file").reindex(names, fill_value="")
    return listed.rename_axis("file").reset_index()


def _read_table(
    names: Sequence[str], labels: str | Mapping, split: Any, group: Any
) -> pd.DataFrame | None:
    """Return label, split and group of each name by the table, if one is given."""
    if not isinstance(labels, Mapping) or "csv" not in labels:
        return None
    wanted = {"label": labels["label"]}
    for key, given in (("split", split), ("group", group)):
        if isinstance(given, Mapping) and "column" in given:
            wanted[key] = given["column"]
    table = read_label_table(labels["csv"], [labels["file"], *wanted.values()])
    rows = find_rows(table[labels["file"]], names, labels["csv"])
    found = pd.DataFrame({key: table[column] for key, column in wanted.items()})
    return found.reindex(rows, fill_value="").reset_index(drop=True)


def _check_number(labels: pd.Series, num_files: int) -> None:
    classes = sorted(set(labels) - {""})
    if len(classes) < 2:
        raise InputError(
            "data.source: expected photos of two or more classes, in folders named by "
            "class (Cat/1.jpg) or named by class, number and ending (cat.1.jpg), or as "
            f"data.labels says; got {num_files} files, "
            + (f"all of class '{classes[0]}'" if classes else "none with a class")
        )


def _read_splits(
    files: pd.DataFrame, split: Any, table: pd.DataFrame | None
) -> list[str]:
    """Return the given split of each file, "" where it is to be drawn."""
    if split == "random":
        return [""] * len(files)
    if split == "folders":
        key, told = (
            "data.split",
            [split for split, _ in divide_names(files["file"].tolist())],
        )
    else:
        assert table is not None, "checked with the configuration"
        key = f"data.split.column {split['column']!r}"
        told = [_read_split(text, key) for text in table["split"]]
    is_labelled = files["label"] != ""
    given = {s for s, labelled in zip(told, is_labelled, strict=True) if labelled}
    for missing in [s for s in ("train", "test") if s not in given]:
        raise InputError(
            f"{key}: expected photos for {missing}, got "
            f"{', '.join(sorted(given - {''})) or 'none'}; give them, or set "
            "data.split: random and data.labels to have all photos divided at random"
        )
    if split == "folders" and "" in given:
        lost = next(f for f, s in zip(files["file"], told, strict=True) if not s)
        raise InputError(
            f"{key}: expected each photo in a folder train, validation or test, got "
            f"{lost}; move it"
        )
    # Validation photos are drawn from those of the training where none are given.
    drawn = "train" if "validation" in given else ""
    return [drawn if s == "train" else s for s in told]


def _read_split(text: str, key: str) -> str:
    """Return the split that a cell of a table names."""
    if text and not (split := read_split_folder(text)):
        raise InputError(f"{key}: expected train, validation or test, got {text!r}")
    return split if text else ""
