"""The to-do list of whoever signed in: the first panel on the front page of the admin."""

from wagtail.admin.ui.components import Component
from wagtail.permissions import page_permission_policy

from home.dashboard import editing, translations


class TodoPanel(Component):
    """What waits for the user: returned drafts, reviews, translations, what is due next."""

    name = "todo"
    template_name = "home/admin/todo.html"
    order = 100

    def __init__(self, user):
        self.user = user
        self.actions = {
            row.permission.codename.removesuffix("_page")
            for row in page_permission_policy.get_cached_permissions_for_user(user)
        }

    def may(self, action: str) -> bool:
        """Return whether the user has a page permission anywhere: add, change, publish."""
        return self.user.is_superuser or action in self.actions

    def get_context_data(self, parent_context):
        user, sections = self.user, []
        owed, overdue = translations.assigned(user, also_others=self.may("add"))
        sections.append(owed)
        if self.may("change"):
            sections.append(translations.promised(user))
        if self.may("publish"):
            sections.append(editing.to_review(user))
        if self.may("change"):
            # A translator's translation comes back as an editor's draft does.
            sections.append(editing.returned(user))
        if self.may("add"):
            sections += [editing.drafts(user), editing.scheduled(), overdue]
        if self.may("change"):
            sections += [
                translations.unfinished_translations(user),
                translations.outdated(user),
                translations.missing(user),
            ]
        if self.may("publish"):
            sections.append(editing.withdrawn())
        sections = [section for section in sections if section.rows]
        return {"sections": sections, "has_pages": bool(self.actions) or user.is_superuser}
