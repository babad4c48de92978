"""Pictures of the site as drawings that data can carry."""

import base64

from cms.media.models import SiteImage

_FILTER = "{}|bgcolor-ffffff|format-jpeg"
_WHOLE = "max-1400x1400"
_CUT = {"wide": "fill-1400x788", "square": "fill-1120x1120", "upright": "fill-1120x1400"}
# A tall picture is no wider than leaves it two thirds of a page.
_TALLEST = 1.25


def picture(image: SiteImage, crop: str = "") -> dict:
    """Return `image` for a figure: its drawing, its width in per cent, its alternative text.

    It is whole unless `crop` is one that the block of pictures offers. Raises OSError where its
    file is gone.
    """
    rendition = image.get_rendition(_FILTER.format(_CUT.get(crop, _WHOLE)))
    with rendition.file.open("rb") as file:
        data = base64.b64encode(file.read()).decode()
    width, height = rendition.width, rendition.height
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/jpeg;base64,{data}"/></svg>'
    )
    share = min(1, _TALLEST * width / height)
    return {"svg": svg, "width": round(100 * share), "alt": image.default_alt_text}
