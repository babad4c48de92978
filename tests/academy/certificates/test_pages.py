"""The pages: who sees them, what they cost, what they keep."""

import pytest
from django.urls import reverse

from academy.certificates.models import Certificate, CertificateDetails
from academy.certificates.services import certifying
from academy.core.models import Cohort, Enrolment, Trainer
from cms.core.codes import new_code
from cms.core.public_forms import guard
from tests.academy.certificates.world import certified, enrol, make_cohort, say, staff
from tests.databases import shared_world
from tests.factories.directory import RepresentativeFactory, UserFactory
from tests.query_counts import warm_queries_of

pytestmark = pytest.mark.django_db
VERIFY = "/en/courses/certificates/"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A closed cohort with somebody certified, and a running one, with everybody about."""
    from tests.factories.pages import make_site

    with shared_world(django_db_blocker):
        make_site()
        ended, running = make_cohort("ended"), make_cohort("running", days=10)
        certificate = certified(ended, shows=True)
        active = enrol(running)
        representative = RepresentativeFactory(
            organisation=certificate.enrolment.organisation, role="academy"
        )
        representative.person.user = UserFactory()
        representative.person.save()
        trainer = Trainer.objects.create(cohort=ended, user=UserFactory()).user
        yield {
            "ended": ended,
            "certificate": certificate,
            "active": active,
            "users": {
                "anonymous": None,
                "stranger": UserFactory(),
                "holder": certificate.enrolment.user,
                "participant": active.user,
                "trainer": trainer,
                "representative": representative.person.user,
                "staff": staff(),
            },
        }


def addresses(world) -> dict[str, tuple[str, set[str]]]:
    """Return every address below /learn/ with who may open it."""
    certificate, code = world["certificate"], world["ended"].code
    enrolment = certificate.enrolment_id
    desk = {"staff"}
    one = [code, enrolment]
    return {
        reverse("academy:certificates"): {"holder", "participant"},
        reverse("academy:certificate", args=[enrolment]): {"holder"},
        reverse("academy:certificate", args=[world["active"].pk]): {"participant"},
        reverse("academy:certificate-pdf", args=[certificate.pk]): {"holder", "staff"},
        reverse("academy:completions"): desk,
        reverse("academy:completion", args=[code]): desk,
        reverse("academy:completion-close", args=[code]): desk,
        reverse("academy:certificates-issue", args=[code]): desk,
        reverse("academy:completion-decide", args=one): desk,
        reverse("academy:completion-by-rules", args=one): desk,
        reverse("academy:certificate-issue", args=one): desk,
        reverse("academy:certificate-replace", args=one): desk,
        reverse("academy:certificate-revoke", args=one): desk,
    }


ROLES = ("anonymous", "stranger", "holder", "participant", "trainer", "representative", "staff")


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_what(client, world, role):
    user = world["users"][role]
    if user:
        client.force_login(user)
    for url, allowed in addresses(world).items():
        response = client.get(url)
        if user is None:
            assert response.status_code == 302, url
            assert "/account/" in response["Location"]
        else:
            assert response.status_code == (200 if role in allowed else 404), (role, url)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_verification_in_every_language(client, world, language):
    url = f"/{language}/courses/certificates/{world['certificate'].shown_code}/"
    response = client.get(url)
    assert response.status_code == 200
    assert "Zoë Ñúñez-Œuvre" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    # Revoked meanwhile: no cache answers.
    certifying.revoke(certificate=world["certificate"], by=None, reason="Fraud")
    assert response.content != client.get(url).content


def test_a_wrong_code_gets_its_page(client, world):
    for code in (new_code(), "nonsense", "2345-6789"):
        response = client.get(f"{VERIFY}{code}/")
        assert response.status_code == 200
        assert "No certificate has this code" in response.content.decode()


def test_each_code_gets_its_own_page_at_the_same_cost(client, world):
    cohort = make_cohort("codes")
    valid, revoked, replaced = (certified(cohort) for _number in range(3))
    certifying.revoke(certificate=revoked, by=None, reason="Copied")
    certifying.replace(
        certificate=replaced,
        by=None,
        reason="Married",
        name="Zoë Diop",
        language="en",
        shows_organisation=False,
    )
    code = valid.shown_code
    forged = ("3" if code[0] == "2" else "2") + code[1:]
    pages = {
        code: "This certificate is valid",
        revoked.shown_code: "This certificate was revoked",
        replaced.shown_code: "This certificate was replaced",
        forged: "No certificate has this code",
        code[:-1]: "No certificate has this code",
        new_code(): "No certificate has this code",
        "nonsense": "No certificate has this code",
    }
    costs = set()
    for typed, said in pages.items():
        response = client.get(f"{VERIFY}{typed}/")
        assert response.status_code == 200
        assert f"<h1>{said}</h1>" in response.content.decode(), typed
        for words in set(pages.values()) - {said}:
            assert words not in response.content.decode()
        assert "noindex" in response["X-Robots-Tag"]
        assert "no-store" in response["Cache-Control"]
        assert not response.cookies
        costs.add(len(warm_queries_of(client, f"{VERIFY}{typed}/")))
    assert len(costs) == 1


def test_the_form_leads_to_the_page_of_a_code(client, world, monkeypatch):
    monkeypatch.setattr(guard, "problems", lambda name, data: [])
    code = world["certificate"].shown_code
    typed = {"code": f" {code.lower().replace('-', ' ')}"}
    response = client.post(VERIFY, typed, headers={"sec-fetch-site": "same-origin"})
    assert (response.status_code, response["Location"]) == (302, f"{VERIFY}{code}/")
    page = client.get(VERIFY)
    assert not page.cookies
    assert b"noindex" in page.content
    nothing = client.post(VERIFY, {"code": "--"}, headers={"sec-fetch-site": "same-origin"})
    assert nothing.status_code == 422


def test_a_network_looks_up_so_many_and_no_more(client, world, monkeypatch):
    from academy.certificates.views.public import VerifyView
    from cms.core.public_forms.limits import Limit

    monkeypatch.setattr(VerifyView, "limit", Limit("certificate", 2, 3600))
    url = f"{VERIFY}{world['certificate'].code}/"
    assert [client.get(url).status_code for _time in range(3)] == [200, 200, 429]
    refused = client.get(f"{VERIFY}{new_code()}/")
    assert int(refused["Retry-After"]) > 0
    assert "Zoë" not in client.get(url).content.decode()


def test_somebody_says_their_name_until_it_is_issued(client, world):
    row = world["active"]
    client.force_login(row.user)
    url = reverse("academy:certificate", args=[row.pk])
    refused = client.post(url, {"name": " ", "language": "es", "shows_organisation": "on"})
    assert refused.status_code == 200
    assert b'value="es" selected' in refused.content
    data = {"name": "Ana  María", "language": "es", "shows_organisation": "on"}
    assert client.post(url, data).status_code == 302
    details = CertificateDetails.objects.get(enrolment=row)
    assert (details.name, details.language) == ("Ana María", "es")
    row.refresh_from_db()
    assert row.shows_organisation
    del data["shows_organisation"]
    client.post(url, data)
    row.refresh_from_db()
    assert not row.shows_organisation
    assert [entry.action for entry in row.history.all()] == ["shown_organisation"] * 2


def test_the_desk_from_closing_to_revoking(client, world):
    cohort = make_cohort("desk")
    row = enrol(cohort)
    say(row, language="fr")
    client.force_login(world["users"]["staff"])
    desk = reverse("academy:completion", args=[cohort.code])
    one = [cohort.code, row.pk]
    client.post(
        reverse("academy:completion-decide", args=one), {"completed": "no", "reason": "Copied"}
    )
    assert "by exception" in client.get(desk).content.decode()
    client.post(reverse("academy:completion-by-rules", args=one))
    assert client.post(reverse("academy:completion-close", args=[cohort.code])).status_code == 302
    assert Cohort.objects.get(pk=cohort.pk).closed_at
    assert "Issue 1 certificate" in client.get(desk).content.decode()
    client.post(reverse("academy:certificates-issue", args=[cohort.code]))
    first = Certificate.objects.get(enrolment=row)
    client.post(
        reverse("academy:certificate-replace", args=one),
        {"name": "Zoë Diop", "language": "en", "reason": "Married"},
    )
    second = Certificate.objects.valid().get(enrolment=row)
    assert second.replaces == first
    assert client.get(reverse("academy:certificate-pdf", args=[first.pk])).status_code == 404
    pdf = client.get(reverse("academy:certificate-pdf", args=[second.pk]))
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]
    client.post(reverse("academy:certificate-revoke", args=one), {"reason": "Copied after all"})
    assert not Certificate.objects.valid().filter(enrolment=row).exists()
    client.force_login(row.user)
    own = client.get(reverse("academy:certificate", args=[row.pk])).content.decode()
    assert "Copied after all" in own
    assert "This certificate was revoked" in own


def test_pages_cost_the_same_for_few_and_many(client, world):
    cohort = make_cohort("many")
    rows = [enrol(cohort, state="completed") for _number in range(3)]
    for row in rows:
        say(row)
    certifying.issue_all(cohort=cohort, by=None)
    user = world["users"]["staff"]
    client.force_login(user)
    urls = [
        reverse("academy:completion", args=[cohort.code]),
        reverse("academy:completions"),
        reverse("academy:overview"),
    ]
    few = {url: len(warm_queries_of(client, url)) for url in urls}
    organisation = rows[0].organisation
    for number in range(30):
        enrol(
            cohort,
            state="completed",
            organisation=organisation,
            user=rows[0].user,
            email_canonical=f"{number}@example.org",
        )
        make_cohort(f"more-{number}")
    assert {url: len(warm_queries_of(client, url)) for url in urls} == few
    assert max(few.values()) <= 20


def test_own_pages_cost_the_same_for_few_and_many(client, world):
    user = world["users"]["holder"]
    client.force_login(user)
    url = reverse("academy:certificates")
    few = len(warm_queries_of(client, url))
    for number in range(5):
        certified(make_cohort(f"own-{number}"), user=user)
    assert len(warm_queries_of(client, url)) == few <= 20
    assert len(warm_queries_of(client, reverse("academy:overview"))) <= 20
    assert Enrolment.objects.filter(user=user).count() == 6
