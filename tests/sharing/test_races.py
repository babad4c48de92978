"""Two who publish, and two who mail, at the same moment, on a real server."""

import pytest
from django.core import mail
from django.core.files.storage import storages
from django.utils import timezone

from cms.core.models import ConsentText
from cms.sharing.mail_tasks import mail_kit
from cms.sharing.models import KitMail, ShareKit
from cms.sharing.services import kits
from tests.campaigns.test_signing_races import at_once
from tests.factories.pages import make_statement
from tests.sharing.test_subscription import reader


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_publications_at_once_make_one_kit_and_one_mail(site):
    consent = ConsentText.objects.create(purpose="share-kits", texts={"en": "I agree."})
    reader(consent)
    page = make_statement(date=timezone.localdate())
    made = at_once([page.pk] * 4, lambda pk: kits.make(page_id=pk), connections=4)
    assert sorted(made) == [False, False, False, True]
    kit = ShareKit.objects.get()
    folders, _files = storages["private"].listdir(f"share-kits/{page.pk}")
    full = [one for one in folders if storages["private"].listdir(f"share-kits/{page.pk}/{one}")[1]]
    assert full == [kit.files["link"].split("/")[2]]
    assert len(mail.outbox) == 1
    sent = at_once([KitMail.objects.get().pk] * 4, mail_kit.call, connections=4)
    assert sent == [False] * 4
    assert len(mail.outbox) == 1
