"""Admin forms that every page type shares."""

from wagtail.admin.forms import WagtailAdminPageForm


class BasePageForm(WagtailAdminPageForm):
    """Sees a change only where there is one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Django asks fields with a computed default for a hidden copy of it, which Wagtail's
        # templates leave out: every form would seem changed, and an approval begin anew.
        for field in self.fields.values():
            field.show_hidden_initial = False
