"""No picture tells where, by whom and with what it was taken; what cannot be shown is refused."""

import io

import pytest
from PIL import Image, ImageChops

from cms.core.errors import Refused
from cms.media.pictures import cleaned, stripped
from cms.media.pictures.stripping import Malformed
from tests.media.picture_files import (
    FORMATS,
    SECRETS,
    bomb,
    drawing,
    moving,
    opened,
    profile,
    still,
    telling,
)


@pytest.mark.parametrize("image_format", FORMATS)
def test_nothing_but_the_picture_is_left(image_format):
    data = telling(image_format)
    assert any(secret in data for secret in SECRETS)
    clean = cleaned(data)
    assert not any(secret in clean for secret in SECRETS)
    image = opened(clean)
    assert dict(image.getexif()) == {}
    assert not {"exif", "xmp", "comment", "Author", "photoshop"} & set(image.info)
    assert (image.format, image.size) == (image_format, (60, 40))
    if image_format != "GIF":
        assert image.info["icc_profile"] == profile()


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_no_pixel_changes(image_format):
    data = telling(image_format)
    before, after = opened(data).convert("RGB"), opened(cleaned(data)).convert("RGB")
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize("image_format", FORMATS)
def test_what_was_cleaned_is_not_changed_again(image_format):
    clean = cleaned(telling(image_format, orientation=6 if image_format != "GIF" else 1))
    assert cleaned(clean) == clean


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_lies_as_it_was_seen(image_format):
    """Orientation 6: the camera was turned, the first row of the file is the right-hand side."""
    clean = cleaned(telling(image_format, orientation=6))
    image = opened(clean)
    assert image.size == (40, 60)
    assert dict(image.getexif()) == {}
    assert image.info["icc_profile"] == profile()
    red, _green, blue = image.convert("RGB").getpixel((35, 5))
    assert red > 200 > 60 > blue
    assert not any(secret in clean for secret in SECRETS)


def test_a_turned_photograph_does_not_grow():
    out = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(out, "JPEG", quality=70)
    plain = out.getvalue()
    exif = Image.Exif()
    exif[0x0112] = 8
    out = io.BytesIO()
    opened(plain).save(out, "JPEG", quality="keep", exif=exif)
    assert len(cleaned(out.getvalue())) < len(plain) * 1.1


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_kinds_of_colours_are_kept(mode):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 3
    exif[0x010F] = "SECRET"
    drawing().convert(mode).save(out, "JPEG", exif=exif)
    image = opened(cleaned(out.getvalue()))
    assert (image.mode, image.size) == (mode, (60, 40))


def test_transparent_pictures_stay_transparent():
    image = Image.new("RGBA", (10, 10), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG", exif=Image.Exif())
    assert opened(cleaned(out.getvalue())).getpixel((3, 3))[3] == 0
    out = io.BytesIO()
    image = drawing().convert("P")
    image.save(out, "GIF", transparency=image.getpixel((50, 30)), comment=b"SECRET")
    assert opened(cleaned(out.getvalue())).convert("RGBA").getpixel((50, 30))[3] == 0


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_short_is_refused(image_format, part):
    size = (300, 200)
    data = still(image_format, size)
    with pytest.raises(Refused) as refused:
        cleaned(data[: int(len(data) * part)])
    assert refused.value.field == "file"


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF"])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(Refused):
        cleaned(data)


@pytest.mark.parametrize("size", [(13_500, 13_500), (9_000, 9_000)])
def test_a_small_file_that_unpacks_to_too_much_is_refused(size):
    data = bomb(*size)
    assert len(data) < 40_000
    with pytest.raises(Refused, match="60 million pixels"):
        cleaned(data)


def test_how_large_a_picture_may_be_is_a_setting(settings):
    settings.PICTURE_MAX_PIXELS = 60 * 40
    assert cleaned(still())
    settings.PICTURE_MAX_PIXELS -= 1
    with pytest.raises(Refused):
        cleaned(still())


@pytest.mark.parametrize("image_format", ["GIF", "PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused_and_never_cut(image_format):
    with pytest.raises(Refused, match="Moving pictures"):
        cleaned(moving(image_format))


def test_a_photograph_with_a_preview_is_no_moving_picture():
    out = io.BytesIO()
    drawing((80, 60)).save(out, "MPO", save_all=True, append_images=[drawing((40, 30))])
    assert opened(out.getvalue()).n_frames == 2
    image = opened(cleaned(out.getvalue()))
    assert (image.format, image.size) == ("JPEG", (80, 60))


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "GIF"])
def test_stripping_says_where_a_file_ends_early(image_format):
    data = still(image_format)
    with pytest.raises(Malformed):
        stripped(data[: len(data) - 10])
