import pytest

from asirra.errors import InputError
from asirra.photos.label_table import find_rows, read_label_table

NAMES = ["train/001.jpg", "train/002.jpg", "other/003.png"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_cells_may_be_divided_in_any_usual_way(tmp_path, separator):
    path = tmp_path / "labels.csv"
    rows = [["id", "breed "], ["001", "NA"], ["002", "1"]]
    path.write_text("".join(separator.join(row) + "\r\n" for row in rows), "utf-8-sig")
    table = read_label_table(path, ["id", "breed"])
    assert table.to_dict("list") == {"id": ["001", "002"], "breed": ["NA", "1"]}


def test_a_column_that_lacks_is_an_error_that_names_those_there(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("id,breed\n1,a\n")
    with pytest.raises(InputError, match=r"'label'.*'id', 'breed'"):
        read_label_table(path, ["id", "label"])


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00bad", b'a,b\n"1,2\n'])
def test_what_is_no_table_is_an_error_in_one_line(tmp_path, content):
    path = tmp_path / "labels.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as error:
        read_label_table(path, ["file"])
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "files",
    [
        ["train/001.jpg", "train/002.jpg", "other/003.png"],
        ["001.jpg", "002.jpg", "003.png"],
        ["001", "002", "003"],
        ["./train/001", "train\\002.jpg", "other/003"],
    ],
)
def test_files_may_be_written_with_or_without_folder_and_ending(files):
    assert find_rows(files, NAMES, "labels.csv") == [0, 1, 2]


def test_a_file_that_the_table_does_not_name_has_no_row():
    assert find_rows(["002", "missing"], NAMES, "labels.csv") == [-1, 0, -1]


@pytest.mark.parametrize(
    ("files", "names", "told"),
    [
        (["1"], ["a/1.jpg", "b/1.jpg"], "a/1.jpg and b/1.jpg"),
        (["001", "001.jpg"], NAMES, "rows 2 and 3"),
        (["x", "y"], NAMES, "x, y"),
    ],
)
def test_what_does_not_fit_is_an_error(files, names, told):
    with pytest.raises(InputError, match=told):
        find_rows(files, names, "labels.csv")


def test_the_header_says_what_divides_cells(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text('\nfile|label, in words|size\n"a|b"|x|1\n')
    table = read_label_table(path, ["file", "label, in words"])
    assert table.to_dict("list") == {"file": ["a|b"], "label, in words": ["x"]}


def test_another_encoding_is_named(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_bytes("file,label\n1,\u00e9\n".encode("latin-1"))
    with pytest.raises(InputError, match="UTF-8"):
        read_label_table(path, ["file"])


def test_two_unicode_forms_of_a_name_are_one_file():
    assert find_rows(["\u00e9.jpg"], ["a/e\u0301.jpg"], "labels.csv") == [0]
