"""HTML pages of the report: tables that sort and search, and animations.

A page holds all that it shows: it fetches nothing.
"""

import base64
import html

import pandas as pd

# Rows that a page shows; the whole table is the CSV file beside it.
MAX_ROWS = 2000

STYLE = """
body { font: 15px sans-serif; margin: 1.5em; color: #222; background: white }
table { border-collapse: collapse; margin-top: 1em }
th, td { padding: .3em .7em; border-bottom: 1px solid #ddd; text-align: left }
th { cursor: pointer; background: #f2f5f7; position: sticky; top: 0 }
td.number { text-align: right; font-variant-numeric: tabular-nums }
"""

SCRIPT = """
const rows = () => [...document.querySelectorAll("tbody tr")];
document.querySelector("input").oninput = event => {
  const words = event.target.value.toLowerCase();
  for (const row of rows()) row.hidden = !row.innerText.toLowerCase().includes(words);
};
document.querySelectorAll("th").forEach((head, column) => {
  head.onclick = () => {
    const sign = head.dataset.sign = -(head.dataset.sign || -1);
    const text = row => row.cells[column].dataset.value ?? row.cells[column].innerText;
    const compare = (a, b) => text(a).localeCompare(text(b), "en", {numeric: true});
    const isNumber = rows().some(row => row.cells[column].className === "number");
    const difference = (a, b) => (+text(a) || 0) - (+text(b) || 0);
    const order = isNumber ? difference : compare;
    const sorted = rows().sort((a, b) => sign * order(a, b));
    document.querySelector("tbody").append(...sorted);
  };
});
"""


def make_table_page(table: pd.DataFrame, title: str) -> str:
    """Return an HTML page of a table: a click on a column sorts, a text field searches.

    Every text is escaped, because the name of a file may hold anything.

    Args:
        table: its first `MAX_ROWS` rows are shown.
        title: title of the page.
    """
    shown = table.head(MAX_ROWS)
    note = f"{len(table)} rows"
    if len(shown) < len(table):
        note += f", the first {MAX_ROWS} of them here: all are in the CSV file"
    heads = "".join(f"<th>{html.escape(str(name))}</th>" for name in table.columns)
    rows = "\n".join(
        f"<tr>{''.join(map(_make_cell, row))}</tr>"
        for row in shown.itertuples(index=False, name=None)
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{STYLE}</style></head>\n"
        f'<body><h1>{html.escape(title)}</h1><label>Search: <input type="search">'
        f"</label> {note}\n<table><thead><tr>{heads}</tr></thead>\n"
        f"<tbody>{rows}</tbody></table>\n<script>{SCRIPT}</script></body></html>\n"
    )


def make_animation_page(animation: bytes, title: str) -> str:
    """Return an HTML page that holds a GIF, which a report does not show by itself."""
    data = base64.b64encode(animation).decode()
    title = html.escape(title)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>\n"
        f'<body style="background: white"><img alt="{title}" style="max-width: 100%" '
        f'src="data:image/gif;base64,{data}"></body></html>\n'
    )


def _make_cell(value: object) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = f"{value:.6g}" if isinstance(value, float) else str(value)
        return f'<td class="number" data-value="{value!r}">{text}</td>'
    return f"<td>{html.escape(str(value))}</td>"
