"""Withdrawing a name is one act: shown first, confirmed, done whole or not at all."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file

from campaigns.solidarity.models import NameWithdrawal, SolidarityPage
from campaigns.solidarity.services.withdrawal import withdraw
from cms.media.models import SiteDocument, SiteImage
from tests.campaigns.solidarity.conftest import NAME, make_case, make_person, settle
from tests.factories.pages import make_solidarity
from tests.home.editing import colleague, signed_in

pytestmark = [
    pytest.mark.django_db,
    # Pictures are read by libraries that leave closing them to the interpreter.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def make_small():
    """Return somebody whose name is on a page, on a picture and in a file."""
    case = make_case("case-small")
    person = make_person(case)
    settle(person, "name")
    SiteImage.objects.create(
        title=f"{NAME} at a march", description="A march", file=get_test_image_file("march.png")
    )
    SiteDocument.objects.create(
        title="Letter", file=ContentFile(b"A letter.", "zephyrine-quolubart.txt")
    )
    make_solidarity(title=f"Free {NAME}", slug="free-zephyrine-quolubart", cases=[case])
    return person


def test_all_or_nothing(site, monkeypatch):
    person = make_small()
    monkeypatch.setattr(
        "campaigns.solidarity.services.withdrawal.bump_content_version",
        lambda: (_ for _ in ()).throw(RuntimeError("no room")),
    )
    with pytest.raises(RuntimeError), transaction.atomic():
        withdraw(person=person, by=None)
    assert NAME in SolidarityPage.objects.get().title
    person.refresh_from_db()
    assert person.show_name
    image = SiteImage.objects.get()
    assert storages["default"].exists(image.file.name)


def test_coordinators_see_the_places_confirm_and_read_the_report(site, roles, on_commit_at_once):
    person = make_small()
    browser = signed_in(colleague("coordinators"))
    address = reverse("solidarity_withdraw", args=[person.pk])
    assert "zephyrine-quolubart" in browser.get(address).content.decode()
    assert browser.post(address, {"agreed_by": "family"}).status_code == 422
    assert NAME in SolidarityPage.objects.get().title
    asked = {"agreed_by": "family", "agreed_how": "by telephone", "reason": "Threats."}
    answer = browser.post(address, asked, follow=True)
    assert "Threats." in answer.content.decode()
    made = NameWithdrawal.objects.get()
    assert made.person.decisions.first().withdraws
    file = made.files.get()
    answer = browser.get(reverse("solidarity_file", args=[file.pk]))
    assert b"".join(answer) == b"A letter."
    answer.close()
