import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.errors import InputError
from asirra.photos.splits import SPLITS, split_photos


def make_photos(sizes, num_copies=0):
    """Return photos of classes by their sizes, the first of each class with copies."""
    rows = []
    for label, size in sizes.items():
        sums = [f"{label}{max(0, number - num_copies):05d}" for number in range(size)]
        rows += [(label, sha256) for sha256 in sums]
    return pd.DataFrame(rows, columns=["label", "sha256"]).assign(split="")


@settings(deadline=None, max_examples=50)
@given(
    num_cats=st.integers(20, 200),
    num_dogs=st.integers(20, 200),
    num_copies=st.integers(0, 4),
    test_fraction=st.sampled_from([0.2, 0.5]),
    seed=st.integers(0, 2**32 - 1),
)
def test_split_is_a_stratified_partition(
    num_cats, num_dogs, num_copies, test_fraction, seed
):
    photos = make_photos({"cat": num_cats, "dog": num_dogs}, num_copies)
    splits = split_photos(photos, test_fraction, 0.2, seed)
    assert set(splits) == {"train", "validation", "test"}
    # Copies never straddle two splits.
    assert (splits.groupby(photos["sha256"]).nunique() == 1).all()
    for _, of_class in splits.groupby(photos["label"]):
        counts = of_class.value_counts()
        # Within one photo, and a group of copies more where there is one.
        num_test = len(of_class) * test_fraction
        assert abs(counts["test"] - num_test) <= 0.5 + num_copies
        num_validation = (len(of_class) - counts["test"]) * 0.2
        assert abs(counts["validation"] - num_validation) <= 0.5 + num_copies


def test_a_group_of_copies_across_the_border_leaves_a_validation_split():
    sums = ["copied"] * 5 + [f"{number:02d}" for number in range(15)]
    cats = pd.DataFrame({"label": "cat", "split": "", "sha256": sums})
    photos = pd.concat([cats, make_photos({"dog": 20})], ignore_index=True)
    for seed in range(50):
        splits = split_photos(photos, 0.2, 0.2, seed)
        assert set(splits[photos["label"] == "cat"]) == {"train", "validation", "test"}


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 2**32 - 1),
    num_copies=st.integers(0, 4),
    order=st.randoms(use_true_random=False),
)
def test_split_ignores_the_order_and_the_names_of_the_photos(seed, num_copies, order):
    photos = make_photos({"cat": 30, "dog": 40}, num_copies)
    photos["file"] = [f"PetImages/{number}.jpg" for number in range(70)]
    splits = split_photos(photos, 0.5, 0.2, seed)
    moved = photos.assign(file=photos["file"].str.replace("PetImages", "renamed"))
    moved = moved.iloc[order.sample(range(70), 70)]
    assert split_photos(moved, 0.5, 0.2, seed).sort_index().equals(splits)


def test_split_depends_on_the_seed():
    photos = make_photos({"cat": 50, "dog": 50})
    assert not split_photos(photos, 0.5, 0.2, 0).equals(
        split_photos(photos, 0.5, 0.2, 1)
    )


def test_a_photo_more_leaves_most_others_where_they_were_counted():
    photos = make_photos({"cat": 100, "dog": 100})
    counts = split_photos(photos, 0.5, 0.2, 0).value_counts()
    assert counts.to_dict() == {"test": 100, "train": 80, "validation": 20}


def test_equal_photos_with_different_labels_stay_together():
    photos = make_photos({"cat": 30, "dog": 30})
    photos.loc[photos.index[-1], "sha256"] = photos.loc[0, "sha256"]
    splits = split_photos(photos, 0.5, 0.2, 0)
    assert splits.iloc[0] == splits.iloc[-1]


def test_a_class_with_one_photo_is_an_error_that_names_it():
    with pytest.raises(InputError, match="class 'dog' has 1 distinct"):
        split_photos(make_photos({"cat": 30, "dog": 1}), 0.5, 0.2, 0)


def test_no_photo_that_decodes_is_an_error():
    photos = pd.DataFrame(columns=["label", "split", "sha256"], dtype=str)
    with pytest.raises(InputError, match=r"rejected\.csv"):
        split_photos(photos, 0.5, 0.2, 0)


@settings(deadline=None, max_examples=30)
@given(
    given_splits=st.lists(st.sampled_from(SPLITS), max_size=20),
    seed=st.integers(0, 2**32 - 1),
)
def test_a_given_split_is_kept_and_is_not_drawn_as_well(given_splits, seed):
    photos = make_photos({"cat": 40, "dog": 40})
    rows = photos.index[40 - len(given_splits) :][: len(given_splits)]
    photos.loc[rows, "split"] = given_splits
    splits = split_photos(photos, 0.5, 0.2, seed)
    assert splits[rows].tolist() == given_splits
    # All given ones are cats, so that the dogs are divided as if alone.
    others = splits.drop(rows)
    is_cat = photos["label"].drop(rows) == "cat"
    drawn = set(others[is_cat])
    assert drawn == set(SPLITS) - ({"test", "validation"} & set(given_splits))
    alone = split_photos(photos.assign(split=""), 0.5, 0.2, seed)
    assert others[~is_cat].equals(alone[photos["label"] == "dog"])


def test_where_train_and_test_are_given_validation_is_drawn_from_what_is_left():
    photos = make_photos({"cat": 20, "dog": 20}).assign(split=["", "test"] * 20)
    splits = split_photos(photos, 0.5, 0.2, 0)
    assert (splits[photos["split"] == "test"] == "test").all()
    assert splits.value_counts().to_dict() == {"test": 20, "train": 16, "validation": 4}


@pytest.mark.parametrize("given_split", SPLITS)
def test_copies_follow_the_photo_with_a_given_split(given_split):
    photos = make_photos({"cat": 30, "dog": 30})
    # A copy with the same label, and one with another.
    photos.loc[[1, 59], "sha256"] = photos.loc[0, "sha256"]
    photos.loc[59, "split"] = given_split
    for seed in range(10):
        splits = split_photos(photos, 0.5, 0.2, seed)
        assert splits[[0, 1, 59]].tolist() == [given_split] * 3


@pytest.mark.parametrize(
    ("given_splits", "expected"),
    [
        (["test", "train"], "test"),
        (["train", "validation"], "validation"),
        (["validation", "test"], "test"),
    ],
)
def test_of_copies_with_different_given_splits_none_is_trained_on(
    given_splits, expected
):
    photos = make_photos({"cat": 30, "dog": 30}, num_copies=2)
    photos.loc[[0, 1], "split"] = given_splits
    splits = split_photos(photos, 0.5, 0.2, 0)
    assert splits[[0, 1, 2]].tolist() == [expected] * 3


@settings(deadline=None, max_examples=50)
@given(
    seed=st.integers(0, 2**32 - 1),
    num_copies=st.integers(0, 4),
    groups=st.lists(st.integers(-1, 40), min_size=120, max_size=120),
    tested=st.sets(st.integers(0, 119), max_size=10),
    order=st.randoms(use_true_random=False),
)
def test_a_group_lies_in_one_split_and_a_given_test_is_never_trained_on(
    seed, num_copies, groups, tested, order
):
    photos = make_photos({"cat": 60, "dog": 60}, num_copies)
    photos["group"] = ["" if number < 0 else f"p{number}" for number in groups]
    photos.loc[sorted(tested), "split"] = "test"
    try:
        splits = split_photos(photos, 0.5, 0.2, seed)
    except InputError:
        # One group may hold nearly all photos.
        return
    assert set(splits) == set(SPLITS)
    assert (splits[sorted(tested)] == "test").all()
    in_group = photos["group"] != ""
    assert (splits[in_group].groupby(photos["group"]).nunique() == 1).all()
    assert (splits.groupby(photos["sha256"]).nunique() == 1).all()
    moved = photos.iloc[order.sample(range(120), 120)]
    assert split_photos(moved, 0.5, 0.2, seed).sort_index().equals(splits)


def test_copies_link_groups():
    photos = make_photos({"cat": 20, "dog": 20}).assign(group="")
    photos.loc[[0, 1], "group"], photos.loc[[2, 3], "group"] = "a", "b"
    photos.loc[2, "sha256"] = photos.loc[1, "sha256"]
    for seed in range(20):
        splits = split_photos(photos, 0.5, 0.2, seed)
        assert splits[[0, 1, 2, 3]].nunique() == 1


def test_where_all_splits_are_given_there_is_nothing_to_divide():
    photos = make_photos({"cat": 3, "dog": 3}).assign(split=[*SPLITS, *SPLITS])
    assert split_photos(photos, 0.5, 0.2, 0).tolist() == [*SPLITS, *SPLITS]
    photos.loc[0, "split"] = "test"
    with pytest.raises(InputError, match="class 'cat' has 0 distinct photos to divide"):
        split_photos(photos, 0.5, 0.2, 0)


def test_a_given_split_fills_what_a_few_photos_cannot():
    photos = make_photos({"cat": 30, "dog": 3})
    photos.loc[30:31, "split"] = ["validation", "test"]
    assert split_photos(photos, 0.5, 0.2, 0)[32] == "train"
    photos.loc[30:31, "split"] = ""
    with pytest.raises(InputError, match="class 'dog' has 3 distinct"):
        split_photos(photos, 0.5, 0.2, 0)
