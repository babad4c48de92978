"""The usual formats of pictures that are shared."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class CardFormat:
    """A format: its code, which is in addresses, its size and what it is for.

    `title` are the largest and the smallest size of the title, `margin` is kept free around, and
    `upright` says that a picture stands above the text instead of beside it.
    """

    code: str
    width: int
    height: int
    label: str
    purpose: str
    title: tuple[int, int]
    margin: int
    upright: bool = False


FORMATS = {
    one.code: one
    for one in (
        CardFormat("link", 1200, 630, _("Link card"), _("shown beside a link"), (84, 26), 64),
        CardFormat("square", 1080, 1080, _("Square"), _("for posts"), (116, 30), 84, upright=True),
        CardFormat(
            "story",
            1080,
            1920,
            _("Story"),
            _("for stories, on a phone"),
            (136, 34),
            96,
            upright=True,
        ),
        CardFormat("wide", 1600, 900, _("Wide"), _("for slides and screens"), (116, 34), 92),
    )
}
