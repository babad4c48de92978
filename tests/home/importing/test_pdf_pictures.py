"""Pictures of a PDF are left out, and counted for whoever imports it."""

import io

import pytest
import typst
from django.utils.translation import override
from PIL import Image

from home.importing import read_document

TEXT = """
#set page(width: 400pt, height: 500pt, header: image("logo.png", width: 60pt, height: 40pt))
= Bread and roses
We publish what we have decided.
BODY
#pagebreak()
We publish what others have decided.
#pagebreak()
We go on.
"""


@pytest.fixture
def document(tmp_path):
    """Write a PDF of three pages with a logo at their heads: `document(body)` returns its path."""
    for name, colour in (("logo", "red"), ("photo", "green"), ("sign", "blue")):
        picture = io.BytesIO()
        Image.new("RGB", (80, 60), colour).save(picture, "PNG")
        (tmp_path / f"{name}.png").write_bytes(picture.getvalue())

    def write(body: str):
        source = tmp_path / "text.typ"
        source.write_text(TEXT.replace("BODY", body))
        path = tmp_path / "text.pdf"
        path.write_bytes(typst.compile(str(source)))
        return path

    return write


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Nothing else.", []),
        ('#image("sign.png", width: 12pt)', []),
        ('#image("photo.png", width: 200pt)', ["1 picture was left out."]),
        (
            '#image("photo.png", width: 200pt) And #image("photo.png", width: 90pt)',
            ["2 pictures were left out."],
        ),
    ],
)
def test_pictures_are_counted_and_what_belongs_to_the_paper_is_not(document, body, words):
    with override("en"):
        read = read_document(document(body), language="en")
    assert [note for note in read.notes if "picture" in note] == words
    assert read.title == "Bread and roses"
