"""Elections in every language, by e-mail, in the search and among what is to be done."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils.translation import override

from extranet.ballots.elections.search_sources import ElectionSource
from extranet.ballots.services.elections import preparing, seating
from extranet.core.standing import standing_of
from extranet.core.todo import todos_for
from extranet.notices.models import Notice
from tests.extranet.ballots.elections_tools import (
    Stage,
    closed,
    photograph,
    time_is_up,
    voted,
)
from tests.factories.extranet import delegate

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def stage(site):
    return Stage()


def url(name: str, *keys) -> str:
    return reverse(f"extranet:{name}", args=keys)


def shown(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_page_in_every_language(client, stage, language):
    election = stage.election(seats=2, parity="quota", kept_women=1, regions={"region-0": 1}, cap=9)
    nomination = stage.name(election, stage.organisations[0], photograph=photograph())
    draft = stage.election(opened=False)
    client.force_login(stage.by)
    with override(language):
        paths = [
            *(url("elections"), url("election", election.pk), url("election", draft.pk)),
            *(url("election-new", stage.committee.code), url("election-change", draft.pk)),
            url("election-nominate", election.pk, stage.organisations[1].pk),
            *(url(f"election-{act}", election.pk) for act in ("change", "close", "void", "seat")),
            *(
                url(f"nomination-{act}", nomination.pk)
                for act in ("change", "withdraw", "accept", "admit", "refuse")
            ),
        ]
        for path in paths:
            page = shown(client, path)
            assert f'lang="{language}"' in page


def test_e_mails_name_nobody(stage, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        election = stage.election(seats=2)
        named = delegate()
        stage.name(election, stage.organisations[0], person=named.person, accepted=False)
    kinds = {notice.kind: notice for notice in Notice.objects.all()}
    assert {"nominations_opened", "candidate_named"} <= set(kinds)
    told = set(
        Notice.objects.filter(kind="nominations_opened").values_list("user__email", flat=True)
    )
    assert told == {user.email for user in stage.delegates.values()}
    for message in mail.outbox:
        assert "The board" not in message.subject + message.body


def test_search_finds_names_once_everybody_sees_them(stage):
    election = stage.election()
    stage.name(election, stage.organisations[0])
    source = ElectionSource()
    row = source.findable().get()
    assert "Byron" not in source.project_row(row, "en")["text"]
    closed(stage, election)
    row = source.findable().get()
    assert "Byron" in source.project_row(row, "en")["text"]
    assert source.readers(row) == {f"body:{stage.committee.pk}"}
    draft = stage.election(opened=False)
    assert draft not in source.findable()


def test_who_leads_is_told_what_is_next(stage):
    election = stage.election()
    texts = lambda: [todo.text for todo in todos_for(standing_of(stage.by))]  # noqa: E731
    assert texts() == []
    nomination = stage.name(election, stage.organisations[0])
    time_is_up(election)
    assert texts() == ["Close the nominations"]
    preparing.close_nominations(election=election, by=stage.by)
    assert texts() == ["Admit the candidates and prepare the vote"]
    election.nominations.update(state="admitted")
    voted(stage, election, [[nomination]])
    assert texts() == ["Give the elected their mandates, or prepare the runoff"]
    seating.seat_elected(election=election, by=stage.by)
    assert texts() == []
