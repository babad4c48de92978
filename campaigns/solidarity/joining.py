"""Declarations of solidarity carry appeals: organisations join them in the way they sign one."""

from django.utils.translation import gettext_lazy as _

from campaigns.appeal_pages import AppealPageType, register
from campaigns.appeal_words import AppealWords
from campaigns.solidarity.models import SolidarityPage

WORDS = AppealWords(
    kind=_("Solidarity declaration"),
    whole_text=_("Read the whole declaration"),
    back=_("Back to the declaration"),
    shown_on_pages=_("It is written down, and shown on the declaration’s pages."),
    organisations=_("Organisations that join this declaration"),
    no_organisation=_("No organisation has joined yet"),
    for_my_organisation=_("Declarations that your organisation can join"),
    not_yet=_("Not joined yet."),
    done=_("Joined."),
    sign_for=_("Join for %(organisation)s"),
    sign_act=_(
        "With the button %(organisation)s joins this declaration: its name, acronym, country and "
        "logo as they are today are shown among those that join it."
    ),
    sign_button=_("Join as an organisation"),
    signed_by=_("Joined on %(day)s, by %(name)s."),
    link_title=_("Join for your organisation"),
    link_button=_("Join"),
    approve_act=_(
        "%(name)s has joined for %(organisation)s. With the button you approve that: its name, "
        "acronym, country and logo are shown among those that join."
    ),
    closed=_("Organisations cannot join this declaration now."),
    invitation_subject=_("Join “%(appeal)s”"),
    invitation=_("Our organisations can join the solidarity declaration “%(appeal)s”."),
    invitation_link=_(
        "With the link below %(organisation)s joins it. Nothing happens by opening it."
    ),
    invitation_button=_("Read and join"),
    invitation_refused=_("If your organisation does not want to join, you need do nothing."),
    people_title=_("Sign the declaration"),
    over=_("This declaration is closed for signature"),
    people_over=_("The declaration is closed: nobody can sign it any more."),
)


def _standing(pages):
    """Return those of `pages` that were neither withdrawn nor replaced, in whatever language."""
    return pages.with_state().filter(withdrawn_day=None, superseded=False)


register(AppealPageType(order=10, model=SolidarityPage, words=WORDS, standing=_standing))
