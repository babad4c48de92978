"""What the front page shows of campaigns."""

from campaigns.models import CampaignPage
from home.sections import register_section

SHOWN = 3


@register_section("campaigns")
def current_campaigns(home_page):
    """Return the campaigns that run now, in the home page's language."""
    below = CampaignPage.objects.published().filter(path__startswith=home_page.path)
    return below.cards().current()[:SHOWN]
