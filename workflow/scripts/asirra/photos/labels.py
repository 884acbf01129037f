"""The class of each photo: by its folders, its name or a table."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from asirra.errors import InputError
from asirra.photos.layout import by_parent, by_top, label_automatically
from asirra.photos.names import divide_names, normalise_label


def label_files(names: Sequence[str], labels: str | Mapping, split: str) -> list[str]:
    """Return each file's class, or "" for a file that has none.

    Args:
        names: of files, relative to the source, with forward slashes.
        labels: as `data.labels`, but for a table.
        split: "folders" where the folders of a division are no classes.

    Raises:
        InputError: where `auto` can be read in two ways.
    """
    if isinstance(labels, Mapping):
        return match_pattern(names, labels["pattern"], "label")
    if labels == "auto":
        return label_automatically(names, split)
    if split == "folders":
        names = [name for _, name in divide_names(names)]
    return by_parent(names) if labels == "parent" else by_top(names)


def match_pattern(names: Sequence[str], pattern: str, group: str) -> list[str]:
    """Return what a pattern's group finds in each name, or "" where it does not match.

    Args:
        names: of files; the pattern is searched for anywhere in them.
        pattern: with a group of that name, or of any where it has only one.
        group: "label" or "group".
    """
    compiled = re.compile(pattern)
    if group not in compiled.groupindex:
        [group] = compiled.groupindex
    found = (compiled.search(name) for name in names)
    return [(match[group] or "") if match else "" for match in found]


def check_classes(labels: Iterable[str], is_certain: bool) -> None:
    """Check that no two classes look like one that was written in two ways.

    Args:
        labels: of files, "" for a file that has none.
        is_certain: whether the user said how to read the classes; a plural may then be
            a class of its own.

    Raises:
        InputError: it names the classes.
    """
    spellings: dict[str, set[str]] = defaultdict(set)
    for label in {*labels} - {""}:
        spellings[_spell(label)].add(label)
    for written in spellings.values():
        if len(written) > 1:
            raise InputError(
                "data.source: expected classes whose names differ by more than the "
                f"case or form of letters, got {' and '.join(sorted(written))}; give "
                "one class one name"
            )
    for spelling in sorted(spellings):
        for plural in {*spellings} & _plurals(spelling):
            if not is_certain:
                [one], [many] = spellings[spelling], spellings[plural]
                raise InputError(
                    "data.source: expected classes whose names differ by more than a "
                    f"plural, got {one} and {many}; give one class one name, or say "
                    "by data.labels (parent, a pattern, ...) that they are two"
                )


def _spell(label: str) -> str:
    """Return what is alike of names that look alike, and of copies of a folder."""
    shown = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", label).casefold()
        if unicodedata.category(letter) != "Cf"
    )
    shown = re.sub(r"([\s_-]+copy)?(\s*\(\d+\))?[\s.]*$", "", shown)
    return " ".join(re.split(r"[\s_-]+", shown))


def _plurals(word: str) -> set[str]:
    """Return the plurals that an English word may have by its ending."""
    return {word + "s", word + "es", word.removesuffix("y") + "ies"}


def normalise_labels(labels: Iterable[Any]) -> list[str]:
    """Return the labels in one Unicode form, without blanks around them."""
    return [normalise_label(label) for label in labels]
