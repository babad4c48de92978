"""What the tests of the editors' side share: people with roles, texts of every block, forms."""

import uuid

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.operations import translate_object

from cms.accounts.roles import ROLES
from cms.core.blocks import TEXT
from home.corrections import lacks_note
from home.models import StatementPage
from tests.factories import UserFactory


def colleague(role: str, **fields):
    """Return a new user who has the role of that code, or may do everything ("superuser")."""
    user = UserFactory(is_superuser=role == "superuser", **fields)
    if role in ROLES:
        user.groups.add(Group.objects.get(name=ROLES[role].name))
    return user


def signed_in(user) -> Client:
    """Return a browser in which `user` has signed in."""
    client = Client()
    client.force_login(user)
    return client


def edit_url(page) -> str:
    """Return the address of the page's editor."""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def all_blocks(image=None, document=None) -> list[dict]:
    """Return the data of a text that has every kind of block."""

    def block(kind, value):
        return {"type": kind, "value": value, "id": str(uuid.uuid4())}

    texts = [
        block("heading", {"text": "What we ask", "level": "2"}),
        block("paragraph", "<p>We ask for <b>peace</b>.<sup>1</sup></p><ul><li>Now</li></ul>"),
        block("quote", {"text": "Peace first.", "source": "The board", "language": ""}),
        block("callout", {"title": "In short", "text": "<p>Peace.</p>"}),
        block(
            "table",
            {
                "caption": "Votes",
                "columns": [
                    {"type": "text", "heading": "Body"},
                    {"type": "number", "heading": "Votes for"},
                ],
                "rows": [{"values": ["The board", "12"]}],
            },
        ),
        block(
            "footnotes",
            [
                {
                    "type": "item",
                    "id": str(uuid.uuid4()),
                    "value": {"mark": "1", "text": "<p>Resolution of 2020.</p>"},
                }
            ],
        ),
    ]
    if image:
        texts.append(block("image", {"image": image.pk, "caption": "The march"}))
    if document:
        texts.append(block("document", {"document": document.pk, "title": "The full report"}))
    return texts


def start_translation(page, language: str, user=None):
    """Return the draft of `page` in `language`, begun as the admin begins it, and its record."""
    translate_object(page, [Locale.objects.get(language_code=language)], user=user)
    draft = page.get_translation(Locale.objects.get(language_code=language))
    record = Translation.objects.get(
        source__object_id=page.translation_key, target_locale=draft.locale
    )
    return draft.specific, record


def translate_texts(client, record, *, only: int | None = None) -> list[str]:
    """Translate the texts of `record` through the editor's own address; return the translations."""
    texts = []
    segments = StringSegment.objects.filter(source=record.source).order_by("order")
    for segment in segments[:only]:
        if segment.context.path == "slug":
            text = f"{segment.string.data}-{record.target_locale.language_code}"
        else:
            text = f"{segment.string.data} ({record.target_locale.language_code})"
        response = client.put(
            reverse("wagtail_localize:edit_string_translation", args=[record.pk, segment.pk]),
            data=f"value={text}",
            content_type="application/x-www-form-urlencoded",
        )
        assert response.status_code in (200, 201), response.content
        texts.append(text)
    assert StringTranslation.objects.filter(has_error=True).count() == 0
    return texts


def publish_translation(client, page):
    """Press "publish" in the translation's editor; return the answer that follows."""
    return client.post(edit_url(page), {"action": "publish"}, follow=True)


def statement_form(page=None, **changes) -> dict:
    """Return what the statement editor sends; `body` is a list of paragraphs' HTML."""
    fields = {
        "title": page.title if page else "A new statement",
        "slug": page.slug if page else "a-new-statement",
        "summary": page.summary if page else "",
        "kind": page.kind if page else "statement",
        "date": str(page.date) if page else "2024-03-08",
        "adopted_by": "",
        "decision_reference": "",
        "authentic_language": page.authentic_language if page else "en",
        "topics": [],
        "places": [],
        "signatory_organisations": [],
        "signatory_people": [],
        "contact_name": "",
        "contact_email": "",
        "correction_note": "",
        "supersedes": "",
        "withdrawn_on": "",
        "withdrawal_reason": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    body = changes.pop("body", None)
    if body is None:
        body = [block.value.source for block in page.body] if page else ["<p>We stand.</p>"]
    data = nested_form_data(
        {
            "body": streamfield([("paragraph", rich_text(html, features=TEXT)) for html in body]),
            "attachments": streamfield([]),
            "corrections": streamfield(
                [
                    ("correction", {"date": str(c.value["date"]), "note": c.value["note"]})
                    for c in changes.pop("corrections", ())
                ]
            ),
        }
    )
    return fields | data | changes


# What `published` says of a correction.
NOTE = {"en": "There was a slip.", "fr": "Il y avait une coquille.", "es": "Había una errata."}


def published(page):
    """Publish the page as it is in memory and return it afresh.

    A correction of a published statement gets its note.
    """
    before = StatementPage.objects.filter(pk=page.pk, live=True).first()
    if before and lacks_note(before, page):
        note = {"date": "2024-04-01", "note": NOTE[page.locale.language_code]}
        page.corrections.append(("correction", note))
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)
