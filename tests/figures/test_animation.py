import matplotlib.pyplot as plt
import pytest
from PIL import Image

from asirra.figures.animation import save_animation
from asirra.figures.posterior import plot_posterior
from tests.figures.tables import ACCURACY, make_posteriors
from tests.figures.test_posterior import KNOWN, SPACE, TRIALS


@pytest.mark.parametrize("space", [SPACE[:1], SPACE[:2]])
def test_the_animation_has_a_frame_a_round_and_the_same_bytes_again(space, tmp_path):
    posteriors = make_posteriors(space, KNOWN)
    for name in ("a.gif", "b.gif"):
        save_animation(
            (
                plot_posterior(posteriors, k, TRIALS, space, ACCURACY, "gain")
                for k in range(3)
            ),
            tmp_path / name,
        )
    with Image.open(tmp_path / "a.gif") as animation:
        assert animation.n_frames == 3
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()


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
