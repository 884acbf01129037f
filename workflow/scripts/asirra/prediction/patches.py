"""Which patches of a photo are predicted."""

# Of a photo that is predicted by a final model.
NUM_TEST_PATCHES = 10


def patch_offsets(image_size_px: int, crop_size_px: int) -> list[tuple[int, int, bool]]:
    """Return (top, left, mirrored) of the 10 patches, the centre first.

    Four corners and the centre, each and its mirror image, as in Krizhevsky et al.
    2012, 4.1. The first one alone is the single patch.
    """
    far = image_size_px - crop_size_px
    places = [(far // 2, far // 2), (0, 0), (0, far), (far, 0), (far, far)]
    return [(top, left, mirror) for mirror in (False, True) for top, left in places]
