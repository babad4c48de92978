"""Preparing, opening, extending, voiding, closing, settling and signing on the pages."""

import datetime

import pytest
from django.utils import timezone

from extranet.ballots.models import Ballot
from extranet.ballots.services import closing
from extranet.core.models import AuditEntry
from tests.extranet.ballots.casting_tools import (
    DAY,
    committee,
    drafted,
    fresh,
    mandate_of,
    opened,
    rule_of,
    vote,
)
from tests.extranet.ballots.pages import LANGUAGES, text_of, url
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    MeetingFactory,
    secretary,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seats(site):
    """A body with its chair and three members."""
    return committee(3)


def typed(body, rule, **changes) -> dict:
    """Return what is typed for a new ballot in writing."""
    end = timezone.now().replace(tzinfo=None, second=0, microsecond=0) + 7 * DAY
    return {
        "rule": rule.pk,
        "titles_en": "The budget",
        "titles_fr": "Le budget",
        "titles_es": "",
        "texts_en": "We adopt it.",
        "texts_fr": "",
        "texts_es": "",
        "mode": "writing",
        "place": "",
        "closes": end.isoformat(timespec="minutes"),
        "time_zone": "UTC",
    } | changes


def test_a_ballot_is_prepared_changed_announced_and_opened(client, seats):
    body, chair, members = seats
    rule = rule_of(body)
    client.force_login(chair)
    assert client.get(url("ballot-new"))["Location"] == url("ballot-new-of-body", body.code)
    answer = client.post(url("ballot-new-of-body", body.code), typed(body, rule))
    ballot = Ballot.objects.get()
    assert answer["Location"] == url("ballot", ballot.pk)
    assert ballot.titles == {"en": "The budget", "fr": "Le budget"}
    change = typed(body, rule, titles_en="The new budget")
    assert client.post(url("ballot-change", ballot.pk), change).status_code == 302
    assert fresh(ballot).titles["en"] == "The new budget"
    client.force_login(members[0])
    assert client.get(url("ballot", ballot.pk)).status_code == 404
    client.force_login(chair)
    client.post(url("ballot-announce", ballot.pk))
    client.force_login(members[0])
    assert "You would be on the roll" in text_of(client.get(url("ballot", ballot.pk)))
    client.force_login(chair)
    page = client.get(url("ballot-open", ballot.pk))
    assert "4 votes on the roll" in text_of(page)
    data = {name: typed(body, rule)[name] for name in ("closes", "time_zone")}
    assert client.post(url("ballot-open", ballot.pk), data).status_code == 302
    assert fresh(ballot).state == "open"
    back = client.get(url("ballot-change", ballot.pk), follow=True)
    assert "That cannot be done now" in text_of(back)


def test_what_is_refused_stands_beside_its_field_with_what_was_typed(client, seats):
    body, chair, _members = seats
    rule = rule_of(body)
    client.force_login(chair)
    for language in LANGUAGES:
        where = url("ballot-new-of-body", body.code, language=language)
        page = client.post(where, typed(body, rule, titles_en="", titles_fr=""))
        assert page.context["form"].errors["titles"]
        assert "We adopt it." in page.content.decode()
        page = client.post(where, typed(body, rule, mode="meeting"))
        assert page.context["form"].errors["place"]
    ballot = drafted(body, chair, rule)
    past = {"closes": "2020-01-01T10:00", "time_zone": "UTC"}
    page = client.post(url("ballot-open", ballot.pk), past)
    assert page.context["form"].errors["closes"]
    assert 'value="2020-01-01T10:00"' in page.content.decode()
    assert fresh(ballot).state == "draft"


def test_an_item_of_the_agenda_gets_its_ballot_and_the_meeting_shows_it(client, seats):
    body, chair, members = seats
    rule = rule_of(body)
    meeting = MeetingFactory(body=body)
    item = AgendaItemFactory(meeting=meeting)
    paper = DocumentFactory(body=body).current
    client.force_login(chair)
    page = client.get(url("ballot-new-of-body", body.code) + f"?item={item.pk}")
    assert page.context["form"]["place"].value() == f"i{item.pk}"
    data = typed(body, rule, mode="meeting", place=f"i{item.pk}", paper=paper.pk)
    client.post(url("ballot-new-of-body", body.code), data)
    ballot = Ballot.objects.get()
    assert (ballot.meeting, ballot.item, ballot.paper) == (meeting, item, paper)
    assert ballot.closes_at is None
    assert "The budget" in text_of(client.get(url("meeting", meeting.pk)))
    assert paper.document.title in text_of(client.get(url("ballot", ballot.pk)))
    client.force_login(members[0])
    assert "The budget" not in text_of(client.get(url("meeting", meeting.pk)))


def test_an_amendment_is_found_at_its_motion(client, seats):
    body, chair, _members = seats
    rule = rule_of(body)
    motion = drafted(body, chair, rule)
    client.force_login(chair)
    page = client.get(url("ballot-new-of-body", body.code) + f"?motion={motion.pk}")
    assert str(page.context["form"]["motion"].value()) == str(motion.pk)
    data = typed(body, rule, titles_en="Less of it", motion=motion.pk)
    client.post(url("ballot-new-of-body", body.code), data)
    assert Ballot.objects.get(motion=motion).kind == "amendment"
    assert "Less of it" in text_of(client.get(url("ballot", motion.pk)))


def test_it_is_extended_with_a_reason_that_is_read(client, seats):
    body, chair, members = seats
    ballot = opened(body, chair)
    later = (ballot.closes_at + DAY).astimezone(datetime.UTC).replace(tzinfo=None)
    data = {"closes": later.isoformat(timespec="minutes"), "time_zone": "UTC"}
    client.force_login(chair)
    missing = client.post(url("ballot-extend", ballot.pk), data)
    assert missing.context["form"].errors["reason"]
    earlier = client.post(
        url("ballot-extend", ballot.pk),
        {"closes": "2020-01-01T10:00", "time_zone": "UTC", "reason": "Soon"},
    )
    assert earlier.context["form"].errors["closes"]
    client.post(url("ballot-extend", ballot.pk), data | {"reason": "A holiday"})
    assert fresh(ballot).closes_at > ballot.closes_at
    client.force_login(members[0])
    assert "A holiday" in text_of(client.get(url("ballot", ballot.pk)))


def test_void_says_why_and_leads_to_the_new_round(client, seats):
    body, chair, members = seats
    ballot = opened(body, chair)
    client.force_login(chair)
    data = {"reason": "A wrong text", "again": "on"}
    answer = client.post(url("ballot-void", ballot.pk), data)
    again = Ballot.objects.get(previous=ballot)
    assert answer["Location"] == url("ballot", again.pk)
    client.force_login(members[0])
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert "This ballot is void A wrong text" in page
    assert "The round after" in page


def test_it_is_closed_signed_by_two_and_recorded(client, seats):
    body, chair, members = seats
    ballot = opened(body, chair, rule_of(body, majority="two_thirds"))
    for user in members:
        vote(ballot, user)
    client.force_login(chair)
    assert "3 of 4 votes on the roll were cast" in text_of(
        client.get(url("ballot-close", ballot.pk))
    )
    client.post(url("ballot-close", ballot.pk))
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert "Adopted" in page
    assert "3 × 3 ≥ 2 × 3" in page
    assert "Two people sign the result" in page
    client.post(url("ballot-sign", ballot.pk))
    assert "Somebody else signs next" in text_of(client.get(url("ballot", ballot.pk)))
    again = client.post(url("ballot-sign", ballot.pk))
    assert again.context["form"].non_field_errors()
    client.force_login(secretary())
    client.post(url("ballot-sign", ballot.pk))
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert fresh(ballot).record.digest in page
    assert chair.name in page


@pytest.mark.parametrize("how", ["chair", "lot"])
def test_a_tie_is_settled_as_the_rule_says(client, seats, how):
    body, chair, members = seats
    ballot = opened(body, chair, rule_of(body, tie=how))
    for user, choice in zip(members, ("yes", "no"), strict=False):
        vote(ballot, user, [choice])
    closing.close(ballot=ballot, by=chair)
    client.force_login(chair)
    page = client.get(url("ballot", ballot.pk))
    assert url("ballot-tie", ballot.pk) in page.content.decode()
    assert client.get(url("ballot-sign", ballot.pk)).status_code == 302
    form = client.get(url("ballot-tie", ballot.pk)).context["form"]
    assert [code for code, _label in form.fields["choice"].choices] == ["yes", "no"]
    if how == "lot":
        page = client.post(url("ballot-tie", ballot.pk), {"choice": "yes"})
        assert page.context["form"].errors["note"]
    client.post(url("ballot-tie", ballot.pk), {"choice": "yes", "note": "Drawn by A before B"})
    page = text_of(client.get(url("ballot", ballot.pk)))
    assert "The tie was settled" in page
    assert "Adopted" in page


def test_proxies_and_recusals_change_the_roll_until_it_is_opened(client, seats):
    body, chair, members = seats
    ballot = drafted(body, chair, rule_of(body, proxies=1))
    client.force_login(chair)
    client.post(url("ballot-announce", ballot.pk))
    giver, holder = (mandate_of(user, body) for user in members[:2])
    client.force_login(members[0])
    page = client.get(url("ballot-proxy", ballot.pk))
    assert list(page.context["form"].fields["giver"].queryset) == [giver]
    wrong = client.post(url("ballot-proxy", ballot.pk), {"giver": giver.pk, "holder": giver.pk})
    assert wrong.context["form"].errors["holder"]
    client.post(url("ballot-proxy", ballot.pk), {"giver": giver.pk, "holder": holder.pk})
    roll = text_of(client.get(url("ballot-roll", ballot.pk)))
    assert f"{holder.person.name} votes for {giver.person.name}" in roll
    assert "You gave a proxy" in roll
    proxy = ballot.proxies.get()
    client.force_login(members[2])
    where = url("ballot-proxy-withdraw", ballot.pk, proxy.pk)
    assert client.get(where).status_code == 404
    client.force_login(members[0])
    client.post(where)
    assert not ballot.proxies.filter(withdrawn_at=None).exists()
    client.post(url("ballot-recuse", ballot.pk), {"who": f"m{giver.pk}", "reason": "My party"})
    roll = text_of(client.get(url("ballot-roll", ballot.pk)))
    assert "My party" in roll
    assert "Takes no part in this decision" in roll
    recusal = ballot.recusals.get()
    client.post(url("ballot-recusal-remove", ballot.pk, recusal.pk))
    assert not ballot.recusals.exists()


def test_who_manages_records_that_an_organisation_takes_no_part(client, seats):
    body, chair, members = seats
    ballot = drafted(body, chair)
    organisation = mandate_of(members[0], body).organisation
    client.force_login(secretary())
    client.post(url("ballot-recuse", ballot.pk), {"who": f"o{organisation.pk}"})
    assert ballot.recusals.get().organisation == organisation
    client.force_login(members[1])
    own = mandate_of(members[0], body)
    assert client.get(url("ballot-recuse", ballot.pk)).status_code == 404
    client.force_login(chair)
    client.post(url("ballot-announce", ballot.pk))
    client.force_login(members[1])
    page = client.post(url("ballot-recuse", ballot.pk), {"who": f"m{own.pk}"})
    assert page.context["form"].errors["who"]


def test_after_the_close_the_roll_says_who_took_part_and_before_it_does_not(client, seats):
    body, chair, members = seats
    ballot = opened(body, chair, rule_of(body, secret=True))
    vote(ballot, members[0])
    client.force_login(members[1])
    where = url("ballot-roll", ballot.pk)
    assert "Took part" not in text_of(client.get(where))
    closing.close(ballot=ballot, by=chair)
    assert "Took part" in text_of(client.get(where))


def test_the_projector_names_nobody_and_shows_no_vote_before_the_close(client, seats):
    body, chair, members = seats
    ballot = opened(body, chair)
    vote(ballot, members[0], ["no"])
    client.force_login(members[1])
    page = text_of(client.get(url("ballot-projector", ballot.pk)))
    assert "1 of 4 votes are cast" in page
    assert "left" in page
    assert not any(line.name in page for line in ballot.lines.all())
    assert "Rejected" not in page
    closing.close(ballot=ballot, by=chair)
    page = text_of(client.get(url("ballot-projector", ballot.pk)))
    assert "Rejected" in page
    assert not any(line.name in page for line in ballot.lines.all())


def test_discarding_deletes_what_was_never_opened(client, seats):
    body, chair, _members = seats
    ballot = drafted(body, chair)
    client.force_login(chair)
    client.post(url("ballot-discard", ballot.pk))
    assert not Ballot.objects.exists()
    assert AuditEntry.objects.filter(action="ballot.discarded").exists()
