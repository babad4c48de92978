"""What the to-do list is made of: rows in sections."""

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

SHOWN = 5
# Beyond this many the panel says "100+": nobody works through them from here.
COUNTED = 100


@dataclass
class Row:
    """One thing that waits: a link, its language, and a word on it."""

    title: str
    url: str
    language: str = ""
    note: str = ""
    moment: object = None


@dataclass
class Section:
    """Things that wait for the same reason."""

    name: str
    heading: str
    rows: list[Row] = field(default_factory=list)
    more_url: str = ""

    @property
    def shown(self) -> list[Row]:
        """The first of them."""
        return self.rows[:SHOWN]

    @property
    def count(self) -> str:
        """How many there are."""
        return f"{COUNTED}+" if len(self.rows) > COUNTED else str(len(self.rows))


def languages() -> dict[str, str]:
    """Return the site's languages, their names by their codes."""
    return dict(settings.WAGTAIL_CONTENT_LANGUAGES)


def mine_first(rows: list[Row], user) -> list[Row]:
    """Return `rows` with those in the language of `user` first, else in their order."""
    mine = languages().get(user.language)
    return sorted(rows, key=lambda row: row.language != mine)


def report_url() -> str:
    """Return the address of the report of pages by language."""
    return reverse("pages_by_language")


def edit_url(page_id) -> str:
    """Return the address of the editor of a page."""
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def desk_url(translation_id) -> str:
    """Return the address of the desk of a translation."""
    return reverse("translation_desk", args=[translation_id])


def person(user) -> str:
    """Return the name of somebody, empty where nobody is known."""
    return user.name if user else ""


def page_row(page: Page, *, moment: str, note=None, url: str = "") -> Row:
    """Return the row of `page`, dated by its field `moment`; `note` is asked with the page."""
    return Row(
        title=page.draft_title or page.title,
        url=url or edit_url(page.pk),
        language=languages().get(page.locale.language_code, ""),
        note=note(page) if note else "",
        moment=getattr(page, moment),
    )


def page_rows(pages, *, moment: str, note=None) -> list[Row]:
    """Return the rows of `pages`, no more than are counted."""
    pages = pages.select_related("locale")[: COUNTED + 1]
    return [page_row(page, moment=moment, note=note) for page in pages]
