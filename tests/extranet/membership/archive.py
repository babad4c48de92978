"""Years of work in this room, put into the database in bulk."""

from django.utils import timezone

from cms.directory.models import Organisation, OrganisationStatus
from cms.directory.querysets import site_day
from extranet.membership.models import Application, Case, CaseFile, Inquiry, Note, Opinion
from tests.factories.directory import LONG_AGO, labels

STATES = ("received", "consulted", "before", "adopted", "withdrawn")


def add_years(body, count: int, user) -> None:
    """Add `count` cases to a body, two in five over, each with an opinion of `user`."""
    now, today = timezone.now(), site_day()
    first = Organisation.objects.count()
    organisations = Organisation.objects.bulk_create(
        Organisation(code=f"archived-{first + number}", names=labels(f"Party {first + number}"))
        for number in range(count)
    )
    OrganisationStatus.objects.bulk_create(
        OrganisationStatus(organisation=row, status="member", starts_on=LONG_AGO)
        for row in organisations
    )
    cases = []
    for number, organisation in enumerate(organisations):
        state = STATES[number % len(STATES)]
        over = state in ("adopted", "withdrawn")
        cases.append(
            Case(
                kind="admission",
                state=state,
                body=body,
                organisation=organisation,
                grants="member",
                received_at=now,
                opinions_until=today if state == "consulted" else None,
                put_at=now if state == "before" else None,
                closed_on=today if over else None,
                effective_on=today if state == "adopted" else None,
            )
        )
    cases = Case.objects.bulk_create(cases)
    Application.objects.bulk_create(
        Application(case=case, names=labels(f"Party {case.pk}"), email="ana@example.org")
        for case in cases
    )
    mandate = user.person.mandates.filter(body=body).first()
    Opinion.objects.bulk_create(
        Opinion(case=case, mandate=mandate)
        if case.state == "consulted"
        else Opinion(case=case, mandate=mandate, view="favours", text="Yes", given_at=now)
        for case in cases
    )
    # The case whose pages are looked at grows too.
    looked_at = Case.objects.filter(body=body, state="before").order_by("pk").first()
    Note.objects.bulk_create(Note(case=looked_at, text="Well.") for _one in range(count))
    Inquiry.objects.bulk_create(
        Inquiry(case=looked_at, text="What?", until=today, answer="So.", answered_at=now)
        for _one in range(count)
    )
    CaseFile.objects.bulk_create(
        CaseFile(
            case=looked_at,
            purpose="other",
            name="paper.pdf",
            content_type="application/pdf",
            size=8,
            sha256=f"{first + number:064d}",
            file="nowhere",
        )
        for number in range(count)
    )
