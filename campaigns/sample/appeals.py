"""The appeals of the sample, and the organisations that have signed them."""

import datetime

from django.db.models import Q
from django.utils import timezone

from campaigns.models import Appeal, CampaignPage, OrganisationSignature, Signature
from campaigns.services import counting, retention
from cms.directory.models import Organisation
from cms.taxonomy.models import Place
from home.sample.tree import translation_key

RUNNING, ENDED = "a-door-of-ones-own", "vaccine-solidarity"
SIGNED = 45
# Of those who signed what has ended nobody knows any more who they were.
NAMELESS = 400
COUNTRIES = ("ZA", "BR", "IN", "SN", "FR", "ES", "BE", "CO")
# Organisations that are in no directory.
OTHERS = (
    ("Tenants’ Union of Rosario", "Unión de Inquilinos de Rosario", "AR"),
    ("Habitat Workshop", "Atelier Habitat", "SN"),
    ("Neighbours of Quezon City", "Mga Kapitbahay ng Quezon City", "PH"),
)


def make_appeals(today: datetime.date | None) -> int:
    """Add the appeals that are missing, with their signatures; return how many rows."""
    noon = datetime.datetime.combine(today or timezone.localdate(), datetime.time(12), datetime.UTC)
    day = datetime.timedelta(days=1)
    running = _appeal(
        RUNNING,
        organisations_from=noon - 90 * day,
        people_from=noon - 60 * day,
        ends_at=noon + 120 * day,
        milestones=[100, 250, 500, 1000],
    )
    ended = _appeal(
        ENDED,
        organisations_from=datetime.datetime(2021, 2, 24, 9, tzinfo=datetime.UTC),
        people_from=datetime.datetime(2021, 4, 7, 9, tzinfo=datetime.UTC),
        ends_at=datetime.datetime(2022, 5, 31, 22, tzinfo=datetime.UTC),
        handed_over_on=datetime.date(2022, 6, 10),
        handed_over_to={
            "en": "the Director-General of the World Trade Organization",
            "fr": "la Direction générale de l’Organisation mondiale du commerce",
            "es": "la Dirección General de la Organización Mundial del Comercio",
        },
    )
    added = sum(sign(appeal, SIGNED, OTHERS) for appeal in (running, ended) if appeal)
    return added + (_add_nameless(ended) if ended else 0)


def _appeal(code: str, **fields) -> Appeal | None:
    """Return the new appeal of a campaign, None where it is there or its campaign is not."""
    key = translation_key("campaigns", code)
    pages = CampaignPage.objects.filter(translation_key=key).select_related("locale")
    titles = {page.locale.language_code: page.title for page in pages}
    if not titles or Appeal.objects.filter(Q(code=code) | Q(campaign_key=key)).exists():
        return None
    return Appeal.objects.create(campaign_key=key, code=code, titles=titles, **fields)


def sign(appeal: Appeal, number: int, others=()) -> int:
    """Put so many organisations under an appeal, `others` of no directory among them; return how
    many rows were added, itself counted."""
    organisations = Organisation.objects.listed().select_related("place").order_by("code")
    members = organisations[: number - len(others)]
    rows = [
        OrganisationSignature(
            organisation=one, names=one.names, acronym=one.acronym, place=one.place, logo=one.logo
        )
        for one in members
    ]
    places = Place.objects.in_bulk([code for _name, _own, code in others], field_name="code")
    rows += [
        OrganisationSignature(
            names={"en": name, "fr": name if code != "SN" else own, "es": own},
            place=places.get(code),
            way=OrganisationSignature.Way.ADMITTED,
        )
        for name, own, code in others
    ]
    for number, row in enumerate(rows):
        row.appeal = appeal
        row.state = OrganisationSignature.State.SIGNED
        row.signed_at = appeal.organisations_from + datetime.timedelta(hours=37 * number)
        row.signed_at = min(row.signed_at, timezone.now())
    OrganisationSignature.objects.bulk_create(rows)
    appeal.organisations = len(rows)
    appeal.save(update_fields=["organisations"])
    return len(rows) + 1


def _add_nameless(appeal: Appeal) -> int:
    """Add people as they are left once their time is over; return how many."""
    places = list(Place.objects.filter(code__in=COUNTRIES).order_by("code"))
    months = [datetime.date(2021, month, 1) for month in range(4, 13)]
    rows = [
        Signature(
            appeal=appeal,
            number=number,
            country=places[number**2 % 11 % len(places)],
            # Most signed in the first months.
            month=months[(number - 1) ** 2 * len(months) // NAMELESS**2],
            state=Signature.State.CONFIRMED,
            keep_until=retention.keep_until(appeal),
            anonymised_at=timezone.now(),
        )
        for number in range(1, NAMELESS + 1)
    ]
    Signature.objects.bulk_create(rows)
    appeal.signatures.update(created_at=None)
    counting.add(counting.hold(appeal.pk), len(rows))
    return len(rows)
