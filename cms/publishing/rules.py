"""The rules on what may be published: floors above register theirs, the gate asks all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wagtail.models import Page, Revision

from cms.publishing.errors import PublicationRefused
from cms.publishing.name_lock import publish_before_or_after


@dataclass(frozen=True)
class Publication:
    """A page that somebody is about to publish.

    `page` is of its own type and holds the content that would go out; `user` is None where a job
    publishes; `revision` is None where the page is saved as live without one.
    """

    page: Page
    user: object | None = None
    revision: Revision | None = None


Rule = Callable[[Publication], Iterable[str]]
_rules: list[Rule] = []


def register(rule: Rule) -> None:
    """Let `rule` be asked before every publication.

    It returns the reasons against one as sentences in the active language, none where it may.
    """
    if rule not in _rules:
        _rules.append(rule)


def refusals(publication: Publication) -> list[str]:
    """Return why `publication` may not happen, in words; an empty list where it may."""
    return [str(reason) for rule in _rules for reason in rule(publication)]


def refuse_unfit(publication: Publication) -> None:
    """Raise PublicationRefused with all the reasons where `publication` may not happen.

    Within a transaction, the publication's own: no name is withdrawn between asking and its end.
    """
    publish_before_or_after()
    if reasons := refusals(publication):
        raise PublicationRefused(publication.page, reasons)


def draft_of(page: Page, user=None) -> Publication:
    """Return the publication of the latest draft of `page` by `user`."""
    revision = page.get_latest_revision()
    content = revision.as_object() if revision else page.specific
    return Publication(content, user, revision)
