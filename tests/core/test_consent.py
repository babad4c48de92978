"""Consent texts: which is in force, that none changes that is, and how people agree to one."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from cms.core.models import ConsentText, PersonalDataMixin
from cms.core.personal_data.consent import ConsentField

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
TEXTS = {"en": "I agree.", "fr": "J’accepte.", "es": "Acepto."}


def write(days: int = -1, **fields) -> ConsentText:
    """Return a new version that is in force from so many days from now."""
    moment = timezone.now() + datetime.timedelta(days=days)
    fields = {"purpose": "signature", "texts": TEXTS, "valid_from": moment} | fields
    return ConsentText.objects.create(**fields)


def test_versions_are_numbered_for_each_purpose():
    assert [write().version, write().version, write(purpose="enrolment").version] == [1, 2, 1]


def test_the_version_in_force_is_the_last_that_began():
    old, new, coming = write(-9), write(-2), write(3)
    write(purpose="enrolment")
    current = ConsentText.objects.current
    assert current("signature") == new
    assert current("signature", timezone.now() - datetime.timedelta(days=5)) == old
    assert current("signature", timezone.now() + datetime.timedelta(days=5)) == coming
    assert current("nothing") is None


def refused(do) -> bool:
    """Return whether the database refuses."""
    try:
        with transaction.atomic():
            do()
    except (IntegrityError, InternalError):
        return True
    return False


@pytest.mark.parametrize(
    "change",
    [
        {"texts": {"en": "I agree to everything."}},
        {"purpose": "enrolment"},
        {"version": 7},
        {"valid_from": datetime.datetime(2999, 1, 1, tzinfo=datetime.UTC)},
    ],
)
def test_the_database_keeps_what_is_in_force(change):
    # In force as of this very moment, to the millisecond.
    rows = ConsentText.objects.filter(pk=write(0).pk)
    assert refused(lambda: rows.update(**change))
    assert refused(rows.delete)
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute("DELETE FROM core_consenttext"))


def test_what_is_not_yet_in_force_can_be_written_anew():
    text = write(1)
    text.texts = TEXTS | {"en": "I agree to this."}
    text.full_clean()
    text.save()
    text.delete()


def test_the_form_says_so_before_the_database_does():
    text = write()
    text.texts = TEXTS | {"en": "I agree to everything."}
    with pytest.raises(ValidationError, match="Write a new version"):
        text.full_clean()


class AgreeForm(forms.Form):
    consent = ConsentField("signature")


def shown(form) -> str:
    return render_to_string("components/form-field.html", {"field": form["consent"]})


def test_the_box_stands_beside_the_text_in_the_readers_language():
    text = write()
    with override("fr"):
        html = shown(AgreeForm())
    assert "J’accepte." in html
    assert f'value="{text.pk}"' in html
    assert 'type="checkbox"' in html
    assert "field--check" in html
    assert "checked" not in html


def test_who_ticks_the_box_agrees_to_that_version():
    text = write()
    form = AgreeForm({"consent": str(text.pk)})
    assert form.is_valid()
    assert form.cleaned_data["consent"] == text
    assert "checked" in shown(form)


def test_who_does_not_tick_it_agrees_to_nothing():
    write()
    form = AgreeForm({})
    assert form.errors["consent"] == ["Please tick this box if you agree."]


def test_who_read_an_older_version_is_asked_again():
    old, new = write(-9), write(-1)
    form = AgreeForm({"consent": str(old.pk)})
    assert "has changed" in form.errors["consent"][0]
    html = shown(form)
    assert f'value="{new.pk}"' in html
    assert "checked" not in html


@pytest.mark.parametrize("sent", ["on", "True", "0", "999999"])
def test_without_a_text_nobody_can_agree(sent):
    assert not AgreeForm({"consent": sent}).is_valid()


@pytest.fixture
def signatures(table):
    class Signature(PersonalDataMixin):
        name = models.CharField(max_length=50)
        country = models.CharField(max_length=2)
        anonymous_values = {"name": ""}

        class Meta(PersonalDataMixin.Meta):
            abstract = False
            app_label = "core"

        def __str__(self):
            return self.name

    return table(Signature)


def test_a_row_says_what_was_agreed_to_in_which_language_and_when(signatures):
    text = write()
    row = signatures(name="Ana", country="PT")
    with override("es"):
        row.give_consent(text)
    row.save()
    row.refresh_from_db()
    assert (row.consent_text_id, row.consent_language) == (text.pk, "es")
    assert timezone.now() - row.consented_at < datetime.timedelta(minutes=1)


def test_half_a_consent_is_none(signatures):
    row = signatures(name="Ana", consent_text=write())
    assert refused(row.save)


def test_a_row_past_its_day_is_made_nameless_once(signatures):
    today = timezone.localdate()
    yesterday = today - datetime.timedelta(days=1)
    for name, day in (("Ana", yesterday), ("Ben", today), ("Cleo", None)):
        signatures.objects.create(name=name, country="PT", keep_until=day)
    (row,) = signatures.objects.past_keeping()
    row.anonymise()
    row.refresh_from_db()
    assert (row.name, row.country) == ("", "PT")
    first = row.anonymised_at
    row.anonymise()
    assert row.anonymised_at == first
    assert not signatures.objects.past_keeping().exists()
