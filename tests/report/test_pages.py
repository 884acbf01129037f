from html.parser import HTMLParser

import pandas as pd

from asirra.report.pages import MAX_ROWS, make_animation_page, make_table_page


class Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.texts = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        if self.tags[-1:] in (["td"], ["th"]) and data.strip():
            self.texts.append(data)


def read(page):
    parser = Cells()
    parser.feed(page)
    return parser


def test_a_page_holds_every_cell():
    table = pd.DataFrame({"file": ["a.jpg"], "accuracy": [1 / 3], "trial": [7]})
    cells = read(make_table_page(table, "trials"))
    assert cells.texts == ["file", "accuracy", "trial", "a.jpg", "0.333333", "7"]
    assert f'data-value="{1 / 3!r}"' in make_table_page(table, "trials")


def test_names_are_escaped():
    name = '<script>alert("x")</script>&.jpg'
    page = make_table_page(pd.DataFrame({name: [name]}), name)
    cells = read(page)
    assert cells.texts == [name, name]
    assert cells.tags.count("script") == 1


def test_a_long_table_is_cut_and_says_so():
    page = make_table_page(pd.DataFrame({"n": range(MAX_ROWS + 1)}), "photos")
    assert page.count("<tr>") == MAX_ROWS + 1
    assert f"{MAX_ROWS + 1} rows, the first {MAX_ROWS} of them here" in page


def test_a_page_fetches_nothing():
    assert "http" not in make_table_page(pd.DataFrame({"n": [1]}), "photos")


def test_an_animation_page_holds_the_animation():
    page = make_animation_page(b"GIF89a", "rounds of <x>")
    assert 'src="data:image/gif;base64,R0lGODlh"' in page
    assert 'alt="rounds of &lt;x&gt;"' in page
