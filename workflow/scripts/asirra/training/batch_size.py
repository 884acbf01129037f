"""Whether photos fill a batch, and devices can share it."""

from asirra.errors import InputError


def check_shares(
    batch_size: int, num_devices: int, key: str = "training.batch_size"
) -> None:
    """Compare a batch with the devices that share it.

    Raises:
        InputError: when the shares are not equal; it names the key.
    """
    if batch_size % num_devices:
        raise InputError(
            f"{key}: expected a multiple of training.devices, "
            f"{num_devices}, got {batch_size}"
        )


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
