"""What the pages of this app ask before they are published."""

from django.utils.translation import gettext as _

from cms.publishing.rules import Publication
from cms.publishing.services.undo import was_public
from cms.translation.source import translation_of
from home.corrections import lacks_note
from home.models import PositionPage


def uncorrected(publication: Publication) -> list[str]:
    """Return why `publication` may not go out: it corrects a published text without saying so."""
    page = publication.page
    if not isinstance(page, PositionPage) or translation_of(page):
        return []
    published = type(page).objects.filter(pk=page.pk, live=True).first()
    # Undoing a publication gives readers a text again that they had, with the notes it had.
    if was_public(publication.revision):
        return []
    if published is None or not lacks_note(published, page):
        return []
    return [
        _(
            "“%(title)s” is not published: its text changes, and no note says what is "
            "corrected. Open it and write one."
        )
        % {"title": page.get_admin_display_title()}
    ]
