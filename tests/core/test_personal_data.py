"""What is held about people: found, handed out, erased or kept with a reason, forgotten in time."""

import datetime
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone
from django.utils.translation import override

from cms.core.models import DataSubject, PersonalDataMixin
from cms.core.personal_data import services, sources
from cms.core.personal_data.sources import ModelSource, Subject, find_subjects, subject_of
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
ANA = "ana@example.org"


@pytest.fixture
def registry(monkeypatch):
    """A registry of its own: what the apps hold is tested with them."""
    for name, empty in (("_sources", {}), ("_finders", []), ("_linkers", [])):
        monkeypatch.setattr(sources, name, empty)


@pytest.fixture
def signatures(table, registry):
    class Signature(PersonalDataMixin):
        class Kind(models.TextChoices):
            PERSON = "person", "A person"

        email = models.EmailField("address")
        kind = models.CharField("kind", max_length=9, choices=Kind.choices, default=Kind.PERSON)
        binding = models.BooleanField(default=False)
        anonymous_values = {"email": ""}

        class Meta(PersonalDataMixin.Meta):
            abstract = False
            app_label = "core"

        def __str__(self):
            return self.email

    class SignatureSource(ModelSource):
        model = Signature
        label = "Signatures"
        email_field = "email"
        fields = ("email", "kind", "keep_until", ("twice", lambda row: row.email * 2))

        def reason_to_keep(self, row):
            return "It binds." if row.binding else ""

    sources.register(SignatureSource())
    return table(Signature)


def ana() -> Subject:
    return subject_of(ANA)


def test_an_address_is_somebody_though_nobody_knows_it(registry):
    assert find_subjects(" Ana@Example.org ") == [Subject(ANA, email=ANA)]
    assert find_subjects("") == find_subjects("ana") == []
    assert subject_of("ana") is None


def test_what_is_handed_out_has_labels_and_plain_values(signatures):
    day = datetime.date(2030, 5, 1)
    signatures.objects.create(email="ANA@example.org", keep_until=day)
    signatures.objects.create(email="ben@example.org")
    export = services.export(subject=ana(), by=None)
    assert export["about"] == ANA
    (held,) = export["held"]
    assert held["label"] == "Signatures"
    assert held["rows"] == [
        {
            "Address": "ANA@example.org",
            "Kind": "A person",
            "Kept until": "2030-05-01",
            "Twice": "ANA@example.orgANA@example.org",
        }
    ]
    assert json.loads(json.dumps(export)) == export


def test_labels_speak_the_language_of_the_reader(signatures):
    signatures.objects.create(email=ANA)
    with override("fr"):
        (row,) = services.export(subject=ana(), by=None)["held"][0]["rows"]
    assert "Conservé jusqu’au" in row


def test_what_may_go_is_erased_and_what_binds_is_kept_with_its_reason(signatures):
    for binding in (True, False, False):
        signatures.objects.create(email=ANA, binding=binding)
    signatures.objects.create(email="ben@example.org")
    (holding,) = services.erase(subject=ana(), by=None)
    assert (holding.erasable, dict(holding.kept)) == (2, {"It binds.": 1})
    assert sorted(signatures.objects.values_list("email", "binding")) == [
        (ANA, True),
        ("ben@example.org", False),
    ]


def test_a_rehearsal_erases_and_writes_down_nothing(signatures):
    signatures.objects.create(email=ANA)
    (holding,) = services.erase(subject=ana(), by=None, dry_run=True)
    assert holding.erasable == 1
    assert signatures.objects.count() == 1
    assert not DataSubject.objects.exists()


def test_every_act_is_written_down_without_saying_who_it_was_about(signatures):
    signatures.objects.create(email=ANA)
    secretary = UserFactory()
    services.look_up(subject=ana(), by=secretary)
    services.export(subject=ana(), by=secretary)
    services.erase(subject=ana(), by=secretary)
    history = services.history(ana())
    assert [entry.action for entry in history] == [
        "core.erase_personal_data",
        "core.export_personal_data",
        "core.look_up_personal_data",
    ]
    assert {entry.user for entry in history} == {secretary}
    assert history[0].data["counts"] == {"core.signature": {"erased": 1, "kept": 0}}
    assert "ana" not in " ".join(f"{entry.label} {entry.data}" for entry in history)
    assert services.history(subject_of("ben@example.org")) == []


def run(name: str, *arguments, **options) -> str:
    output = io.StringIO()
    call_command(name, *arguments, stdout=output, **options)
    return output.getvalue()


def test_the_daily_command_forgets_once(signatures):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    signatures.objects.create(email=ANA, keep_until=yesterday)
    signatures.objects.create(email="ben@example.org")
    assert run("anonymise_personal_data") == "core.signature: 1\n1 in all\n"
    assert sorted(signatures.objects.values_list("email", flat=True)) == ["", "ben@example.org"]
    before = list(signatures.objects.order_by("pk").values())
    assert run("anonymise_personal_data") == "0 in all\n"
    assert list(signatures.objects.order_by("pk").values()) == before


def test_the_command_hands_out(signatures, tmp_path):
    signatures.objects.create(email=ANA)
    assert json.loads(run("personal_data", "export", ANA))["about"] == ANA
    path = tmp_path / "ana.json"
    run("personal_data", "export", ANA, "--output", str(path))
    assert json.loads(path.read_text())["held"][0]["rows"][0]["Address"] == ANA
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError):
        run("personal_data", "export", ANA, "--output", str(tmp_path / "no" / "where"))
    with pytest.raises(CommandError):
        run("personal_data", "export", "nobody")


def test_the_command_erases(signatures):
    signatures.objects.create(email=ANA)
    signatures.objects.create(email=ANA, binding=True)
    said = run("personal_data", "erase", ANA, "--dry-run")
    assert said == "core.signature: 1 to erase\ncore.signature: 1 kept: It binds.\n"
    assert signatures.objects.count() == 2
    assert "core.signature: 1 erased" in run("personal_data", "erase", ANA)
    assert signatures.objects.count() == 1
