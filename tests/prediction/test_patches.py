from asirra.prediction.patches import NUM_TEST_PATCHES, patch_offsets


def test_ten_patches_are_corners_and_centre_and_their_mirror_images():
    patches = patch_offsets(256, 227)
    assert len(patches) == NUM_TEST_PATCHES == 10
    assert patches[0] == (14, 14, False)
    corners = {(0, 0), (0, 29), (29, 0), (29, 29), (14, 14)}
    for mirrored in (False, True):
        assert {p[:2] for p in patches if p[2] == mirrored} == corners


def test_of_a_photo_of_the_networks_own_size_every_patch_is_the_photo():
    assert {patch[:2] for patch in patch_offsets(67, 67)} == {(0, 0)}
