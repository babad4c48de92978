"""What is held about those who get new kits by mail: handed out, erased, and forgotten in time."""

from django.utils.translation import pgettext_lazy

from cms.core.personal_data import sources
from cms.sharing.models import KitSubscription


class SubscriptionSource(sources.ModelSource):
    """Subscriptions to share kits, known by their address.

    One that nobody confirms goes after a week, by the daily command; one that is confirmed stays
    until it is taken back.
    """

    model = KitSubscription
    email_field = "email"
    fields = (
        "email",
        "language",
        "created_at",
        "confirmed_at",
        (
            pgettext_lazy("share kit", "agreed to"),
            lambda row: row.consent_text and row.consent_text.text,
        ),
        "consented_at",
        "keep_until",
    )

    def reason_to_keep(self, row):
        return ""
