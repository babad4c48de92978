"""What is kept of who signs, for how long, who gets it as a file, and what can be found in it."""

import csv
import datetime
import hashlib
import io
import json
import smtplib
import traceback

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from campaigns.models import Invalidation, Signature, SigningKey
from campaigns.services import keys, moderation, retention, signing
from campaigns.services.export import FOR_ADDRESSEE, FOR_LETTERS, export
from campaigns.signing_tasks import mail_signer
from cms.accounts.mails import MailRefused
from cms.core.mail_addresses import canonical
from cms.core.personal_data import services
from cms.core.personal_data.sources import subject_of
from tests.campaigns.tools import confirmed, fresh, letters, make_appeal, recounted, sign
from tests.factories import UserFactory
from tests.home.editing import colleague, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_commit_at_once", "unindexed")]


@pytest.fixture
def appeal(site):
    return make_appeal(code="homes")


def dump() -> str:
    """Return everything that the data base holds, in whatever table, as one text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += cursor.fetchall()
    return json.dumps(rows, default=str)


# --- Kept for so long ------------------------------------------------------------------


def test_it_is_kept_until_so_many_months_after_the_end(site):
    end = datetime.datetime(2027, 8, 31, 12, tzinfo=datetime.UTC)
    appeal = make_appeal(ends_at=end, keep_months=6)
    assert retention.keep_until(appeal) == datetime.date(2028, 2, 29)
    row = sign(appeal)
    assert row.keep_until == datetime.date(2028, 2, 29)
    appeal.ends_at = None
    appeal.save()
    assert fresh(row).keep_until is None
    appeal.ends_at, appeal.keep_months = end, 0
    appeal.save()
    assert fresh(row).keep_until == datetime.date(2027, 8, 31)


def run_out(appeal):
    """Let the last day of what is kept under `appeal` be over."""
    end = timezone.now() - datetime.timedelta(days=400)
    type(appeal).objects.filter(pk=appeal.pk).update(ends_at=end, keep_months=12)


def test_what_stays_is_the_number_the_country_and_the_month(appeal):
    email = "ana.dictionary@example.org"
    row = confirmed(
        appeal, email, comment="For my children", organisation="Union", network="net-ana"
    )
    struck = confirmed(appeal, network="net-bot")
    act = moderation.strike_out(
        appeal=appeal, reason="x", by=UserFactory(), network_key=struck.network_key
    )
    waiting, held = sign(appeal), sign(appeal, "x@mailinator.com")
    other = confirmed(make_appeal(), email)
    run_out(appeal)
    call_command("anonymise_personal_data", verbosity=0)
    left = Signature.objects.filter(pk=row.pk).values().get()
    assert (left["number"], left["country_id"], left["month"]) == (1, row.country_id, row.month)
    kept = {"id", "appeal_id", "number", "country_id", "month", "state", "anonymised_at"}
    kept |= {"keep_until", "invalidation_id", "state_before"}
    assert {name for name, value in left.items() if value} - {"shown", "comment_state"} <= kept
    assert (left["shown"], left["comment_state"]) == ("hidden", "none")
    assert not Signature.objects.filter(pk__in=[waiting.pk, held.pk]).exists()
    assert Invalidation.objects.get(pk=act.pk).network_key == ""
    assert recounted(appeal) == (1, 1)
    assert fresh(other).email == email


def test_a_second_run_changes_nothing(appeal):
    confirmed(appeal)
    run_out(appeal)
    assert services.anonymise()["campaigns.signature"] == 1
    before = dump()
    assert services.anonymise()["campaigns.signature"] == 0
    assert dump() == before


def test_no_dictionary_of_addresses_opens_what_is_left(appeal, settings):
    # As on a site with a worker: what is to be done is written down, too.
    settings.TASKS = {"default": {"BACKEND": settings.TASKS_BACKENDS["database"]}}
    emails = [f"{name}@example.org" for name in ("ana", "bea", "wanjiru")]
    rows = [confirmed(appeal, email, network=f"192.0.2.{at}") for at, email in enumerate(emails)]
    for row in rows:
        signing.write_to(row)
    assert DBTaskResult.objects.count() >= 2 * len(rows)
    before = dump()
    assert all(trace in before for trace in [*emails, fresh(rows[0]).email_key])
    digests = {fresh(row).email_key for row in rows} | {fresh(row).network_key for row in rows}
    secret = SigningKey.objects.get(appeal=appeal).secret
    run_out(appeal)
    services.anonymise()
    left = dump()
    assert not SigningKey.objects.filter(appeal=appeal).exists()
    for trace in (secret, *digests, *emails):
        assert trace not in left
    # Whoever knows all the addresses and the code, and has the data base, finds none of them.
    for word in [*emails, *(canonical(email) for email in emails)]:
        for guess in (word, f"address:{word}", f"{appeal.pk}:{word}"):
            for name in ("md5", "sha1", "sha256", "blake2b"):
                assert hashlib.new(name, guess.encode()).hexdigest()[:32] not in left
        assert keys.digest(appeal, "address", word) not in digests | {left}


def test_a_mail_that_is_refused_leaves_no_address_behind(appeal, monkeypatch):
    row = sign(appeal, "ana@example.org")
    answer = (550, b"5.1.1 <ana@example.org>: unknown here")

    def refuse(message, **options):
        raise smtplib.SMTPRecipientsRefused({"ana@example.org": answer})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    with pytest.raises(MailRefused, match="SMTPRecipientsRefused 550") as raised:
        mail_signer.func(row.pk)
    # As the table of tasks keeps it.
    assert "ana@" not in "".join(traceback.format_exception(raised.value))


def test_what_nobody_confirmed_is_forgotten_after_a_month(appeal):
    row = sign(appeal)
    signing.write_to(row)
    services.anonymise(timezone.localdate() + datetime.timedelta(days=29))
    assert Signature.objects.filter(pk=row.pk).exists()
    services.anonymise(timezone.localdate() + datetime.timedelta(days=32))
    assert not Signature.objects.filter(pk=row.pk).exists()


# --- Handed out and erased ---------------------------------------------------------------


def test_a_person_is_found_by_any_spelling_handed_out_and_erased(appeal):
    row = confirmed(appeal, "ana.lopez@gmail.com", comment="For my children", source="kit-7")
    waiting = sign(make_appeal(), "analopez@gmail.com")
    other = confirmed(appeal)
    subject = subject_of("analopez@googlemail.com")
    found = services.export(subject=subject, by=UserFactory())["held"]
    assert [held["source"] for held in found] == ["campaigns.signature"]
    said = json.dumps(found, ensure_ascii=False)
    for text in ("ana.lopez@gmail.com", "For my children", "kit-7", "I agree.", "Mwangi"):
        assert text in said
    services.erase(subject=subject, by=UserFactory())
    assert (fresh(row).state, fresh(row).email) == ("withdrawn", "")
    assert not Signature.objects.filter(pk=waiting.pk).exists()
    assert fresh(other).email
    assert recounted(appeal) == (1, 1)
    assert "lopez" not in dump()


# --- Files --------------------------------------------------------------------------------


def rows_of(appeal, purpose, file_format="csv") -> list[list[str]]:
    made = export(appeal=appeal, purpose=purpose, file_format=file_format, by=UserFactory())
    if file_format == "csv":
        return list(csv.reader(io.StringIO(made.content.decode("utf-8-sig"))))[1:]
    sheet = load_workbook(io.BytesIO(made.content)).active
    return [[cell or "" for cell in row] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_addressee_gets_who_is_shown(appeal, file_format):
    confirmed(appeal, given_name="Ana", family_name="Full", organisation="Union")
    confirmed(appeal, given_name="Bea", family_name="Secret", organisation="Secret", shown="first")
    confirmed(appeal, given_name="Secret", shown="hidden", letters=letters())
    sign(appeal, given_name="Secret")
    signing.withdraw(signature=confirmed(appeal, given_name="Secret"))
    rows = rows_of(appeal, FOR_ADDRESSEE, file_format)
    assert [row[:3] for row in rows] == [["1", "Ana Full", "Union"], ["2", "Bea", ""]]
    assert "Secret" not in str(rows)
    assert "@" not in str(rows)


def test_letters_go_to_who_agreed_to_them(appeal):
    confirmed(appeal, "yes@example.org", letters=letters())
    confirmed(appeal, "no@example.org")
    confirmed(appeal, "hidden@example.org", letters=letters(), shown="hidden", language="fr")
    sign(appeal, "waits@example.org", letters=letters())
    rows = rows_of(appeal, FOR_LETTERS)
    assert [row[:3] for row in rows] == [
        ["yes@example.org", "Wanjiru Mwangi", "en"],
        ["hidden@example.org", "", "fr"],
    ]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("sign_of_formula", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(appeal, file_format, sign_of_formula):
    formula = f"{sign_of_formula}SUM(A1)|cmd"
    confirmed(appeal).__class__.objects.update(given_name=formula, organisation=formula)
    row = rows_of(appeal, FOR_ADDRESSEE, file_format)[0]
    assert row[1].startswith(f"'{formula}")
    assert row[2] == f"'{formula}"


def test_the_secretariat_takes_files_and_that_is_written_down(appeal, roles):
    confirmed(appeal)
    client = signed_in(colleague("secretariat"))
    address = reverse("signatures_export", args=[appeal.pk, "addressee", "csv"])
    answer = client.get(address)
    assert "Wanjiru" in answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="homes-addressee.csv"'
    assert "no-store" in answer["Cache-Control"]
    assert address in client.get(reverse("signatures_appeal", args=[appeal.pk])).content.decode()
    for wrong in ("all.csv", "addressee.html"):
        assert client.get(address.replace("addressee.csv", wrong)).status_code == 404
    log = apps.get_model("wagtailcore.ModelLogEntry").objects.for_instance(appeal)
    assert log.get().data == {"count": 1, "purpose": "addressee"}
