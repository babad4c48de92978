"""What a page's own rules add to Wagtail's permissions."""

from functools import cached_property

from wagtail.models import PagePermissionTester
from wagtail_localize.models import Translation


class TranslationAwareTester(PagePermissionTester):
    """Who may change pages but add none is a translator: edits translations and nothing else."""

    @cached_property
    def only_translates(self) -> bool:
        """Whether the user's right to change this page is that of a translator."""
        if not self.user.is_active or self.user.is_superuser:
            return False
        return "change" in self.permissions and "add" not in self.permissions

    @cached_property
    def is_translation(self) -> bool:
        """Whether the page is being translated from another, so that its text is not the source."""
        return Translation.objects.filter(
            source__object_id=self.page.translation_key,
            target_locale_id=self.page.locale_id,
            enabled=True,
        ).exists()

    def can_edit(self):
        if self.only_translates and not self.is_translation:
            return False
        return super().can_edit()

    def can_delete(self, ignore_bulk=False):
        return not self.only_translates and super().can_delete(ignore_bulk)
