"""The source of the photos, where it is an input of rules."""

from functools import cache

from asirra.photos.archives import remove_partial_zip
from asirra.photos.downloads import (
    as_input,
    describe_kept,
    describe_unreached,
    download_of,
    is_kept,
    out_of_reach,
)


def photo_source(wildcards):
    """Return the folder or zip of photos: drawn, given, or fetched and kept."""
    if SOURCE == "synthetic":
        return f"{DATA}/drawings.zip"
    if is_path(SOURCE):
        # FINGERPRINT tells whether it changed; its time does not.
        return ancient(SOURCE)
    return kept_or_fetched()


@cache
def kept_or_fetched():
    """Return the archive behind the source's address, fetched where it can be."""
    download = download_of(storage.http(SOURCE, keep_local=True))
    # What looks partial may be what another run is fetching.
    if workflow.is_main_process and not workflow.dryrun and not find_runs(Path.cwd()):
        remove_partial_zip(download.local_path())
    reason = out_of_reach(download)
    if reason and not is_kept(download.local_path()):
        sys.exit(f"Error: {describe_unreached(SOURCE, reason)}")
    if reason and workflow.is_main_process:
        print(describe_kept(download, reason), file=sys.stderr)
    return as_input(download, not reason)
