"""List the files of the source, their labels and given splits."""

from collections.abc import Mapping
from pathlib import Path

from asirra.job import logged
from asirra.photos.archives import check_sha256
from asirra.photos.listing import list_files
from asirra.photos.source_record import write_record
from asirra.photos.sources import open_source
from asirra.tables import write_table


def list_photos(
    source_path: Path,
    files_path: Path,
    sha256: str | None,
    labels: str | Mapping[str, str],
    split: str | Mapping[str, str],
    group: Mapping[str, str] | None,
) -> None:
    """Write files.csv, the listing of the source.

    Args:
        source_path: folder or archive of photos.
        files_path: where to write the listing.
        sha256: of the archive, which is compared with it; None for no comparison.
        labels: as `data.labels`.
        split: as `data.split`.
        group: as `data.group`.
    """
    if sha256:
        check_sha256(source_path, sha256)
    with open_source(source_path) as source:
        files = list_files(source.names(), labels, split, group)
    write_table(files, files_path)
    print(files["label"].value_counts().to_string())
    if group is not None:
        print(f"{files['group'].nunique()} groups")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        list_photos(
            source_path=Path(snakemake.input.source),
            files_path=Path(snakemake.output.files),
            **snakemake.params.listing,
        )
        write_record(
            source=snakemake.resources.source,
            listing=snakemake.params.listing,
            path=Path(snakemake.output.record),
        )
