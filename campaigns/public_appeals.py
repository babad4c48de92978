"""An appeal as the public finds it: through a page that carries it and that anybody may read."""

from django.http import Http404
from django.utils.translation import get_language

from campaigns import appeal_pages
from campaigns.models import Appeal
from cms.core.models import BasePage, ConsentText


def public_appeal(code: str) -> tuple[Appeal, BasePage]:
    """Return the appeal of that code and its page, in the reader's language where there is one.

    Raise Http404 where the public reads neither, or the page stands no longer.
    """
    appeal = Appeal.objects.filter(code=code).first()
    if appeal is None:
        raise Http404
    page = campaign_page(appeal, standing=True)
    if page is None:
        raise Http404
    return appeal, page


def campaign_page(appeal: Appeal, *, standing: bool = False) -> BasePage | None:
    """Return the published page that carries `appeal`, in the active language at best.

    With `standing`, one alone on which it can be signed.
    """
    pages = appeal_pages.published_pages(appeal, standing=standing)
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(get_language()) or next(iter(pages), None)


def can_be_signed(appeal: Appeal) -> bool:
    """Return whether the form may be shown: people sign now, and there is what they agree to."""
    return appeal.takes_people() and ConsentText.objects.current("signature") is not None
