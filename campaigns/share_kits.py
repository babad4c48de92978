"""What stands on the cards of campaigns."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.models import CampaignPage
from cms.core.shown_times import day
from cms.sharing import registry
from cms.sharing.registry import KitTexts


def _kind(page: CampaignPage) -> str:
    if page.stage == CampaignPage.Stage.ENDED:
        return _("Campaign, ended")
    return _("Campaign")


def _texts(page: CampaignPage) -> KitTexts:
    starts = day(page.starts_on)
    if page.ends_on:
        line = f"{starts} – {day(page.ends_on)}"
    else:
        line = pgettext("campaign", "since %(day)s") % {"day": starts}
    if page.stage == CampaignPage.Stage.PREPARED:
        line = pgettext("campaign", "from %(day)s") % {"day": starts}
    return KitTexts(
        day=page.starts_on,
        line=line,
        hashtags=page.hashtags,
        on_accent=True,
        over=page.stage == CampaignPage.Stage.ENDED,
    )


registry.register(CampaignPage, kind_label=_kind, texts=_texts)
