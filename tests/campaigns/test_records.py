"""What search and the personal data of somebody say of campaigns."""

import pytest

from campaigns.models import OrganisationSignature
from campaigns.services import organisations as services
from cms.core.personal_data import services as personal_data
from cms.core.personal_data.sources import subject_of
from search.sources.campaigns import CampaignSource
from tests.campaigns.conftest import representative
from tests.campaigns.test_campaign_page import block, news
from tests.factories import UserFactory
from tests.factories.pages import make_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once")]


def test_search_reads_what_readers_read(site):
    page = make_campaign(
        aim="A ceasefire.",
        demands=[block("demand", {"title": "Stop the arms", "text": "<p>All.</p>"})],
        updates=[news("2024-05-01", "The march")],
        result="It was agreed.",
    )
    (entry,) = CampaignSource().project(str(page.translation_key))
    for words in ("A ceasefire.", "Stop the arms", "All.", "On The march.", "Sign it."):
        assert words in entry.text
    assert "It was agreed." not in entry.text
    assert entry.state == "current"


def test_who_signed_stays_on_record(appeal, party):
    leader = representative(party)
    services.sign(appeal=appeal, organisation=party, by=leader)
    subject = subject_of(leader.email)
    held = personal_data.erase(subject=subject, by=UserFactory())
    assert any("provable" in reason for one in held for reason in one.kept)
    signature = OrganisationSignature.objects.get()
    assert (signature.signed_by, signature.signed_by_name) == (None, leader.name)


def test_an_unused_link_is_erased(appeal, party):
    leader = representative(party)
    services.invite(appeal=appeal, by=UserFactory())
    personal_data.erase(subject=subject_of(leader.email), by=UserFactory())
    assert not OrganisationSignature.objects.exists()
