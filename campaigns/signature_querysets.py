"""Named reads of the signatures of people."""

from django.db.models import Q

from cms.core.models.personal_data import PersonalDataQuerySet


class SignatureQuerySet(PersonalDataQuerySet):
    """Signatures of people under appeals."""

    def counted(self):
        """Return those that the number of an appeal counts."""
        return self.filter(state="confirmed")

    def shown(self):
        """Return those whose name may be read, the latest first, with their countries.

        The one way by which a list, a file or a document gets at people.
        """
        rows = self.counted().filter(shown__in=["full", "first"], anonymised_at=None)
        nothing_to_show = Q(given_name="") & (Q(shown="first") | Q(family_name=""))
        return rows.exclude(nothing_to_show).select_related("country").order_by("-number")

    def to_write_to(self):
        """Return those who agreed to be written to, shown or not, in the order of signing."""
        rows = self.counted().filter(letters_withdrawn_at=None, anonymised_at=None)
        rows = rows.exclude(letters_agreed_at=None).exclude(email="")
        return rows.select_related("country").order_by("number")

    def held(self):
        """Return those that wait for a person to decide, the oldest first."""
        return self.filter(state="held").select_related("country").order_by("created_at", "pk")

    def with_unread_comments(self):
        """Return those whose comment waits to be read, the oldest first.

        A comment stands beside a name: those of people who are not shown are never read.
        """
        return self.shown().filter(comment_state="unread").order_by("number")
