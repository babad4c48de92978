"""The tree that every site needs: a home page per language, and the lists below it."""

from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import Locale, Page, Site

from cms.core.labels import site_languages
from cms.translation.marks import mark_same_in_page
from home.models import HomePage

# Page type, title, and whether the menu shows it; children of every home page, in this order.
SECTIONS = (
    ("home.StatementIndexPage", gettext_noop("Positions"), True),
    ("campaigns.CampaignIndexPage", gettext_noop("Campaigns"), True),
    ("solidarity.SolidarityIndexPage", gettext_noop("Solidarity"), True),
    ("home.EventIndexPage", gettext_noop("Events"), True),
    ("home.DirectoryPage", gettext_noop("Members"), True),
    ("home.BodyIndexPage", gettext_noop("Bodies"), True),
    ("academy.AcademyPage", gettext_noop("Academy"), True),
)


@transaction.atomic
def ensure_site() -> dict[str, HomePage]:
    """Return the home page of each language by its code; make only what is missing."""
    for code in site_languages():
        Locale.objects.get_or_create(language_code=code)
    first, *others = site_languages()
    homes = {first: _default_home(first)}
    for code in others:
        homes[code] = _translation(homes[first], code) or _translated_home(homes[first], code)
    for label, title, in_menu in SECTIONS:
        _ensure_section(homes, apps.get_model(label), title, in_menu)
    return homes


def _default_home(code: str) -> HomePage:
    locale = Locale.objects.get(language_code=code)
    home = HomePage.objects.filter(locale=locale).first()
    if home is None:
        root = Page.get_first_root_node()
        # Wagtail's own welcome page holds the slug, and takes its site along.
        root.get_children().exact_type(Page).filter(slug="home").delete()
        root = Page.get_first_root_node()
        with override(code):
            home = HomePage(title=gettext("Home"), slug="home", locale=locale)
        root.add_child(instance=home)
        home.save_revision().publish()
        _point_site_at(home)
    return home


def _translated_home(home: HomePage, code: str) -> HomePage:
    with override(code):
        return _add_translated(home.get_parent(), home, code, gettext("Home"), f"home-{code}")


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": address.hostname, "port": port, "root_page": home},
    )


def _translation(page: Page, code: str) -> Page | None:
    return page.get_translations().filter(locale__language_code=code).specific().first()


def _add_translated(parent: Page, source: Page, code: str, title: str, slug: str) -> Page:
    page = type(source)(
        title=title,
        slug=slug,
        locale=Locale.objects.get(language_code=code),
        translation_key=source.translation_key,
        show_in_menus=source.show_in_menus,
    )
    if title == source.title:
        # Whoever wrote the catalogue has found the same word in both languages.
        mark_same_in_page(page=page, text=title)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _ensure_section(homes: dict[str, HomePage], model, title: str, in_menu: bool) -> None:
    first = next(iter(homes))
    source = model.objects.child_of(homes[first]).first()
    for code, home in homes.items():
        with override(code):
            translated = gettext(title)
        if code == first:
            if source is None:
                source = model(
                    title=translated,
                    slug=slugify(translated),
                    locale=home.locale,
                    show_in_menus=in_menu,
                )
                home.add_child(instance=source)
                source.save_revision().publish()
        elif _translation(source, code) is None:
            _add_translated(home, source, code, translated, slugify(translated))
