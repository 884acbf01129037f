"""List the source's files and their labels."""

from pathlib import Path

from asirra.job import logged
from asirra.photos.archives import check_sha256
from asirra.photos.labels import list_files
from asirra.photos.sources import open_source
from asirra.tables import write_table


def list_photos(source_path: Path, files_path: Path, sha256: str | None) -> None:
    """Check the archive's sum, where one is configured, and write files.csv."""
    if sha256:
        check_sha256(source_path, sha256)
    with open_source(source_path) as source:
        files = list_files(source.names())
    write_table(files, files_path)
    print(files["label"].value_counts().to_string())


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        list_photos(
            Path(snakemake.input.source),
            Path(snakemake.output.files),
            snakemake.params.sha256,
        )
