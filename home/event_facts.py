"""When an event is, and whether it takes place, is one in all its languages, at once.

It needs no translator. What a translation has not caught up with otherwise stays as it is.
"""

import datetime

from django.db.models.signals import pre_save

from cms.translation.source import source_page
from home.shared_facts import write_facts, write_into_draft

FACTS = ("starts_at", "ends_at", "time_zone", "cancelled")


def followed_by(page):
    """Return the published event that says when `page` is; None where `page` says so itself."""
    source = source_page(page)
    return source.specific if source and source.live else None


def agree(sender, instance, raw=False, update_fields=None, **_kwargs) -> None:
    """Let an event that is being published say what its source says, else tell all languages.

    So neither an old draft of a translation nor an earlier version that is put back moves it.
    """
    # With named fields Wagtail keeps its books about a draft.
    if raw or update_fields is not None or not instance.live or instance.alias_of_id:
        return
    source = followed_by(instance)
    if source is None:
        _tell_others(sender, instance)
        return
    facts = _facts(source)
    if _facts(instance) != facts:
        for name, value in facts.items():
            setattr(instance, name, value)
        write_into_draft(instance, **facts)


def _tell_others(sender, page) -> None:
    facts = _facts(page)
    others = sender.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    for other in others.select_related("latest_revision"):
        values = dict(facts)
        if other.live:
            # Calendars take the change for newer than what they hold.
            moments = (other.last_published_at, page.last_published_at)
            values["last_published_at"] = max(filter(None, moments), default=None)
        if _facts(other) != facts:
            write_facts([other], **values)
        elif other.latest_revision and _drafted(other.latest_revision.content) != facts:
            write_into_draft(other, **facts)


def _facts(page) -> dict:
    return {name: getattr(page, name) for name in FACTS}


def _drafted(content: dict) -> dict:
    """Return the facts that a draft says, whose `content` is as a revision keeps it."""
    facts = {name: content.get(name) for name in FACTS}
    for name in ("starts_at", "ends_at"):
        if facts[name]:
            facts[name] = datetime.datetime.fromisoformat(facts[name])
    return facts


def connect(model) -> None:
    """Listen to events; `model` is their type, whose form asks this module."""
    pre_save.connect(agree, sender=model, dispatch_uid="agree_on_event")
