"""Makes editorial work in progress: a draft to approve, one to appear, translations to finish."""

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.publishing.models import Release
from cms.publishing.services.release_contents import add_pages
from cms.translation.services.assignments import assign
from home.models import StatementPage
from home.sample import FOLDER
from home.sample.accounts import account_for
from home.sample.glossary import make_glossary
from home.services.import_statements import CREATED, import_statements

AWAITING, SCHEDULED = "water-is-a-right.en.md", "human-rights-day.en.md"
OUTDATED = "statements/belarus-2021.en.md"
STARTED = "statements/youth-2026.en.md"
DAYS_UNTIL_PUBLICATION = 3
DAYS_TO_TRANSLATE = 5

_ADDITION = (
    "<p>Letters may be written in Belarusian or in Russian. Our member’s office in Vilnius "
    "forwards them: letters@example.org.</p>"
)
_NOTE = {"date": "2021-08-23", "note": "A paragraph on where to send letters has been added."}
_FOR_TRANSLATOR = "The youth federation reads it at its congress: please keep the short sentences."
_BEGUN = {
    "Not the next generation: this one": "No la próxima generación: esta",
    "In politics": "En la política",
    "In education and work": "En la educación y el trabajo",
}


def create_editorial_work(created: set[str]) -> None:
    """Put work on the desks; `created` are the statement files that this run made pages of."""
    make_glossary()
    editor = account_for("editors")
    report = import_statements(manifest=FOLDER / "drafts" / "drafts.csv", user=editor)
    new = {outcome.file for outcome in report.outcomes if outcome.action == CREATED}
    if AWAITING in new and editor is not None:
        _send_for_approval(_page(AWAITING), editor)
        _prepare_release(_page(AWAITING))
    if SCHEDULED in new:
        _schedule(_page(SCHEDULED))
    if OUTDATED in created:
        _change_source(_page(OUTDATED))
    if STARTED in created:
        _begin_translation(_page(STARTED), "es")


def _page(file: str) -> StatementPage:
    return StatementPage.objects.get(source_file=file)


def _send_for_approval(page: StatementPage, editor) -> None:
    workflow = page.get_workflow()
    if workflow is not None and page.current_workflow_state is None:
        workflow.start(page, editor)


def _prepare_release(page: StatementPage) -> None:
    """Begin a bundle of a draft in all languages: what is missing is listed in it."""
    release = Release.objects.create(
        name=gettext("Water week"), created_by=account_for("coordinators")
    )
    add_pages(release=release, page=page, locales=Locale.objects.order_by("pk"))


def _schedule(page: StatementPage) -> None:
    page.go_live_at = timezone.now() + datetime.timedelta(days=DAYS_UNTIL_PUBLICATION)
    page.save_revision(user=account_for("coordinators")).publish()


def _change_source(page: StatementPage) -> None:
    """Publish an authentic text anew: its translations are out of date from now on."""
    page = page.get_latest_revision_as_object()
    block_id = str(uuid.uuid5(page.translation_key, "letters"))
    addition = {"type": "paragraph", "value": _ADDITION, "id": block_id}
    page.body = [*page.body.get_prep_value(), addition]
    note_id = str(uuid.uuid5(page.translation_key, "correction"))
    page.corrections = [{"type": "correction", "value": _NOTE, "id": note_id}]
    page.save_revision(user=account_for("coordinators")).publish()


def _begin_translation(page: StatementPage, language: str) -> None:
    """Submit a text for translation, with its first sentences done."""
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        return
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string"):
        text = _BEGUN.get(segment.string.data)
        if text:
            StringTranslation.objects.get_or_create(
                locale=locale,
                translation_of=segment.string,
                context=segment.context,
                defaults={"data": text},
            )
    translator = account_for("translators")
    translation.save_target(user=translator, publish=False)
    assign(
        translation=translation,
        by=account_for("coordinators"),
        assignee=translator,
        due_on=timezone.localdate() + datetime.timedelta(days=DAYS_TO_TRANSLATE),
        note=_FOR_TRANSLATOR,
    )
