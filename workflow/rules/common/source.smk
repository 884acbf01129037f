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
def reach():
    """Return the download of the source's address, and why it can't be reached."""
    download = download_of(storage.http(SOURCE, keep_local=True))
    return download, out_of_reach(download)


@cache
def kept_or_fetched():
    """Return the archive behind the source's address, fetched where it can be."""
    download, reason = reach()
    # What looks partial may be what another run is fetching.
    if workflow.is_main_process and not workflow.dryrun and not find_runs(Path.cwd()):
        remove_partial_zip(download.local_path())
    if reason and not is_kept(download.local_path()):
        sys.exit(f"Error: {describe_unreached(SOURCE, reason)}; {why_needed(config)}")
    if reason and workflow.is_main_process:
        print(describe_kept(download, reason), file=sys.stderr)
    return as_input(download, not reason)


def source_is_gone():
    """Return whether nothing is left of the source but its packed photos.

    Only the process that plans the run asks an address.
    """
    if SOURCE == "synthetic" or is_path(SOURCE):
        return is_gone(SOURCE)
    if not workflow.is_main_process or why_needed(config):
        return False
    place = download_of(storage.http(SOURCE, keep_local=True)).local_path()
    return not is_kept(place) and bool(reach()[1])


SOURCE_IS_GONE = not PREDICTS_ALONE and source_is_gone()
if SOURCE_IS_GONE and workflow.is_main_process:
    print(
        f"data.source: {SOURCE} is not there; this run goes on with the photos of it "
        f"that are packed in {DATA}, and lists and packs none",
        file=sys.stderr,
    )
