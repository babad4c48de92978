"""People sign, confirm, change how they are shown and withdraw."""

import datetime

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Milestone, Signature
from campaigns.services import own_page, signing
from campaigns.services.suspicion import BURST
from campaigns.signals import milestone_reached
from cms.core import links
from cms.core.caching import content_version
from tests.campaigns.tools import (
    confirmed,
    consent,
    fresh,
    last_mail,
    link_in,
    make_appeal,
    recounted,
    sign,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]
State = Signature.State


@pytest.fixture
def appeal(site):
    return make_appeal()


def token_in(message) -> str:
    return link_in(message, "confirm").rstrip("/").rpartition("/")[2]


def test_a_signature_counts_once_it_is_confirmed(appeal):
    row = sign(appeal, "ana@example.org")
    signing.write_to(row)
    assert recounted(appeal) == (0, 0)
    assert mail.outbox[0].to == ["ana@example.org"]
    done = signing.confirm(token=token_in(mail.outbox[0]))
    assert (done.number, done.state, done.month.day) == (1, "confirmed", 1)
    assert recounted(appeal) == (1, 1)
    assert "signature number 1" in last_mail().body
    assert len(mail.outbox) == 2


def test_what_was_agreed_to_is_kept_with_the_signature(appeal):
    row = sign(appeal, language="fr")
    assert (row.consent_text, row.consent_language) == (consent(), "fr")
    assert row.consented_at
    assert row.keep_until == (appeal.ends_at.date().replace(year=appeal.ends_at.year + 1))


def test_a_link_works_once(appeal):
    row = sign(appeal)
    token = links.renew(row, datetime.timedelta(days=7))
    signing.confirm(token=token)
    with pytest.raises(links.LinkInvalid):
        signing.confirm(token=token)
    assert recounted(appeal) == (1, 1)


def test_a_link_expires_and_an_older_one_is_void(appeal):
    row = sign(appeal)
    old = links.renew(row, datetime.timedelta(days=7))
    expired = links.renew(row, datetime.timedelta(seconds=-1))
    with pytest.raises(links.LinkInvalid):
        signing.confirm(token=old)
    with pytest.raises(links.LinkExpired):
        signing.confirm(token=expired)
    with pytest.raises(links.LinkInvalid):
        signing.confirm(token="nonsense")
    assert recounted(appeal) == (0, 0)


def test_the_database_holds_no_link(appeal):
    row = sign(appeal)
    token = links.renew(row, datetime.timedelta(days=7))
    assert token.split(".")[1] not in fresh(row).token_digest


def test_nobody_signs_before_people_may_or_after_the_end(site):
    later = make_appeal(people_from=timezone.now() + datetime.timedelta(days=1))
    with pytest.raises(signing.SigningClosed):
        sign(later)
    appeal = make_appeal()
    row = sign(appeal)
    token = links.renew(row, datetime.timedelta(days=7))
    type(appeal).objects.filter(pk=appeal.pk).update(ends_at=timezone.now())
    with pytest.raises(signing.SigningClosed):
        signing.confirm(token=token)
    assert recounted(appeal) == (0, 0)


def test_one_person_signs_once_in_any_spelling_and_language(appeal):
    first = confirmed(appeal, "ana.lopez@gmail.com")
    again = sign(appeal, "AnaLopez+x@googlemail.com", language="es", given_name="Other")
    assert again.pk == first.pk
    assert fresh(first).given_name == "Wanjiru"
    signing.write_to(again)
    assert "have signed it already" in last_mail().body
    assert recounted(appeal) == (1, 1)


def test_one_person_signs_two_appeals_and_no_digest_is_the_same(appeal):
    other = make_appeal()
    rows = [sign(one, "ana@example.org", network="here") for one in (appeal, other)]
    assert rows[0].email_key != rows[1].email_key
    assert rows[0].network_key != rows[1].network_key


def test_what_was_not_confirmed_is_written_anew(appeal):
    first = sign(appeal, "ana@example.org", given_name="Ann")
    again = sign(appeal, "ana@example.org", given_name="Ana", shown="hidden")
    assert (again.pk, fresh(first).given_name, fresh(first).shown) == (first.pk, "Ana", "hidden")


def test_rubbish_does_not_take_the_place_of_what_waits(appeal):
    first = sign(appeal, "ana@example.org")
    again = sign(appeal, "ana@example.org", given_name="Visit www.spam.example")
    assert (again.pk, again.given_name, again.state) == (first.pk, "Wanjiru", State.PENDING)


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"email": "x@mailinator.com"}, "disposable"),
        ({"given_name": "https://spam.example"}, "name"),
        ({"family_name": "<b>Buy</b>"}, "name"),
        ({"organisation": "cheap-pills.com"}, "name"),
        ({"given_name": "123", "family_name": "456"}, "name"),
        ({"given_name": "Seán", "family_name": "O’Brien-Díaz Jr."}, ""),
        ({"given_name": "王", "family_name": "小明"}, ""),
    ],
)
def test_what_looks_wrong_is_held_without_a_word(appeal, fields, rule):
    row = sign(appeal, **fields)
    assert (row.held_for, row.state) == (rule, "held" if rule else "pending")
    signing.write_to(row)
    assert len(mail.outbox) == (0 if rule else 1)


def test_many_from_one_network_are_held(appeal):
    rows = [sign(appeal, network="here") for _ in range(BURST + 2)]
    assert [row.held_for for row in rows] == [""] * BURST + ["burst"] * 2
    assert sign(appeal, network="elsewhere").state == State.PENDING
    old = timezone.now() - datetime.timedelta(hours=2)
    appeal.signatures.update(created_at=old)
    assert sign(appeal, network="here").state == State.PENDING


def test_numbers_are_never_given_twice(appeal):
    first, second = confirmed(appeal), confirmed(appeal)
    signing.withdraw(signature=second)
    assert recounted(appeal) == (1, 1)
    third = confirmed(appeal)
    assert [first.number, second.number, third.number] == [1, 2, 3]
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(pk=third.pk).update(number=1)


def test_who_withdraws_is_erased_and_may_sign_again(appeal):
    row = confirmed(appeal, "ana@example.org", comment="For my children", organisation="Union")
    version = content_version()
    signing.withdraw(signature=row)
    assert content_version() > version
    left = fresh(row)
    assert (left.number, left.state, left.email, left.email_key) == (1, "withdrawn", "", None)
    assert (left.comment, left.organisation, left.network_key) == ("", "", "")
    signing.withdraw(signature=row)
    assert recounted(appeal) == (0, 0)
    assert confirmed(appeal, "ana@example.org").number == 2
    assert recounted(appeal) == (1, 1)


def test_what_was_not_confirmed_is_deleted_when_it_is_withdrawn(appeal):
    row = sign(appeal)
    signing.withdraw(signature=row)
    assert not Signature.objects.filter(pk=row.pk).exists()


def test_a_milestone_is_told_once(site):
    appeal = make_appeal(milestones=[2, 3])
    told = []

    def hear(sender, appeal, people, **more):
        told.append(people)

    milestone_reached.connect(hear)
    try:
        confirmed(appeal)
        second = confirmed(appeal)
        signing.withdraw(signature=second)
        confirmed(appeal)
        confirmed(appeal)
    finally:
        milestone_reached.disconnect(hear)
    assert told == [2, 3]
    assert Milestone.objects.filter(appeal=appeal).count() == 2


def test_whoever_saves_the_appeal_meanwhile_leaves_the_count(appeal):
    opened = fresh(appeal)
    confirmed(appeal)
    opened.titles = {"en": "New title"}
    opened.save()
    assert recounted(appeal) == (1, 1)
    assert str(fresh(appeal)) == "New title"


def test_the_own_page_is_for_its_person_alone(appeal):
    one, other = confirmed(appeal), confirmed(appeal)
    token = own_page.token_of(one)
    assert own_page.of_token(token).pk == one.pk
    forged = token.replace(f"{one.pk}.", f"{other.pk}.", 1)
    assert own_page.of_token(forged) is None
    assert own_page.of_token("x") is None
    signing.withdraw(signature=one)
    assert own_page.of_token(token) is None


def test_a_change_of_how_one_is_shown_empties_the_cache_and_a_signature_waits(appeal):
    row = confirmed(appeal)
    version = content_version()
    confirmed(appeal)
    assert content_version() == version
    signing.change(signature=row, shown="hidden", letters=None, language="en")
    assert content_version() > version
    assert not Signature.objects.shown().filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("language", "subject", "thanks"),
    [
        ("en", "Please confirm your signature", "signature number 1"),
        ("fr", "Veuillez confirmer votre signature", "signature numéro 1"),
        ("es", "Confirme su firma, por favor", "firma número 1"),
    ],
)
def test_mails_speak_the_language_of_who_signed(appeal, language, subject, thanks):
    row = sign(appeal, language=language, given_name="Buy pills")
    signing.write_to(row)
    asked = last_mail()
    assert asked.subject == subject
    assert f"/{language}/appeals/confirm/" in asked.body
    assert f"/{language}/appeals/mine/" in asked.body
    # What was typed goes to nobody who has not confirmed.
    assert "Buy pills" not in asked.body
    signing.confirm(token=token_in(asked))
    assert thanks in last_mail().body
    assert f"/{language}/appeals/{appeal.code}/sign/?from=thanks" in last_mail().body
    assert f"/{language}/appeals/mine/" in last_mail().body
