"""What the survey asks in the sample, and what one agrees to on the list of alumni."""

from django.utils.translation import gettext_lazy as _

from academy.reports.forms import ALUMNI
from academy.reports.models import SurveyQuestion
from cms.core.models import ConsentText
from home.services.load_sample import add_part

QUESTIONS = (
    (
        "scale",
        {
            "en": "I can use what I learnt in my own work.",
            "fr": "Ce que j’ai appris me sert dans mon propre travail.",
            "es": "Lo que aprendí me sirve en mi propio trabajo.",
        },
    ),
    (
        "scale",
        {
            "en": "The trainers explained well.",
            "fr": "Les explications des formatrices et formateurs étaient claires.",
            "es": "Las formadoras y los formadores explicaron bien.",
        },
    ),
    (
        "scale",
        {
            "en": "I could follow with the connection and the time that I have.",
            "fr": "J’ai pu suivre avec la connexion et le temps dont je dispose.",
            "es": "Pude seguir el curso con la conexión y el tiempo que tengo.",
        },
    ),
    (
        "text",
        {
            "en": "What should we do differently next time?",
            "fr": "Que devrions-nous changer la prochaine fois ?",
            "es": "¿Qué deberíamos hacer de otra manera la próxima vez?",
        },
    ),
)
CONSENT = {
    "en": (
        "I agree that my name, my course and, if I ticked that, my organisation are shown to the "
        "others on the list of alumni and to the academy’s staff, until I leave the list."
    ),
    "fr": (
        "J’accepte que mon nom, ma formation et, si j’ai coché la case, mon organisation soient "
        "montrés aux autres personnes de la liste des anciens et à l’équipe de l’académie, "
        "jusqu’à ce que je quitte la liste."
    ),
    "es": (
        "Acepto que mi nombre, mi curso y, si marqué la casilla, mi organización se muestren a las "
        "demás personas de la lista de antiguos participantes y al equipo de la academia, hasta "
        "que deje la lista."
    ),
}


def load(*, files, today) -> int:
    """Add the questions and the consent text that are missing; return how many."""
    added = 0
    if not SurveyQuestion.objects.exists():
        for position, (kind, texts) in enumerate(QUESTIONS, start=1):
            SurveyQuestion.objects.create(kind=kind, texts=texts, position=position)
        added += len(QUESTIONS)
    if not ConsentText.objects.filter(purpose=ALUMNI).exists():
        ConsentText.objects.create(purpose=ALUMNI, texts=CONSENT)
        added += 1
    return added


add_part(75, _("Survey and alumni of the academy"), load)
