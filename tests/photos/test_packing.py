import numpy as np
import pandas as pd
from PIL import Image

from asirra.photos.packing import pack_photos as pack
from tests.photos.examples import SIZE, encode, left_white


def test_packing_names_every_file_once(tmp_path):
    contents = {f"Cat/{n}.png": encode(Image.new("L", (9, 9), n)) for n in range(300)}
    contents |= {"Cat/empty.png": b"", "readme.txt": b"hello"}
    labels = ["" if name == "readme.txt" else "Cat" for name in contents]
    files = pd.DataFrame({"file": list(contents), "label": labels, "split": ""})

    def read(name):
        if name == "Cat/7.png":
            raise RuntimeError("encrypted")
        return contents[name]

    path = tmp_path / "images.npy"
    packed, rejected = pack(files, read, path, SIZE, num_workers=3)
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    assert array.shape == (299, SIZE, SIZE, 3)
    assert array.dtype == np.uint8
    numbers = [n for n in range(300) if n != 7]
    assert packed["file"].tolist() == [f"Cat/{n}.png" for n in numbers]
    assert array[:, 0, 0, 0].tolist() == [min(n, 255) for n in numbers]
    assert dict(rejected.itertuples(index=False)) == {
        "Cat/7.png": "unreadable: RuntimeError: encrypted",
        "Cat/empty.png": "empty",
        "readme.txt": "no label",
    }


def test_equal_pixels_have_equal_sums(tmp_path):
    image = left_white()
    contents = {
        "a": encode(image),
        "b": encode(image, "TIFF"),
        "c": encode(Image.new("L", (3, 3))),
    }
    files = pd.DataFrame({"file": list(contents), "label": "x", "split": ""})
    packed, _ = pack(files, contents.get, tmp_path / "images.npy", SIZE, 2)
    a, b, c = packed["sha256"]
    assert a == b != c


def test_a_packed_photo_keeps_its_row_of_the_listing(tmp_path):
    contents = {"1": encode(left_white()), "NA": b"", "b": encode(left_white())}
    rows = [("1", "x", "train"), ("NA", "x", "test"), ("b", "NA", "")]
    files = pd.DataFrame(rows, columns=["file", "label", "split"])
    packed, _ = pack(files, contents.get, tmp_path / "images.npy", SIZE, 2)
    columns = ["file", "label", "split", "width_px", "height_px", "sha256"]
    columns.append("white_level")
    assert packed.columns.tolist() == columns
    listed = packed[["file", "label", "split"]].to_numpy().tolist()
    assert listed == [["1", "x", "train"], ["b", "NA", ""]]
    assert packed[["width_px", "height_px"]].to_numpy().tolist() == [[40, 20]] * 2
