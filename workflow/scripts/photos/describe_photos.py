"""Say what was found in the photos, before anything is trained."""

from collections.abc import Callable
from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.photos.findings import count_classes
from asirra.photos.findings import describe_photos as describe
from asirra.tables import read_photos, write_table


def describe_photos(
    files_path: Path,
    photos_path: Path,
    rejected_path: Path,
    classes_path: Path,
    findings_path: Path,
    say: Callable[[str], None],
) -> None:
    """Write classes.csv and findings.txt, whose lines are shown to the user."""
    photos = read_photos(photos_path)
    lines = describe(read_photos(files_path), photos, read_photos(rejected_path))
    write_table(count_classes(photos), classes_path)
    with written(findings_path) as partial:
        partial.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for line in lines:
        say(line)


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        describe_photos(
            files_path=Path(snakemake.input.files),
            photos_path=Path(snakemake.input.photos),
            rejected_path=Path(snakemake.input.rejected),
            classes_path=Path(snakemake.output.classes),
            findings_path=Path(snakemake.output.findings),
            say=say,
        )
