"""Whether an archive is whole, and the one that was meant."""

import hashlib
import zipfile
from pathlib import Path

from asirra.errors import InputError


def remove_partial_zip(path: str | Path) -> None:
    """Remove a zip without its end, which a killed download leaves behind."""
    path = Path(path)
    if path.exists() and not zipfile.is_zipfile(path):
        path.unlink()


def check_sha256(path: str | Path, expected: str) -> None:
    """Compare an archive's SHA-256 with the configured one.

    Args:
        path: of the archive.
        expected: 64 hexadecimal digits, in upper or lower case.

    Raises:
        InputError: when they differ; it names both.
    """
    with open(path, "rb") as file:
        actual = hashlib.file_digest(file, "sha256").hexdigest()
    if actual != expected.lower():
        raise InputError(
            f"data.sha256: expected {expected.lower()}, got {actual} from {path}: "
            "the file is damaged or another one; delete it or correct the sum"
        )
