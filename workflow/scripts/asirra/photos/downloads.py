"""Archives behind an address: where each is kept, and that what is kept suffices."""

import hashlib
import threading
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from snakemake.io import flag
from snakemake_interface_storage_plugins.io import Mtime
from snakemake_storage_plugin_http import StorageObject

# An address that does not answer for so long counts as out of reach.
PATIENCE_SECONDS = 10


class Download(StorageObject):
    """An address whose file is kept at a place that no other address has."""

    def local_suffix(self) -> str:
        """Return the plugin's path, of host and path, unless there is more to tell."""
        address = urlsplit(self.query)
        name = PurePosixPath(address.path).name or "archive"
        if not address.query and address.path[-1:] not in ("", "/"):
            return f"{address.netloc}{address.path}"
        # Snakemake would keep ?id=1 and ?id=2 in one file.
        digest = hashlib.sha256(self.query.encode()).hexdigest()[:16]
        return f"{address.netloc}/{digest}/{name}"


class KeptDownload(Download):
    """An address that is not asked for anything, as its file is kept.

    Snakemake records the same input for it as for `Download`, so nothing is made again.
    """

    async def inventory(self, cache: Any) -> None:
        place = self.local_path()
        cache.mtime[place] = Mtime(storage=self.mtime())
        cache.exists_in_storage[place] = self.exists()
        cache.size[place] = self.size()

    def exists(self) -> bool:
        return True

    def mtime(self) -> float:
        # Older than whatever was made of it.
        return 0

    def size(self) -> int:
        return self.local_path().stat().st_size


def download_of(archive: Any) -> Download:
    """Return the download of an address, given what `storage.http` returns."""
    plain = archive.flags["storage_object"]
    return Download(
        query=plain.query, keep_local=True, retrieve=True, provider=plain.provider
    )


def as_input(download: Download, is_in_reach: bool) -> Any:
    """Return what a rule takes as its input: the address, or what is kept of it."""
    kind = Download if is_in_reach else KeptDownload
    chosen = kind(
        query=download.query, keep_local=True, retrieve=True, provider=download.provider
    )
    return flag(str(chosen.local_path()), "storage_object", chosen)


def is_kept(path: Path) -> bool:
    """Return whether an archive was fetched to its end."""
    return path.exists() and zipfile.is_zipfile(path)


def out_of_reach(download: Download) -> str:
    """Return why an address can't be reached, or "" when it can."""
    reasons = [f"no answer in {PATIENCE_SECONDS} s"]

    def ask() -> None:
        try:
            reasons.append("" if download.exists() else "it has no such file")
        except Exception as error:
            reasons.append(_innermost(error))

    # The plugin waits for as long as the system does, which may be minutes.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE_SECONDS)
    return reasons[-1]


def _innermost(error: BaseException) -> str:
    while error.__context__ is not None:
        error = error.__context__
    return str(getattr(error, "strerror", None) or error)


def describe_kept(download: Download, reason: str) -> str:
    """Return a line that says that what is kept is used."""
    return (
        f"data.source: {download.query} can't be reached ({reason}); this run uses "
        f"what was fetched from it before, {download.local_path()}"
    )


def describe_unreached(address: str, reason: str) -> str:
    """Return a line that says that there is nothing to use."""
    return (
        f"data.source: expected an address that can be reached, got {address!r} "
        f"({reason}), of which nothing is kept"
    )
