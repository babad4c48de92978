"""What a body decided becomes the draft of a statement, for editors to complete and publish."""

import html
import re

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.errors import Refused
from cms.core.labels import site_languages
from extranet.core.services import audit
from extranet.records.models import Decision
from home.importing import summarise
from home.models import StatementIndexPage, StatementPage
from home.services.import_parts import free_slug


def indexes_for(decision: Decision, user) -> dict[str, StatementIndexPage]:
    """Return where a user may add a statement with the text of a decision, by language.

    Only the languages that the decision is written in, the site's first one first.
    """
    if user is None or not user.has_perm("wagtailadmin.access_admin"):
        return {}
    rows = StatementIndexPage.objects.filter(locale__language_code__in=_languages(decision))
    by_language = {row.locale.language_code: row for row in rows.select_related("locale")}
    return {
        code: by_language[code]
        for code in _languages(decision)
        if code in by_language and by_language[code].permissions_for_user(user).can_add_subpage()
    }


def _languages(decision: Decision) -> list[str]:
    return [code for code in site_languages() if decision.texts.get(code)]


@transaction.atomic
def draft(*, decision: Decision, authentic_language: str, by) -> StatementPage:
    """Draft a statement from a decision in each of its languages that `by` may write in.

    Return the draft in the authentic language; the others are its translations. Nothing is
    published. Raise Refused where `by` may write no statement in that language.
    """
    indexes = indexes_for(decision, by)
    if authentic_language not in indexes:
        raise Refused(
            _("You may not write statements in this language."), field="authentic_language"
        )
    first = _draft_in(indexes.pop(authentic_language), decision, authentic_language, by)
    for index in indexes.values():
        _draft_in(index, decision, authentic_language, by, first.translation_key)
    audit.record(
        "decision.statement_drafted", decision, actor=by, body=decision.body, page=first.pk
    )
    return first


def _draft_in(index, decision: Decision, authentic: str, by, key=None) -> StatementPage:
    language = index.locale.language_code
    title = decision.titles[language][: StatementPage._meta.get_field("title").max_length]
    page = StatementPage(
        locale=index.locale,
        live=False,
        has_unpublished_changes=True,
        title=title,
        draft_title=title,
        slug=free_slug(index, title),
        kind=StatementPage.Kind.RESOLUTION,
        date=decision.taken_on,
        adopted_by=decision.body,
        decision_reference=decision.reference,
        authentic_language=authentic,
        summary=summarise(decision.texts[language], language),
        body=_blocks(decision.texts[language]),
        owner=by,
    )
    if key:
        page.translation_key = key
    index.add_child(instance=page)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    page.save_revision(user=by, log_action=False)
    return page


def _blocks(text: str) -> list[dict]:
    """Return the paragraphs of a plain text as blocks."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return [
        {"type": "paragraph", "value": "<p>" + "<br/>".join(html.escape(part).split("\n")) + "</p>"}
        for part in parts
        if part
    ]
