"""What unpublishing, deleting or moving a page does to its translations, before it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.core.templatetags.kit import language_in_sentence
from cms.publishing import twins
from cms.publishing.errors import TranslationsRefused


@dataclass(frozen=True)
class Consequence:
    """What an act on a page does to one translation: reach it, leave it, or be refused for it."""

    page: Page
    refusal: str = ""
    destination: Page | None = None
    stays: bool = False

    @property
    def language(self) -> str:
        """The name of its language, as it stands inside a sentence."""
        return language_in_sentence(self.page.locale.language_code)

    @property
    def below(self) -> int:
        """How many pages stand below it."""
        return self.page.get_descendant_count()


def of_unpublishing(page: Page, user=None, *, with_subpages: bool = False) -> list[Consequence]:
    """Return what unpublishing `page` does to its translations; `user` is None for a job."""
    texts = [page]
    if with_subpages:
        below = page.get_descendants().live()
        texts += [one for one in below if _tester(one, user).can_unpublish()]
    return [
        Consequence(one, _refusal(one, user, not one.live or _tester(one, user).can_unpublish()))
        for text in texts
        for one in twins.followers(text)
    ]


def of_deleting(page: Page, user=None) -> list[Consequence]:
    """Return what deleting `page` and all below it does to their translations."""
    return [
        Consequence(one, _refusal(one, user, _tester(one, user).can_delete()))
        for one in twins.followers_of_tree(page)
    ]


def of_moving(page: Page, parent: Page | None, user=None) -> list[Consequence]:
    """Return what moving `page` below `parent` does to its translations.

    Without a `parent`, which is yet to be chosen, all of them are named.
    """
    if parent is None:
        return [Consequence(one) for one in twins.followers(page)]
    found = []
    for one, destination in twins.moves_of_followers(page, parent):
        if destination is None:
            found.append(Consequence(one, stays=True))
            continue
        refusal = _refusal(one, user, _tester(one, user).can_move_to(destination))
        if not refusal and not Page._slug_is_available(one.slug, destination, page=one):
            refusal = _("“%(title)s” (%(language)s): its address is taken in the new section.")
            refusal %= _named(one)
        found.append(Consequence(one, refusal, destination))
    return found


def refuse(consequences: list[Consequence]) -> None:
    """Raise TranslationsRefused where one of the translations may not be reached."""
    if reasons := refusals(consequences):
        raise TranslationsRefused(reasons)


def refusals(consequences: list[Consequence]) -> list[str]:
    """Return why translations may not be reached, in words; an empty list where they may."""
    return [one.refusal for one in consequences if one.refusal]


class _Anyone:
    """Stands for a job, which may do anything."""

    def can_unpublish(self):
        return True

    can_delete = can_unpublish

    def can_move_to(self, _destination):
        return True


def _tester(page: Page, user):
    return page.specific.permissions_for_user(user) if user else _Anyone()


def _refusal(page: Page, user, allowed: bool) -> str:
    if allowed:
        return ""
    text = _("“%(title)s” (%(language)s) is a translation of it, and you have no right to do that.")
    return text % _named(page)


def _named(page: Page) -> dict[str, str]:
    return {
        "title": page.get_admin_display_title(),
        "language": language_in_sentence(page.locale.language_code),
    }
