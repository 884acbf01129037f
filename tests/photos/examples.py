"""Photos, folders and zips made for the tests, and what packing makes of them."""

import io
import zipfile

from PIL import Image

from asirra.photos.listing import list_files
from asirra.photos.packing import pack_photos
from asirra.photos.sources import open_source

SIZE = 16


def encode(image, kind="PNG", **options):
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def left_white(mode="RGB"):
    image = Image.new("L", (40, 20), 0)
    image.paste(255, (0, 0, 20, 20))
    return image.convert(mode)


PHOTO = encode(left_white())
ONE_OF_EACH = {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO}


def write_zip(path, contents):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def write_folder(folder, contents):
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def pack(path, tmp_path, labels="auto"):
    """Return what the workflow makes of a source: accepted names, rejected reasons."""
    with open_source(path) as source:
        files = list_files(source.names(), labels)
        images = tmp_path / "images.npy"
        packed, rejected = pack_photos(files, source.read, images, SIZE, 2)
    reasons = rejected.set_index("file")["reason"].to_dict()
    return packed.set_index("file")["label"].to_dict(), reasons
