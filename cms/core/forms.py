"""Admin forms that every page type shares."""

from itertools import count

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from cms.core.text import slug_of


class BasePageForm(WagtailAdminPageForm):
    """Sees a change only where there is one; makes the address of the title where it is empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django asks fields with a computed default for a hidden copy of it, which Wagtail's
        # templates leave out: every form would seem changed, and an approval begin anew.
        for field in self.fields.values():
            field.show_hidden_initial = False
        # A script fills it in, after a while: what is sent before would be refused for it.
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        data = self.cleaned_data
        if "slug" in data and not data["slug"]:
            data["slug"] = self.instance.slug or self._slug_of(data.get("title", ""))
        cleaned = super().clean()
        if "slug" in data and not data["slug"] and "title" in data:
            self.add_error("slug", self.fields["slug"].error_messages["required"])
        return cleaned

    def _slug_of(self, title: str) -> str:
        """Return a free address made of `title`; empty where it has no letter and no number."""
        base = slug_of(title)[:240]
        slugs = (base if number == 1 else f"{base}-{number}" for number in count(1))
        return next(s for s in slugs if Page._slug_is_available(s, self.parent_page, self.instance))
