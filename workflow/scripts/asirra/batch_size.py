"""Whether the training photos fill a batch."""

from asirra.errors import InputError


def check_batch_size(num_photos: int, batch_size: int) -> None:
    """Compare a batch with the training photos.

    Raises:
        InputError: when they do not fill one.
    """
    if num_photos < batch_size:
        raise InputError(
            f"training.batch_size: expected at most the number of training photos, "
            f"{num_photos}, got {batch_size}; use a smaller batch or more photos"
        )
