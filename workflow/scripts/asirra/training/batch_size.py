"""Check that photos fill a batch, and that devices can share it."""

from asirra.errors import InputError


def check_shares(
    batch_size: int, num_devices: int, key: str = "training.batch_size"
) -> None:
    """Check that devices can share a batch equally.

    Raises:
        InputError: when they cannot; it names the key.
    """
    if batch_size % num_devices:
        raise InputError(
            f"{key}: expected a multiple of training.devices, "
            f"{num_devices}, got {batch_size}"
        )


def check_batch_size(num_photos: int, batch_size: int) -> None:
    """Check that the training photos fill a batch.

    Raises:
        InputError: when they do not.
    """
    if num_photos < batch_size:
        raise InputError(
            f"training.batch_size: expected at most the number of training photos, "
            f"{num_photos}, got {batch_size}; use a smaller batch or more photos"
        )
