"""An appeal as the public finds it: through a page of its campaign that anybody may read."""

from django.http import Http404
from django.utils.translation import get_language

from campaigns.models import Appeal, CampaignPage
from cms.core.models import ConsentText


def public_appeal(code: str) -> tuple[Appeal, CampaignPage]:
    """Return the appeal of that code and the page of its campaign, in the reader's language where
    there is one. Raise Http404 where the public reads neither."""
    appeal = Appeal.objects.filter(code=code).first()
    if appeal is None:
        raise Http404
    page = campaign_page(appeal)
    if page is None:
        raise Http404
    return appeal, page


def campaign_page(appeal: Appeal) -> CampaignPage | None:
    """Return the published page of the campaign of `appeal`, in the active language at best."""
    pages = CampaignPage.objects.published().filter(translation_key=appeal.campaign_key)
    by_language = {page.locale.language_code: page for page in pages.select_related("locale")}
    return by_language.get(get_language()) or next(iter(by_language.values()), None)


def can_be_signed(appeal: Appeal) -> bool:
    """Return whether the form may be shown: people sign now, and there is what they agree to."""
    return appeal.takes_people() and ConsentText.objects.current("signature") is not None
