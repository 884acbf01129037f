"""Render the tables as pages for the report."""

from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.report.pages import make_table_page
from asirra.tables import read_photos


def render_table(table_path: Path, page_path: Path) -> None:
    """Write an HTML page of a CSV file, named like it."""
    title = table_path.stem.replace("_", " ")
    page = make_table_page(read_photos(table_path), title)
    with written(page_path) as partial:
        partial.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        paths = zip(snakemake.input.tables, snakemake.output.pages, strict=True)
        for table_path, page_path in paths:
            render_table(Path(table_path), Path(page_path))
