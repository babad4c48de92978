"""What translation holds about those who do it."""

from cms.core.personal_data import sources
from cms.translation.models import Assignment, SameText, UrgentRelease


class _Nameless(sources.ModelSource):
    """Rows that stay, and no longer say who it was."""

    def reason_to_keep(self, row):
        return ""

    def erase(self, row):
        setattr(row, self.user_field, None)
        row.save(update_fields=[self.user_field])


class AssignmentSource(_Nameless):
    """The translations that somebody was given."""

    model = Assignment
    user_field = "assignee"
    fields = ("due_on", "note", "assigned_at", "handed_over_at")


class SameTextSource(_Nameless):
    """The texts that somebody marked as the same in another language."""

    model = SameText
    user_field = "user"
    fields = ("text", "at")


class UrgentReleaseSource(_Nameless):
    """The texts that somebody released urgently."""

    model = UrgentRelease
    user_field = "released_by"
    fields = ("released_at",)


def register() -> None:
    """Register what this app holds."""
    for source in (AssignmentSource, SameTextSource, UrgentReleaseSource):
        sources.register(source())
