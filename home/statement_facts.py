"""What the leading language of a statement takes back is taken back in the others."""

from django.db.models.signals import pre_save

from cms.publishing.twins import leads
from home.models import PositionPage
from home.shared_facts import write_facts


def take_back_everywhere(sender, instance, raw=False, update_fields=None, **_kwargs) -> None:
    """Clear in the other languages a withdrawal or a replacement that is no more.

    A fact that any language publishes holds in all; so the language that leads may end it, and a
    translation, which may be an old draft, may not.
    """
    if raw or not issubclass(sender, PositionPage):
        return
    # With named fields Wagtail keeps its books about a draft.
    if update_fields is not None or not instance.pk or not instance.live:
        return
    live = sender.objects.live()
    before = live.filter(pk=instance.pk).select_related("supersedes").first()
    if before is None or not leads(before):
        return
    others = live.versions_of(before).exclude(pk=before.pk)
    if before.withdrawn_on and not instance.withdrawn_on:
        write_facts(
            others.filter(withdrawn_on__isnull=False), withdrawn_on=None, withdrawal_reason=""
        )
    if before.supersedes_id and before.supersedes_id != instance.supersedes_id:
        replacing = others.filter(supersedes__translation_key=before.supersedes.translation_key)
        write_facts(replacing, supersedes_id=instance.supersedes_id)


def connect() -> None:
    """Listen to positions of every kind."""
    pre_save.connect(take_back_everywhere, dispatch_uid="take_back_everywhere")
