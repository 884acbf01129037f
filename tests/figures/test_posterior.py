import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from asirra.analysis.posterior import compute_rounds
from asirra.figures.animation import save_animation
from asirra.figures.posterior import TITLES, plot_posterior
from asirra.search.space import Choice, Interval
from tests.analysis.test_posterior import POINTS, SCORES, SPACE
from tests.search.test_suggest import SETTINGS

TRIALS = pd.DataFrame(
    [
        {"trial": k, **point, "status": "complete", "validation_accuracy": score}
        for k, (point, score) in enumerate(zip(POINTS, SCORES, strict=True))
    ]
)[:6]
TRIALS.loc[1, "status"] = "diverged"
RUNG_SCORES = [[score] for score in SCORES[:6]]


def rounds(space, per_round=1, num_initial=3):
    settings = SETTINGS | {"num_initial": num_initial, "trials_per_round": per_round}
    return compute_rounds(space, POINTS[:6], RUNG_SCORES, settings)


def test_three_panels_with_the_trials_known_and_the_next():
    space = [SPACE[0], SPACE[2]]
    posteriors = rounds(space)
    figure = plot_posterior(posteriors, 1, TRIALS, space, 1)
    assert figure.get_suptitle() == "Before trial 4"
    panels = [axes for axes in figure.axes if axes.get_label() != "<colorbar>"]
    assert [axes.get_title() for axes in panels] == list(TITLES.values())
    for axes in panels:
        drawn = {line.get_label(): line.get_xdata().tolist() for line in axes.lines}
        rates = TRIALS["learning_rate"]
        assert drawn == {
            "complete": rates[[0, 2, 3]].tolist(),
            "diverged": [rates[1]],
            "next": [rates[4]],
        }
        assert (axes.get_xscale(), axes.get_yscale()) == ("log", "log")
        assert axes.get_xlim() == (1e-5, 1e-1)
        assert axes.get_xlabel() == "learning rate"
    assert panels[0].get_ylabel() == "weight decay"


def test_all_rounds_share_one_scale_of_colours():
    space = SPACE[:2]
    posteriors = rounds(space)
    limits = []
    for index in range(len(posteriors)):
        figure = plot_posterior(posteriors, index, TRIALS, space, 1)
        limits.append([axes.collections[0].get_clim() for axes in figure.axes[:3]])
    assert limits[0] == limits[1] == limits[2]
    means = [posterior.mean for posterior in posteriors]
    assert limits[0][0] == (np.min(means), np.max(means))


def test_one_dimension_is_a_line_with_its_acquisition():
    posteriors = rounds(SPACE[:1], per_round=2, num_initial=2)
    figure = plot_posterior(posteriors, 1, TRIALS, SPACE[:1], 2)
    top, bottom = figure.axes
    assert figure.get_suptitle() == "Before trials 4 to 5"
    assert top.lines[0].get_ydata().tolist() == posteriors[1].mean.tolist()
    assert bottom.lines[0].get_ydata().tolist() == posteriors[1].improvement.tolist()
    assert bottom.get_xlabel() == "learning rate"


def test_a_search_of_random_trials_alone_is_drawn_after_all():
    space = [SPACE[0], Interval("batch_size", 8, 64, "linear", True)]
    trials = TRIALS.assign(batch_size=range(8, 14))
    points = trials[["learning_rate", "batch_size"]].to_dict("records")
    posteriors = compute_rounds(
        space, points, RUNG_SCORES, SETTINGS | {"num_initial": 6}
    )
    figure = plot_posterior(posteriors, 0, trials, space, 1)
    assert figure.get_suptitle() == "After all trials"


@pytest.mark.parametrize("space", [SPACE[:1], SPACE[:2]])
def test_the_animation_has_a_frame_a_round_and_the_same_bytes_again(space, tmp_path):
    posteriors = rounds(space)
    for name in ("a.gif", "b.gif"):
        save_animation(
            (plot_posterior(posteriors, k, TRIALS, space, 1) for k in range(3)),
            tmp_path / name,
        )
    with Image.open(tmp_path / "a.gif") as animation:
        assert animation.n_frames == 3
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()


def test_a_choice_is_an_axis_of_its_values():
    space = [SPACE[0], Choice("initializer", ("alexnet", "he_normal"))]
    trials = TRIALS.assign(initializer=["alexnet", "he_normal"] * 3)
    points = trials[["learning_rate", "initializer"]].to_dict("records")
    posteriors = compute_rounds(space, points, RUNG_SCORES, SETTINGS)
    panel = plot_posterior(posteriors, 0, trials, space, 1).axes[0]
    labels = [label.get_text() for label in panel.get_yticklabels()]
    assert labels == ["alexnet", "he_normal"]
    drawn = {line.get_label(): line.get_ydata().tolist() for line in panel.lines}
    assert drawn == {"complete": [0, 0], "diverged": [1], "next": [1]}


def test_the_colours_of_every_frame_are_kept(tmp_path):
    """The palette was the last frame's: colours that it lacked were lost."""
    figures = []
    for color in ("red", "blue"):
        figure = plt.figure(figsize=(1, 1), facecolor=color)
        figures.append(figure)
    save_animation(figures, tmp_path / "a.gif")
    with Image.open(tmp_path / "a.gif") as animation:
        colors = []
        for frame in range(animation.n_frames):
            animation.seek(frame)
            colors.append(animation.convert("RGB").getpixel((5, 5)))
    assert colors == [(255, 0, 0), (0, 0, 255)]


def test_a_plane_of_a_larger_space_says_where_the_rest_stays():
    figure = plot_posterior(rounds(SPACE), 0, TRIALS, SPACE, 1)
    assert "the other hyperparameters as in the best trial" in figure.get_suptitle()
