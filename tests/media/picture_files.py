"""Pictures that tell where, when, with what and by whom they were taken, and broken ones."""

import io
import struct
import zlib

from PIL import Image, ImageCms, PngImagePlugin

SECRETS = (b"SECRET", b"CAMERA-4711")
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    b'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>SECRET name'
    b"</rdf:Description></rdf:RDF></x:xmpmeta>"
)
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")


def profile() -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(orientation: int = 1) -> Image.Exif:
    """Return EXIF with a place, a maker, a serial number and an orientation."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = "SECRET maker"
    data[0x013B] = "SECRET artist"
    data.get_ifd(0x8825).update({1: "N", 2: (36.0, 48.0, 20.0), 3: "E", 4: (10.0, 10.0, 5.0)})
    data.get_ifd(0x8769)[0xA431] = "CAMERA-4711"
    return data


def drawing(size=(60, 40)) -> Image.Image:
    """Return a picture whose left upper corner is red, all else blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    return image


def telling(image_format: str, orientation: int = 1) -> bytes:
    """Return a picture of that format which tells as much as the format can."""
    out, image = io.BytesIO(), drawing()
    options = {"icc_profile": profile(), "exif": exif(orientation)}
    if image_format == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", "SECRET author")
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        info.add_text("Comment", "SECRET comment", zip=True)
        options["pnginfo"] = info
    elif image_format == "GIF":
        image, options = image.convert("P"), {"comment": b"SECRET comment"}
    else:
        options |= {"xmp": XMP}
    if image_format == "JPEG":
        options["comment"] = b"SECRET comment"
    if image_format == "WEBP":
        options["lossless"] = True
    image.save(out, image_format, **options)
    data = out.getvalue()
    if image_format == "JPEG":
        iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x0c\x1c\x02\x50\x00\x06SECRET"
        data = data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:]
        # A preview as phones hang it on, with what the camera told.
        data += data
    return data


def still(image_format: str = "PNG", size=(60, 40)) -> bytes:
    """Return a picture that tells nothing."""
    out = io.BytesIO()
    drawing(size).save(out, image_format)
    return out.getvalue()


def moving(image_format: str) -> bytes:
    """Return two pictures in one file."""
    out = io.BytesIO()
    first, second = drawing(), Image.new("RGB", (60, 40), "green")
    first.save(out, image_format, save_all=True, append_images=[second], duration=100)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """Return a small PNG with as many pixels as is said, all of them white."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    packer, row = zlib.compressobj(9), b"\x00" + b"\xff" * ((width + 7) // 8)
    pieces = [packer.compress(row) for _line in range(height)]
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    content = b"".join([*pieces, packer.flush()])
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", content) + chunk(b"IEND", b"")
    )


def opened(data: bytes) -> Image.Image:
    """Return the picture, read to its end."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image
