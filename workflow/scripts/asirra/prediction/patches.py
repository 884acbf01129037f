"""Which patches of a photo are predicted."""

# Patches averaged per photo that a final model predicts.
NUM_TEST_PATCHES = 10


def patch_offsets(image_size_px: int, crop_size_px: int) -> list[tuple[int, int, bool]]:
    """Return (top, left, mirrored) of the 10 patches, the centre first.

    They are the four corners and the centre, each with its mirror image, as in
    Krizhevsky et al. 2012, 4.1. Where one patch is enough, it is the first.
    """
    far = image_size_px - crop_size_px
    places = [(far // 2, far // 2), (0, 0), (0, far), (far, 0), (far, far)]
    return [(top, left, mirror) for mirror in (False, True) for top, left in places]
