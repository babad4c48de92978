"""Machine translation: whichever service the settings name, and what it is never told."""

from collections.abc import Callable

from django.utils.module_loading import import_string
from wagtail.models import Page
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringSegment

from cms.translation.errors import MachineBarred

_barriers: list[Callable[[Page], bool]] = []


def bar(check: Callable[[Page], bool]) -> None:
    """Let `check` be asked of a page of its own type before a service is told its texts.

    It returns whether they must not leave the house.
    """
    if check not in _barriers:
        _barriers.append(check)


def is_barred(translation_key) -> bool:
    """Return whether texts of the page of that key, as published or drafted, may not leave."""
    pages = Page.objects.filter(translation_key=translation_key) if _barriers else ()
    return any(
        check(content)
        for page in pages
        for content in (page.specific, page.get_latest_revision_as_object())
        for check in _barriers
    )


class GuardedTranslator(BaseMachineTranslator):
    """Stands before the service that the settings name: every text that leaves comes past here."""

    def __init__(self, options):
        super().__init__(options)
        self.service = import_string(options["CLASS"])(options.get("OPTIONS", {}))

    @property
    def display_name(self):
        """What the service is called."""
        return self.service.display_name

    def can_translate(self, source_locale, target_locale):
        """Return whether the service knows both languages."""
        return self.service.can_translate(source_locale, target_locale)

    def translate(self, source_locale, target_locale, strings):
        """Return the translations of `strings`; MachineBarred where a page of theirs is barred."""
        strings = list(strings)
        keys = StringSegment.objects.filter(
            source__locale=source_locale, string__data__in=[string.data for string in strings]
        ).values_list("source__object_id", flat=True)
        if _barriers and any(is_barred(key) for key in set(keys)):
            raise MachineBarred
        return self.service.translate(source_locale, target_locale, strings)
