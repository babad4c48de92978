"""Share kits of the sample: those of the newest pages, for drawing all of them takes a minute."""

from django.utils.translation import gettext_lazy as _

from cms.core.models import ConsentText
from cms.sharing.forms import PURPOSE
from cms.sharing.services import kits
from home.services.load_sample import add_part

NEWEST = 24
CONSENT = {
    "en": "I agree that my e-mail address is kept to send me new share kits, until I take it back.",
    "fr": "J’accepte que mon adresse électronique soit conservée pour m’envoyer les nouveaux kits "
    "de partage, jusqu’à ce que je la retire.",
    "es": "Acepto que se conserve mi dirección de correo electrónico para enviarme los nuevos kits "
    "para compartir, hasta que la retire.",
}


def load(*, files, today) -> int:
    """Draw the kits and write the consent text, where they are missing; return how many."""
    texts = 0
    if not ConsentText.objects.filter(purpose=PURPOSE).exists():
        ConsentText.objects.create(purpose=PURPOSE, texts=CONSENT)
        texts = 1
    return texts + kits.make_missing(newest=NEWEST)


add_part(95, _("Share kits"), load)
