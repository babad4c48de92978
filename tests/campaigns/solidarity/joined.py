"""What tests of joining share: a declaration in three languages that can be joined."""

import datetime
import html
import re

from django.core import mail
from django.utils import timezone

from campaigns.models import Appeal, OrganisationSignature
from campaigns.services import organisations as services
from tests.campaigns import conftest as campaigns
from tests.campaigns.tools import HERE
from tests.factories import UserFactory
from tests.factories.pages import make_solidarity, translate

TITLES = {"en": "With the strikers", "fr": "Avec les grévistes", "es": "Con la huelga"}
CODE = "with-the-strikers"


def make_declaration(**fields):
    """Return a published declaration in three languages."""
    page = make_solidarity(title=TITLES["en"], slug=CODE, **fields)
    for language in ("fr", "es"):
        translate(page, language, title=TITLES[language])
    return page


def open_to_join(page, code=CODE, **fields) -> Appeal:
    """Return the appeal of a declaration, which organisations alone can join, without an end."""
    defaults = {"titles": TITLES, "people_from": None, "ends_at": None, "milestones": []}
    return campaigns.make_appeal(page, code, **defaults | fields)


def for_people(appeal: Appeal) -> Appeal:
    """Open it for people as well."""
    appeal.people_from = timezone.now() - datetime.timedelta(days=1)
    appeal.save()
    return appeal


def counted(appeal: Appeal) -> int:
    """Return the counter, which equals a recount."""
    number = Appeal.objects.get(pk=appeal.pk).organisations
    assert number == OrganisationSignature.objects.signed().filter(appeal=appeal).count()
    return number


def address(appeal: Appeal, party, language="en") -> str:
    """Return where somebody joins for `party`."""
    return f"/{language}/appeals/{appeal.code}/for/{party.code}/"


def text_of(answer) -> str:
    """Return the page as it is read."""
    return html.unescape(answer.content.decode())


def withdraw_position(page) -> None:
    """Let the position stand no longer."""
    page.refresh_from_db()
    page.withdrawn_on, page.withdrawal_reason = datetime.date(2024, 6, 1), "Overtaken by events."
    page.save_revision().publish()


def replace_position(page) -> None:
    """Let another one take its place."""
    make_solidarity(title="A newer one", supersedes=page)


def unpublish(page) -> None:
    """Take it off the site, in all languages."""
    for one in page.get_translations(inclusive=True):
        one.unpublish()


def press(client, link, served):
    """Press the button of the page that a link has opened."""
    opened = re.search(r'name="opened" value="([^"]+)"', served.content.decode())[1]
    return client.post(link, {"opened": opened}, headers=HERE)


def invited(appeal, leader, language="fr") -> str:
    """Return the link that the leader was sent."""
    leader.language = language
    leader.save()
    services.invite(appeal=appeal, by=UserFactory())
    return re.search(rf"/{language}/appeals/sign/\S+/", mail.outbox[-1].body)[0]
