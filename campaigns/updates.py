"""What pages that are followed over time share: their dated news, and who signs under them."""

from wagtail.models import Locale

from campaigns import page_facts as facts


class UpdatesMixin:
    """A page with `updates`, a stream of `UpdatesBlock`; below its own address their feed, and the
    organisations under its appeal."""

    # How many pages that list has, while one of them is being shown.
    signatories_pages: int | None = None

    def public_paths(self):
        return facts.signatories_paths(self)

    def last_pages(self, suffix, params):
        if suffix != facts.SIGNATORIES:
            return {}
        # Who signs is the same in all languages.
        last = self.signatories_pages or facts.signatories_last_page(self, params)
        return dict.fromkeys(Locale.objects.values_list("pk", flat=True), last)

    @property
    def newest_updates(self) -> list:
        """The blocks of the news, the newest first; of one day, the last in the editor leads."""
        blocks = list(self.updates)[::-1]
        return sorted(blocks, key=lambda block: block.value["date"], reverse=True)
