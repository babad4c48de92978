"""Terms of the vocabularies as choices of forms."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.core.caching import kept
from cms.core.text import sort_key
from cms.taxonomy.models import Place


def country_choices() -> list[tuple[str, str]]:
    """Return the countries and territories as choices, sorted as the reader's language does."""
    return kept(("taxonomy.country_choices", get_language()), _read_countries)


def _read_countries() -> list[tuple[str, str]]:
    places = Place.objects.filter(kind__in=[Place.Kind.COUNTRY, Place.Kind.TERRITORY])
    choices = sorted(((place.code, place.label) for place in places), key=lambda c: sort_key(c[1]))
    return [("", _("Choose")), *choices]
