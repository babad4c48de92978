"""Makes the markup of a post ready for the reader of HTML: lines, embeds, pictures, files."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from .addresses import Addresses
from .blocks import CLASSIC
from .shortcodes import EMBED, GALLERY

# The reader takes these for the shell around a text.
_SHELL = ["main", "article", "header", "footer", "aside", "hgroup"]
_ACTIVE = (
    *("script", "style", "noscript", "template", "object", "embed", "applet", "svg", "math"),
    *("canvas", "form", "input", "select", "textarea", "button", "link", "meta", "base", "frame"),
    *("frameset", "nav", "dialog"),
)
_PLAYED = ["iframe", "video", "audio"]
# What a picture is lifted out of; it comes before or after.
_LIFTED = frozenset(
    re.split(
        r"\s+",
        "p li ul ol dl dt dd a span em strong b i u small big font sub sup center label table "
        "thead tbody tfoot tr td th caption blockquote pre figure figcaption h1 h2 h3 h4 h5 h6 "
        "picture summary",
    )
)
_BLOCKS = frozenset(
    re.split(
        r"\s+",
        "address article blockquote body caption center dd details div dl dt fieldset figcaption "
        "figure footer h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table "
        "tbody td tfoot th thead tr ul",
    )
)
_NOT_LINES = frozenset(["table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "figure"])
_ATTACHED = re.compile(r"(?:wp-image-|attachment_)(\d{1,18})\b")
_MOST_MEDIA = 2000
_DEEPEST = 200


@dataclass
class Media:
    """A picture or a file in a text: `kind` is image or document."""

    kind: str
    address: str = ""
    attachment: int = 0
    words: str = ""
    caption: str = ""


class Preparer:
    """Works on one tree. `media` and `left_out` fill as it goes."""

    def __init__(self, soup: BeautifulSoup, addresses: Addresses, gallery: list[int]):
        self.soup = soup
        self.addresses = addresses
        self.gallery = gallery
        self.media: list[Media] = []
        self.left_out: Counter[str] = Counter()
        self.embeds: list[str] = []
        digest = hashlib.sha256(str(soup).encode("utf-8", "replace")).hexdigest()[:16]
        self.mark = re.compile(rf"MEDIUM{digest}N(\d+)E")
        self._written = f"MEDIUM{digest}N%dE"

    def prepare(self, classic: bool) -> None:
        """Do all of it; `classic` content has its paragraphs in its line ends."""
        self._flatten()
        for tag in self.soup.find_all(_SHELL):
            tag.name = "div"
        self._embeds()
        for tag in self.soup.find_all(_ACTIVE):
            self.left_out[tag.name] += 1
            tag.extract()
        for tag in self.soup.find_all("a", href=True):
            tag["href"] = self.addresses.absolute(str(tag["href"]))
        self._lines(classic)
        self._galleries()
        self._files()
        self._pictures()

    def _flatten(self) -> None:
        """Take what nests deeper than any text as words: walking up from it would take for ever."""
        depths = {id(self.soup): 0}
        for tag in self.soup.find_all(True):
            depths[id(tag)] = depths.get(id(tag.parent), 0) + 1
        for tag in [one for one in self.soup.find_all(True) if depths[id(one)] == _DEEPEST]:
            tag.replace_with(tag.get_text(" "))

    def _embeds(self) -> None:
        for tag in self.soup.find_all(attrs={EMBED: True}):
            self._link_to(tag, str(tag[EMBED]))
        for tag in self.soup.find_all(class_="wp-block-embed__wrapper"):
            if tag.find(True) is None and (address := tag.get_text(strip=True)):
                self._link_to(tag, address)
        for tag in self.soup.find_all(_PLAYED):
            source = tag.find("source", src=True)
            address = tag.get("src") or tag.get("data-src") or (source["src"] if source else "")
            self._link_to(tag, str(address or ""))

    def _link_to(self, tag: Tag, address: str) -> None:
        """Put a link in the place of what would be played; nothing of another site is shown."""
        address = address.strip()
        if address:
            full = f"https:{address}" if address.startswith("//") else address
            address = self.addresses.absolute(full)
        name = tag.name
        if address.lower().startswith(("https://", "http://")):
            self.embeds.append(address)
            paragraph = self.soup.new_tag("p")
            link = self.soup.new_tag("a", href=address)
            link.string = address
            paragraph.append(link)
            tag.replace_with(paragraph)
        else:
            self.left_out[name] += 1
            tag.extract()

    def _lines(self, classic: bool) -> None:
        for text in self.soup.find_all(string=lambda text: "\n" in text or "\r" in text):
            if isinstance(text, PreformattedString) or text.parent is None:
                continue
            exact = text.find_parent("pre") is not None
            if exact or (
                text.parent.name not in _NOT_LINES
                and (classic or text.find_parent(attrs={CLASSIC: True}))
            ):
                self._break(text, exact)

    def _break(self, text: NavigableString, exact: bool) -> None:
        words = re.sub(r"\r\n?", "\n", str(text))
        if not exact and _is_edge(text.previous_sibling):
            words = words.lstrip()
        if not exact and _is_edge(text.next_sibling):
            words = words.rstrip()
        lines = re.sub(r"\n[ \t]*\n\s*", "\n\n", words).split("\n")
        nodes: list = []
        for number, line in enumerate(lines):
            if number:
                nodes.append(self.soup.new_tag("br"))
            if line:
                nodes.append(NavigableString(line))
        text.replace_with(*nodes) if nodes else text.extract()

    def _galleries(self) -> None:
        for tag in self.soup.find_all(attrs={GALLERY: True}):
            numbers = [int(one) for one in str(tag[GALLERY]).split(",") if one] or self.gallery
            places = [self._place(Media("image", attachment=one)) for one in numbers]
            tag.replace_with(*[place for place in places if place is not None])

    def _files(self) -> None:
        for tag in self.soup.find_all(class_="wp-block-file"):
            link = next(
                (one for one in tag.find_all("a", href=True) if one.get_text(strip=True)), None
            )
            if link is None or not self.addresses.upload(str(link["href"])):
                continue
            words = link.get_text(" ", strip=True)
            place = self._place(Media("document", str(link["href"]), words=words))
            if place is not None:
                tag.replace_with(place)

    def _pictures(self) -> None:
        last: dict[int, Tag] = {}
        for picture in self.soup.find_all("img"):
            if self._is_sign(picture):
                picture.replace_with(str(picture.get("alt") or ""))
                continue
            media = self._media_of(picture)
            above = _outermost(picture)
            first = id(above) not in last and not _words_before(picture, above)
            place = self._place(media)
            if place is not None and above is picture:
                picture.replace_with(place)
                continue
            picture.extract()
            if place is None:
                continue
            if first:
                above.insert_before(place)
            else:
                last.get(id(above), above).insert_after(place)
                last[id(above)] = place

    @staticmethod
    def _is_sign(picture: Tag) -> bool:
        classes = picture.get("class") or []
        return bool({"wp-smiley", "emoji"} & set(classes))

    def _media_of(self, picture: Tag) -> Media:
        classes = " ".join(picture.get("class") or [])
        found = _ATTACHED.search(classes) or _ATTACHED.search(
            f"attachment_{picture.get('data-id')}"
        )
        address = str(picture.get("src") or picture.get("data-src") or "")
        return Media(
            "image",
            self.addresses.absolute(address),
            attachment=int(found[1]) if found else 0,
            words=" ".join(str(picture.get("alt") or "").split()),
            caption=self._caption(picture),
        )

    @staticmethod
    def _caption(picture: Tag) -> str:
        figure = picture.find_parent("figure")
        if figure is None or len(figure.find_all("img")) > 1:
            return ""
        caption = figure.find("figcaption")
        return " ".join(caption.extract().get_text(" ").split()) if caption else ""

    def _place(self, media: Media) -> Tag | None:
        if len(self.media) >= _MOST_MEDIA:
            self.left_out["img"] += 1
            return None
        place = self.soup.new_tag("p")
        place.string = self._written % len(self.media)
        self.media.append(media)
        return place


def _outermost(picture: Tag) -> Tag:
    """Return the highest element above a picture that a picture cannot stand in, else itself."""
    found = picture
    for above in picture.parents:
        if above.name in _LIFTED:
            found = above
    return found


def _words_before(picture: Tag, above: Tag) -> bool:
    for text in picture.find_all_previous(string=True):
        if above not in text.parents:
            return False
        if text.strip():
            return True
    return False


def _is_edge(sibling) -> bool:
    return sibling is None or (isinstance(sibling, Tag) and sibling.name in _BLOCKS)
