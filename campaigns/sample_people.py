"""People who have signed the appeal of the sample that is open to them."""

import datetime
import itertools
import random

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Appeal, Signature
from campaigns.services import counting, keys
from campaigns.services.retention import keep_until
from cms.core.mail_addresses import canonical
from cms.core.models import ConsentText
from cms.taxonomy.models import Place
from home.sample.tree import translation_key
from home.services.load_sample import add_part

CAMPAIGN = "a-door-of-ones-own"
PEOPLE = 300
# In these countries and languages, with names that are common there.
NAMES = {
    ("KE", "en"): ("Wanjiru Achieng Njeri Otieno Kamau", "Mwangi Odhiambo Kiprono Wafula"),
    ("ZA", "en"): ("Nomvula Thandi Sipho Lerato", "Khumalo Naidoo Botha Mokoena"),
    ("PH", "en"): ("Maria Jose Angel Grace", "Santos Reyes Cruz Bautista"),
    ("SN", "fr"): ("Awa Ndèye Moussa Ibrahima", "Diop Ndiaye Sarr Fall"),
    ("FR", "fr"): ("Camille Inès Hugo Léa", "Martin Lefèvre Moreau Garnier"),
    ("BE", "fr"): ("Noémie Sofie Lucas Jef", "Peeters Dubois Maes Lambert"),
    ("AR", "es"): ("Lucía Martina Joaquín Julián", "Fernández Acosta Romero Sosa"),
    ("ES", "es"): ("Carmen Núria Iker Pablo", "García Vidal Etxeberria Muñoz"),
    ("CO", "es"): ("Valentina Sara Andrés Mateo", "Rojas Cárdenas Mejía Ortiz"),
    ("PT", "en"): ("Inês Beatriz João Rui", "Ferreira Sousa Carvalho Pinto"),
}
COMMENTS = {
    "en": "A home is where everything else begins.",
    "fr": "Sans toit, pas d’école, pas de travail, pas de santé.",
    "es": "La vivienda no es un negocio, es un derecho.",
}
CONSENT = {
    "en": "I sign this appeal. Signing shows a political opinion: you may keep my name, my "
    "address and my country until a year after its end. I can withdraw at any time.",
    "fr": "Je signe cet appel. Signer révèle une opinion politique : vous pouvez conserver mon "
    "nom, mon adresse et mon pays jusqu’à un an après sa fin. Je peux me retirer à tout moment.",
    "es": "Firmo este llamamiento. Firmar revela una opinión política: pueden conservar mi nombre, "
    "mi dirección y mi país hasta un año después de su fin. Puedo retirarme en todo momento.",
}
LETTERS = {
    "en": "You may write to me about this campaign. You use my address for nothing else, and I can "
    "take this back at any time, from a link in every mail.",
    "fr": "Vous pouvez m’écrire au sujet de cette campagne. Vous n’utilisez mon adresse pour rien "
    "d’autre, et je peux revenir sur cet accord à tout moment, par un lien dans chaque courriel.",
    "es": "Pueden escribirme sobre esta campaña. No usan mi dirección para nada más, y puedo "
    "retirar este permiso en todo momento, con un enlace que está en cada correo.",
}
SOURCES = ("", "", "kit-card", "thanks", "newsletter")


def load(*, files, today) -> int:
    """Let people sign unless somebody has signed or there is no such appeal; return how many."""
    key = translation_key("campaigns", CAMPAIGN)
    appeal = Appeal.objects.filter(campaign_key=key).first()
    if appeal is None or not appeal.takes_people() or appeal.signatures.exists():
        return 0
    consent, letters = _text("signature", CONSENT), _text("letters", LETTERS)
    places = {place.code: place for place in Place.objects.filter(code__in=[c for c, _l in NAMES])}
    made = [
        _person(appeal, consent, number, who, places)
        for number, who in enumerate(_people(places), start=1)
    ]
    for row in made[2::3]:
        row.letters_text, row.letters_language = letters, row.language
        row.letters_agreed_at = row.confirmed_at
    for row in made[2::30]:
        row.letters_withdrawn_at = timezone.now()
    Signature.objects.bulk_create(made)
    Signature.objects.bulk_create(_waiting(appeal, consent, places))
    counting.add(counting.hold(appeal.pk), len(made))
    return len(made)


def _text(purpose: str, texts: dict[str, str]) -> ConsentText:
    """Return what is agreed to for `purpose`, written down where there is nothing yet."""
    current = ConsentText.objects.current(purpose)
    return current or ConsentText.objects.create(purpose=purpose, texts=texts)


def _people(places):
    """Yield a country, a language and a name for each, the same at every run."""
    names = [
        (code, language, given, family)
        for (code, language), (first, last) in NAMES.items()
        if code in places
        for given, family in itertools.product(first.split(), last.split())
    ]
    draw = random.Random(CAMPAIGN)  # noqa: S311 - a sample, no secret
    draw.shuffle(names)
    return itertools.islice(itertools.cycle(names), PEOPLE)


def _person(appeal: Appeal, consent, number: int, who, places) -> Signature:
    """Return the row of the one who signed as number `number`, one every few hours until now."""
    code, language, given, family = who
    moment = timezone.now() - datetime.timedelta(hours=3 * (PEOPLE - number) + 2)
    email = f"{number}.sample@example.org"
    shown = ("full", "hidden", "first", "full", "hidden")[number % 5]
    comment = COMMENTS[language] if number % 12 == 0 and shown != "hidden" else ""
    return Signature(
        appeal=appeal,
        number=number,
        given_name=given,
        family_name=family,
        email=email,
        email_key=keys.digest(appeal, "address", canonical(email)),
        country=places[code],
        comment=comment,
        comment_state=("unread" if number % 36 == 0 else "shown") if comment else "none",
        shown=shown,
        language=language,
        source=SOURCES[number % len(SOURCES)],
        network_key=keys.digest(appeal, "network", f"sample-{number}"),
        state=Signature.State.CONFIRMED,
        confirmed_at=moment,
        month=timezone.localdate(moment).replace(day=1),
        keep_until=keep_until(appeal),
        consent_text=consent,
        consent_language=language,
        consented_at=moment,
    )


def _waiting(appeal: Appeal, consent, places) -> list[Signature]:
    """Return some that are held, for a person to decide."""
    rows = []
    for number, who in enumerate(itertools.islice(_people(places), 4), start=PEOPLE + 1):
        row = _person(appeal, consent, number, who, places)
        row.number = row.month = row.confirmed_at = None
        row.state, row.held_for = Signature.State.HELD, Signature.Held.DISPOSABLE
        row.comment, row.comment_state = "", Signature.Comment.NONE
        row.email = f"{number}@mailinator.com"
        row.email_key = keys.digest(appeal, "address", row.email)
        rows.append(row)
    return rows


add_part(80, _("People who sign an appeal"), load)
