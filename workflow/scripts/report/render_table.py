"""Render a table as a page for the report."""

from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.report.pages import make_table_page
from asirra.tables import read_photos


def render_table(table_path: Path, title: str, page_path: Path) -> None:
    """Write an HTML page of a CSV file."""
    page = make_table_page(read_photos(table_path), title)
    with written(page_path) as partial:
        partial.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        render_table(
            table_path=Path(snakemake.input.table),
            title=snakemake.wildcards.table.replace("_", " "),
            page_path=Path(snakemake.output.page),
        )
