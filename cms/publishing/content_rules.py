"""What the checks of contents have to say about a publication."""

from django.utils.translation import gettext as _

from cms.publishing.content_checks import (
    errors,
    headings,
    links,
    names_on_hold,
    pictures,
    register,
    sentences,
)
from cms.publishing.rules import Publication
from cms.publishing.rules import register as register_rule


def unfit(publication: Publication) -> list[str]:
    """Return why the content of `publication` may not go out."""
    page = publication.page
    title = page.get_admin_display_title()
    return [
        _("“%(title)s” is not published. %(reason)s") % {"title": title, "reason": found.text}
        for found in errors(page, publication.user)
    ]


def connect() -> None:
    """Register the checks of every text, and the rule that their errors refuse."""
    register(names_on_hold.check, refuses=True)
    register(links.check, refuses=True)
    register(headings.check)
    register(pictures.check)
    register(sentences.check_sentences)
    register(sentences.check_paragraphs)
    register_rule(unfit)
