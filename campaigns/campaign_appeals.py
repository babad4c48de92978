"""Campaigns carry appeals: how one speaks of those, and what a hand-over tells of a campaign."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from campaigns.appeal_pages import AppealPageType, register
from campaigns.appeal_words import AppealWords
from campaigns.models import CampaignPage

WORDS = AppealWords(
    kind=_("Appeal"),
    whole_text=_("Read the whole text of the appeal"),
    back=_("Back to the appeal"),
    shown_on_pages=_("It is written down, and shown on the campaign’s pages."),
    organisations=_("Organisations that signed"),
    no_organisation=_("No organisation has signed yet"),
    for_my_organisation=_("Appeals to sign for your organisation"),
    not_yet=_("Not signed yet."),
    done=_("Signed."),
    sign_for=_("Sign for %(organisation)s"),
    sign_act=_(
        "With the button %(organisation)s signs this appeal: its name, acronym, country and logo "
        "as they are today are shown among those who signed."
    ),
    sign_button=_("Sign for the organisation"),
    signed_by=_("Signed on %(day)s by %(name)s."),
    link_title=_("Sign for your organisation"),
    link_button=_("Sign"),
    approve_act=_(
        "%(name)s has signed for %(organisation)s. With the button you approve that: its name, "
        "acronym, country and logo are shown among those who signed."
    ),
    closed=_("Organisations cannot sign this appeal now."),
    invitation_subject=_("Sign “%(appeal)s”"),
    invitation=_("“%(appeal)s” is open for signature by our organisations."),
    invitation_link=_(
        "With the link below you sign for %(organisation)s. Nothing is signed by opening it."
    ),
    invitation_button=_("Read and sign"),
    invitation_refused=_("If your organisation does not want to sign, you need do nothing."),
    people_title=_("Sign the appeal"),
    over=_("This appeal has ended"),
    people_over=_("The appeal has ended: nobody can sign it any more."),
)


def _asks(page: CampaignPage) -> list[tuple[str, list[str]]]:
    demands = [one.value["title"] for one in page.demands]
    return [
        (gettext("Addressed to"), [page.addressees]),
        (gettext("What we ask for"), demands),
    ]


register(AppealPageType(order=0, model=CampaignPage, words=WORDS, asks=_asks))
