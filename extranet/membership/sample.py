"""The sample's memberships: an application with the region for its opinion, one admitted."""

import datetime
import hashlib

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cms.core.models import ConsentText
from cms.directory.models import Body, Organisation, OrganisationStatus
from extranet.membership.models import Application, Case, CaseFile, CheckedPoint, Letter, Opinion
from extranet.membership.services import letters
from extranet.membership.services.preparing import delegates_of_region
from home.services.load_sample import add_part

CONSENT = {
    "en": "I agree that what I send is kept to decide on the application, and for a year after it.",
    "fr": (
        "J’accepte que ce que j’envoie soit conservé pour décider de la demande, et pendant un an "
        "après."
    ),
    "es": (
        "Acepto que lo que envío se conserve para decidir sobre la solicitud y durante un año "
        "después."
    ),
}
UNDER_WAY, ADMITTED = "ewc-eg", "nsm-na"
WRITTEN = {
    UNDER_WAY: {
        "language": "en",
        "aims": "We organise where unions are tolerated at best, and stand by those who are jailed "
        "for it. We want free unions, free elections and a state that answers to its citizens.",
        "representation": "We took part in the elections of 2015 and won two seats. Since 2020 we "
        "have not been admitted to the ballot; we have 4,200 members in nine governorates.",
        "leader_name": "Hoda Mansour",
        "contact_name": "Hoda Mansour",
        "contact_role": "President",
    },
    ADMITTED: {
        "language": "en",
        "aims": "Affordable housing, and an end to violence against women, with the means of a "
        "young party: local campaigns that are won.",
        "representation": "Four seats in the National Assembly, 11 per cent in 2024.",
        "leader_name": "Ndapewa Shilongo",
        "contact_name": "Ndapewa Shilongo",
        "contact_role": "President",
    },
}
OPINIONS = (
    ("favours", "We have worked with them for years: they are what they say, at a high price."),
    ("reservations", "In favour, once their statutes say how the congress is convened."),
)
STATUTES = (
    "Article 1. The party is democratic.\n"
    "Article 2. Its congress decides, and is held every two years.\n"
)


def load(*, files, today) -> int:
    """Add what is missing; return how many cases were added."""
    if not ConsentText.objects.filter(purpose="membership").exists():
        ConsentText.objects.create(purpose="membership", texts=CONSENT)
    board = Body.objects.get(code="board")
    made = 0
    for code, make in ((UNDER_WAY, _under_way), (ADMITTED, _admitted)):
        organisation = Organisation.objects.select_related("place").filter(code=code).first()
        if organisation and not Case.objects.filter(organisation=organisation).exists():
            make(board, organisation, files, today)
            made += 1
    return made


def _case(board: Body, organisation: Organisation, received: datetime.date, **fields) -> Case:
    """Return a new case with its application, received on a day."""
    moment = _noon(received)
    case = Case.objects.create(
        kind=Case.Kind.ADMISSION,
        body=board,
        organisation=organisation,
        grants=OrganisationStatus.Status.MEMBER,
        received_at=moment,
        examined_at=moment + datetime.timedelta(days=9),
        **fields,
    )
    members = Organisation.objects.listed().filter(status="member", place__parent__isnull=False)
    near = members.filter(place__parent=organisation.place.parent).exclude(pk=organisation.pk)
    first, second, *_rest = [*near.order_by("code")[:2], None, None]
    Application.objects.create(
        case=case,
        email=f"{organisation.code}@example.org",
        expires_at=timezone.now() + datetime.timedelta(days=365),
        kind=organisation.kind,
        sought=OrganisationStatus.Status.MEMBER,
        names=organisation.names,
        acronym=organisation.acronym,
        place=organisation.place,
        founded=organisation.founded,
        website=organisation.website,
        reference_one=first,
        reference_two=second,
        **WRITTEN[organisation.code],
    )
    return case


def _under_way(board: Body, organisation: Organisation, files, today: datetime.date) -> None:
    case = _case(
        board,
        organisation,
        organisation.statuses.earliest("starts_on").starts_on,
        state=Case.State.CONSULTED,
        consulted_at=_noon(today) - datetime.timedelta(days=5),
        opinions_until=today + datetime.timedelta(days=16),
    )
    committee = Body.objects.get(code="steering-committee")
    for place, mandate in enumerate(delegates_of_region(case, committee).order_by("pk")):
        opinion = Opinion(case=case, mandate=mandate)
        if place < len(OPINIONS):
            opinion.view, opinion.text = OPINIONS[place]
            opinion.given_at = timezone.now()
        opinion.save()
    for point in (CheckedPoint.Point.STATUTES, CheckedPoint.Point.CONTACTS):
        CheckedPoint.objects.create(case=case, point=point)
    data = STATUTES.encode()
    statutes = CaseFile(
        case=case,
        purpose=CaseFile.Purpose.STATUTES,
        name="statutes.txt",
        content_type="text/plain",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        scan="not_scanned",
    )
    statutes.file.save("statutes.txt", ContentFile(data), save=False)
    files.keep(statutes.file)
    statutes.save()


def _admitted(board: Body, organisation: Organisation, files, today: datetime.date) -> None:
    applied, admitted = organisation.statuses.order_by("starts_on")[:2]
    case = _case(
        board,
        organisation,
        applied.starts_on,
        state=Case.State.ADOPTED,
        put_at=_noon(admitted.starts_on) - datetime.timedelta(days=30),
        closed_on=admitted.starts_on,
        effective_on=admitted.starts_on,
    )
    with override(case.application.language):
        text = letters.draft(case)
    pdf = letters.paper(case, text, case.application.language, dated=admitted.starts_on).pdf()
    letter = Letter(
        case=case,
        number=1,
        language=case.application.language,
        text=text,
        size=len(pdf),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
    letter.file.save("letter.pdf", ContentFile(pdf), save=False)
    files.keep(letter.file)
    letter.save()


def _noon(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(12), datetime.UTC)


add_part(50, _("Memberships"), load)
