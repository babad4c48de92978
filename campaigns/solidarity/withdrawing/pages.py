"""Pages as readers have them, and all their drafts and earlier versions."""

from collections import Counter

from django.db.models import CharField, ForeignKey, JSONField, TextField
from django.utils.text import capfirst
from wagtail.documents.models import AbstractDocument
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page, ReferenceIndex, Revision, get_page_models
from wagtail.search import index

from cms.directory.models import Person
from cms.translation.text_comparison import stream_data

# Who may have kept what a public page said.
COPIES = ("search_engines", "feeds", "social", "downloads", "mails")


def published(sweep) -> None:
    """Take the name out of the pages themselves."""
    for model in get_page_models():
        for page in model.objects.select_related("locale").order_by("path").iterator(500):
            if type(page) is not Page:
                _page(sweep, page)


def _page(sweep, page) -> None:
    changes = _changes(sweep, page)
    people = _people(sweep, page)
    slug = changes.pop("slug", None)
    changes.pop("url_path", None)
    if not (changes or people or slug):
        return
    address = page.get_full_url() or ""
    sweep.pages.add(page.pk)
    label = sweep.scrubber.text(page.title, page.locale.language_code)
    sweep.found(
        "page" if page.live else "draft",
        f"{label} ({page.locale.language_code})",
        address=address if page.live else "",
        copies=COPIES if page.live else (),
    )
    if not sweep.write:
        return
    if changes:
        type(page).objects.filter(pk=page.pk).update(**changes)
    for name, rows in people.items():
        getattr(page, name).through.objects.filter(
            **{page._meta.model_name: page.pk, "person__in": rows}
        ).delete()
    if slug:
        _readdress(page, slug)
    fresh = type(page).objects.get(pk=page.pk)
    index.insert_or_update_object(fresh)
    ReferenceIndex.create_or_update_for_object(fresh)


def _changes(sweep, page) -> dict:
    """Return by name the values of a page's fields that hold the name or what is taken down."""
    scrubber, language, changes = sweep.scrubber, page.locale.language_code, {}
    for one in page._meta.concrete_fields:
        value = getattr(page, one.attname)
        if not value:
            continue
        if isinstance(one, StreamField):
            before = stream_data(value)
            after = scrubber.data(before, language)
            if after != before:
                changes[one.name] = one.to_python(after)
        elif isinstance(one, ForeignKey):
            model = one.related_model
            taken = (
                (issubclass(model, AbstractImage) and value in scrubber.images)
                or (issubclass(model, AbstractDocument) and value in scrubber.documents)
            )  # fmt: skip
            if taken:
                changes[one.attname] = None
        elif isinstance(one, JSONField):
            if (done := scrubber.data(value, language)) != value:
                changes[one.name] = done
        elif isinstance(one, CharField | TextField) and not one.choices:
            address = one.name in ("slug", "url_path")
            done = (
                scrubber.address(value, language)
                if address
                else scrubber.text(value, language, one.max_length)
            )
            if done != value:
                changes[one.name] = done
    return changes


def _people(sweep, page) -> dict:
    """Return by field the people of the directory of that name whom a page lists."""
    found = {}
    for one in page._meta.many_to_many:
        if one.related_model is Person:
            rows = [row.pk for row in getattr(page, one.name).all()
                    if sweep.scrubber.names.are_in(str(row))]  # fmt: skip
            if rows:
                found[one.name] = rows
    return found


def _readdress(page, slug: str) -> None:
    """Give a page an address without the name; the old one leads nowhere, and none to here."""
    parent, before = page.get_parent(), page.url_path
    taken = set(parent.get_children().exclude(pk=page.pk).values_list("slug", flat=True))
    free, number = slug[:240], 2
    while free in taken:
        free, number = f"{slug[:240]}-{number}", number + 1
    page.slug = free
    page.set_url_path(parent)
    Page.objects.filter(pk=page.pk).update(slug=free, url_path=page.url_path)
    page._update_descendant_url_paths(before, page.url_path)


def revisions(sweep) -> None:
    """Take the name out of every draft and earlier version, of pages and whatever else has them."""
    languages = dict(Page.objects.values_list("pk", "locale__language_code"))
    slugs = dict(Page.objects.values_list("pk", "slug")) if sweep.write else {}
    counts = Counter()
    rows = Revision.objects.select_related("base_content_type").defer("user")
    for row in rows.order_by("pk").iterator(200):
        is_page = row.base_content_type.model == "page"
        key = int(row.object_id) if is_page and row.object_id.isdecimal() else None
        language = languages.get(key, "")
        content = sweep.scrubber.data(row.content, language)
        label = sweep.scrubber.text(row.object_str, language)
        if content == row.content and label == row.object_str:
            continue
        counts[label] += 1
        if key:
            sweep.pages.add(key)
        if not sweep.write:
            continue
        if key in slugs and content.get("slug") != row.content.get("slug"):
            content["slug"] = slugs[key]
        Revision.objects.filter(pk=row.pk).update(content=content, object_str=label)
    for label, count in counts.items():
        sweep.found("versions", capfirst(label), count=count)
