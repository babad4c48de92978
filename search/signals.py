"""What search listens to: whatever changes what can be found marks it to be read anew."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    ReferenceIndex,
)
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.core.models import BasePage
from cms.directory.models import Body, Organisation, OrganisationStatus
from cms.media.models import DocumentText, SiteDocument
from cms.publishing.signals import texts_withdrawn
from cms.taxonomy.models import Place, Topic
from home.models import BodyIndexPage, DirectoryPage, StatementPage
from search import registry
from search.engines.database.engine import index_for
from search.models import Entry, SearchCount, Word
from search.services.marking import mark
from search.services.sync import project
from search.sources.academy import COHORTS
from search.sources.directory import DirectorySource
from search.sources.documents import object_id_of, offered
from search.sources.extranet import CONFIDENTIAL
from search.sources.pages import PageSource


def mark_page(page: BasePage) -> None:
    """Mark a page in all its languages, with the files it offers and what it replaces."""
    for source in registry.all_sources():
        if isinstance(source, PageSource) and isinstance(page, source.model):
            mark(source.kind, [page.translation_key])
    if isinstance(page, StatementPage):
        _mark_files([page.translation_key], offered([page]))
        _mark_replaced(page)
    if isinstance(page, (DirectoryPage, BodyIndexPage)):
        _mark_listed(type(page))


def _mark_files(keys, ids=()) -> None:
    """Mark the files of statements: those they offer now and those they did before."""
    ids = set(ids)
    for key in keys:
        before = Entry.objects.alive().filter(kind="document", object_id__startswith=f"{key}.")
        ids.update(before.values_list("object_id", flat=True))
    mark("document", ids)


def _mark_replaced(page: StatementPage) -> None:
    keys = set()
    if page.supersedes_id:
        keys.add(page.supersedes.translation_key)
    # One that it replaced until now still says so in its entry.
    before = Entry.objects.alive().filter(
        kind="statement",
        state=Entry.State.SUPERSEDED,
        extra__replaced_by=str(page.translation_key),
    )
    keys.update(before.values_list("object_id", flat=True).distinct())
    mark("statement", keys)
    _mark_files(keys)


def _mark_listed(list_page: type) -> None:
    for source in registry.all_sources():
        if isinstance(source, DirectorySource) and source.list_page is list_page:
            mark(source.kind, source.iter_ids())


def mark_tree(page: Page) -> None:
    """Mark a page and all below it."""
    models = {one.model for one in registry.all_sources() if isinstance(one, PageSource)}
    for model in (*models, DirectoryPage, BodyIndexPage):
        for below in model.objects.descendant_of(page, inclusive=True).iterator(chunk_size=500):
            mark_page(below)


def on_page(sender, instance, **_kwargs) -> None:
    """A page was saved, published, unpublished or deleted."""
    if isinstance(instance, BasePage):
        mark_page(instance)


def on_tree(sender, instance, **_kwargs) -> None:
    """A page with all below it was moved or has another address."""
    mark_tree(instance)


def on_restriction(sender, instance, **_kwargs) -> None:
    """A page and all below it became private, or open again."""
    page = Page.objects.filter(pk=instance.page_id).first()
    # The restriction of a page that is being deleted goes first.
    if page:
        mark_tree(page)


def on_relation(sender, instance, **_kwargs) -> None:
    """The topics, places and the like of a page changed."""
    if isinstance(instance, BasePage):
        mark_page(instance)


def on_document(sender, instance, **_kwargs) -> None:
    """A file, or what was read in it, changed."""
    pk = instance.pk
    rows = Entry.objects.filter(kind="document", object_id__endswith=f".{pk}")
    ids = set(rows.values_list("object_id", flat=True))
    # A file may be read before what offers it has its entries.
    ids |= {object_id_of(key, pk) for key in _offering(pk)}
    mark("document", ids)
    mark("statement", {object_id.partition(".")[0] for object_id in ids})


def _offering(document_id: int) -> set:
    """Return the translation keys of the statements that refer to a file."""
    found = ReferenceIndex.get_references_to(SiteDocument(pk=document_id))
    pages = found.filter(base_content_type=ContentType.objects.get_for_model(Page))
    ids = [int(pk) for pk in pages.values_list("object_id", flat=True)]
    rows = StatementPage.objects.filter(pk__in=ids)
    return set(rows.values_list("translation_key", flat=True))


def on_collection(sender, instance, **_kwargs) -> None:
    """A collection of files became private, or open again."""
    mark("document", Entry.objects.filter(kind="document").values_list("object_id", flat=True))


def on_directory(sender, instance, **_kwargs) -> None:
    """An organisation, its status, or a body changed."""
    if isinstance(instance, Body):
        mark("body", [instance.pk])
        return
    owner = instance.organisation_id if isinstance(instance, OrganisationStatus) else instance.pk
    mark("organisation", [owner])


def on_term(sender, instance, **_kwargs) -> None:
    """A term was renamed or moved: what is filed under it has other codes."""
    name = "topic" if isinstance(instance, Topic) else "place"
    rows = Entry.objects.alive().filter(
        facet_rows__name=name, facet_rows__value__in=_codes(instance)
    )
    for kind, object_id in rows.values_list("kind", "object_id").distinct():
        mark(kind, [object_id])


def _codes(term) -> list[str]:
    return [term.code, *type(term).objects.filter(parent=term).values_list("code", flat=True)]


def on_withdrawal(sender, pages, names, **_kwargs) -> None:
    """A name was taken back: what holds it is read anew at once, no task waited for."""
    for page in Page.objects.filter(pk__in=pages).specific():
        mark_page(page)
        for source in registry.all_sources():
            if isinstance(source, PageSource) and isinstance(page, source.model):
                transaction.on_commit(partial(project, source.kind, str(page.translation_key)))
    searched = SearchCount.objects.values_list("pk", "query").iterator()
    SearchCount.objects.filter(pk__in=[pk for pk, text in searched if names.are_in(text)]).delete()
    # Offered to who mistypes; those that other texts hold come back with them.
    parts = {part for spelling in names.spellings for part in spelling.split()}
    Word.objects.filter(word__in=parts).delete()


def make_index(using, **_kwargs) -> None:
    """Make what the models cannot say of the index: FTS5 tables, or columns of tsvectors."""
    connection = connections[using]
    if Entry._meta.db_table in connection.introspection.table_names():
        index_for(using).ensure()


def connect() -> None:
    """Listen to everything that changes what can be found."""
    handlers = [
        (on_page, (post_save, post_delete, page_published, page_unpublished), (None,)),
        (on_tree, (post_page_move, page_slug_changed), (None,)),
        (on_restriction, (post_save, post_delete), (PageViewRestriction,)),
        (on_relation, (m2m_changed,), (None,)),
        (on_document, (post_save, pre_delete), (SiteDocument, DocumentText)),
        (on_collection, (post_save, post_delete), (CollectionViewRestriction,)),
        (on_directory, (post_save, post_delete), (Organisation, OrganisationStatus, Body)),
        (on_term, (post_save,), (Topic, Place)),
    ]
    for handler, signals, senders in handlers:
        for signal in signals:
            for sender in senders:
                label = f"search {handler.__name__} {sender and sender.__name__}"
                signal.connect(handler, sender=sender, dispatch_uid=label)
    texts_withdrawn.connect(on_withdrawal, dispatch_uid="search on_withdrawal")
    CONFIDENTIAL.connect()
    COHORTS.connect()
