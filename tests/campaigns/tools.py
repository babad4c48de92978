"""What tests of signatures share: an appeal that people sign, signatures in every state."""

import datetime
import itertools
import re

from django.core import mail
from django.utils import timezone

from campaigns.models import Appeal, Signature
from campaigns.services import signing
from cms.core.models import ConsentText
from tests.factories import PlaceFactory
from tests.factories.pages import make_campaign, translate

_numbers = itertools.count(1)
NETWORK = "192.0.2.1/32"
HERE = {"Sec-Fetch-Site": "same-origin"}


def consent() -> ConsentText:
    """Return the text that who signs agrees to."""
    texts = {"en": "I agree.", "fr": "J’accepte.", "es": "Acepto."}
    return ConsentText.objects.current("signature") or ConsentText.objects.create(
        purpose="signature", texts=texts
    )


def letters() -> ConsentText:
    """Return the text of who wants to be written to."""
    texts = {"en": "Write to me.", "fr": "Écrivez-moi.", "es": "Escríbanme."}
    return ConsentText.objects.current("letters") or ConsentText.objects.create(
        purpose="letters", texts=texts
    )


def make_appeal(*, campaign=None, days=30, **fields) -> Appeal:
    """Return an appeal in its second phase that ends in `days` days; its campaign is public in
    three languages. `campaign=False` gives it none."""
    consent()
    if campaign is None:
        campaign = make_campaign()
        for language in ("fr", "es"):
            translate(campaign, language)
    now = timezone.now()
    defaults = {
        "code": f"appeal-{next(_numbers)}",
        "titles": {"en": "Homes for all", "fr": "Un toit pour tous", "es": "Techo para todos"},
        "people_from": now - datetime.timedelta(days=60),
        "ends_at": now + datetime.timedelta(days=days),
    }
    if campaign:
        defaults["campaign_key"] = campaign.translation_key
    else:
        import uuid

        defaults["campaign_key"] = uuid.uuid4()
    return Appeal.objects.create(**{**defaults, **fields})


def place(code="ke", **labels):
    """Return the country of that code."""
    from cms.taxonomy.models import Place

    return Place.objects.filter(code=code).first() or PlaceFactory(code=code, **labels)


def sign(appeal, email="", **fields) -> Signature:
    """Return what `signing.sign` makes of somebody, by default one who wants to be shown."""
    defaults = {
        "given_name": "Wanjiru",
        "family_name": "Mwangi",
        "email": email or f"person{next(_numbers)}@example.org",
        "country": fields.pop("country", None) or place(),
        "language": "en",
        "consent": consent(),
        "network": f"net-{next(_numbers)}",
        "shown": "full",
    }
    return signing.sign(appeal=appeal, **{**defaults, **fields})


def confirmed(appeal, email="", **fields) -> Signature:
    """Return a signature that is counted."""
    from cms.core import links

    row = sign(appeal, email, **fields)
    token = links.renew(row, datetime.timedelta(days=7))
    return signing.confirm(token=token)


def fresh(row):
    """Return `row` as the data base has it."""
    return type(row).objects.get(pk=row.pk)


def link_in(message, part: str) -> str:
    """Return the path of the link in a mail whose address holds `part`."""
    return re.search(rf"http://localhost(/\S*/{part}/\S+)", message.body)[1]


def last_mail():
    return mail.outbox[-1]


def recounted(appeal) -> tuple[int, int]:
    """Return the counter of an appeal and a recount of it."""
    from campaigns.services import counting

    return fresh(appeal).people, counting.recount(appeal)
