"""Writes posts as pages: a text with its translations, files and old addresses at once."""

import hashlib
import json

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Locale, Page

from cms.publishing.errors import PublicationRefused
from cms.taxonomy.models import Topic
from home.models import HomePage, StandardPage, StatementIndexPage, StatementPage, WordPressOrigin
from home.services.import_parts import free_slug
from home.services.wordpress import report as reports
from home.services.wordpress.composing import (
    Composed,
    Composer,
    PageFinder,
    day_of,
    may_go_out,
    published_at,
)
from home.services.wordpress.facts import Facts
from home.services.wordpress.files import Library
from home.services.wordpress.options import Options, WordPressRefused
from home.services.wordpress.report import Outcome
from home.wordpress import Export, Post
from home.wordpress.addresses import path_of
from home.wordpress.export import PAGE
from home.wordpress.wxr import LONGEST

READING = "1"  # Raised when posts are read in another way: they are imported anew.
_LONGEST_ADDRESS = 255


class Writer:
    """Writes groups of posts; each call stands in a transaction of the caller's."""

    def __init__(self, export: Export, options: Options, languages: dict[int, str], user):
        self.export = export
        self.options = options
        self.languages = languages
        self.user = user
        self.site = export.addresses.site
        self.origins = WordPressOrigin.objects.filter(site=self.site)
        self.pages = PageFinder(self.origins)
        self.library = Library(export, options.media, user)
        self.composer = Composer(export, self.library, self.pages)
        self.facts = Facts(options)
        self.locales = {one.language_code: one for one in Locale.objects.all()}
        self.above = {code: self._above(code) for code in set(languages.values())}

    def _above(self, language: str) -> dict[type, int]:
        """Return the ids of the pages that posts and pages of a language are put below."""
        homes = HomePage.objects.filter(locale__language_code=language)
        lists = StatementIndexPage.objects.filter(locale__language_code=language)
        under = self.options.under
        if under is not None:
            versions = Page.objects.filter(translation_key=under.translation_key)
            page = versions.filter(locale__language_code=language).first()
            if page is None:
                raise WordPressRefused(
                    _("“%(page)s” has no translation in %(language)s to put pages below.")
                    % {"page": under, "language": language}
                )
        else:
            page = homes.order_by("path").first()
        return {
            StandardPage: page.pk,
            StatementPage: lists.order_by("-path").values_list("pk", flat=True).first(),
        }

    def outcome(self, post: Post, item: dict) -> Outcome:
        """Return the row of the report that a post begins with."""
        author = self.export.authors.get(item.get("creator", ""), {})
        return Outcome(
            post=post.id,
            type=post.type,
            language=self.languages[post.id],
            status=post.status,
            title=item.get("title", ""),
            author=author.get("wp:author_display_name") or item.get("creator", ""),
            address=post.link,
        )

    def write(self, group: list[Post]) -> list[Outcome]:
        """Create or change the pages of a text in all its languages; return what was done.

        Raises ValidationError for a text that no page can hold.
        """
        items = {post.id: self.export.item(post) for post in group}
        outcomes = [self.outcome(post, items[post.id]) for post in group]
        if any(item["cut"] for item in items.values()):
            raise ValidationError(
                _("It has more than %(limit)d characters, which is no text.") % {"limit": LONGEST}
            )
        known = {one.key: one for one in self.origins.filter(key__in=[p.key for p in group])}
        kind = self.facts.kind(items.values()) if group[0].type != PAGE else ""
        topics: list[Topic] | None = None
        for post, outcome in zip(group, outcomes, strict=True):
            item, origin = items[post.id], known.get(post.key)
            digest = self._digest(item, outcome.language, kind)
            if origin is not None and self._stays(origin, digest, outcome):
                continue
            if topics is None:
                topics = self.facts.topics_of(items.values()) if kind else []
            origin = origin or WordPressOrigin(site=self.site, key=post.key)
            page = self._page(origin, post, outcome.language)
            composed = self.composer.compose(
                post, item, outcome.language, illustrated=isinstance(page, StatementPage)
            )
            self._fill(page, item, composed, group, known)
            if isinstance(page, StatementPage):
                page.kind, page.date = kind, day_of(item)
                page.image = composed.image or page.image
                page.topics.set(topics)
            self._save(page, post, item, origin, composed)
            origin.digest, origin.links_wait = digest, composed.links_wait
            origin.save()
            known[post.key] = origin
            outcome.action = outcome.action or reports.CREATED
            outcome.page, outcome.title = page.pk, page.title
            outcome.notes += composed.notes
            self._redirect(page, post, item)
            outcome.missing = composed.missing
        return outcomes

    @staticmethod
    def _digest(item: dict, language: str, kind: str) -> str:
        content = json.dumps([READING, language, kind, item], sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()

    def _stays(self, origin: WordPressOrigin, digest: str, outcome: Outcome) -> bool:
        """Return whether a post that was imported before is left as it is, and say so."""
        outcome.action = reports.KEPT
        if origin.page is None:
            outcome.notes.append(_("An editor has deleted its page since."))
            return True
        outcome.page, outcome.published = origin.page_id, origin.page.live
        if origin.digest == digest:
            outcome.action = reports.UNCHANGED
            return True
        if origin.page.latest_revision_id != origin.revision_id:
            outcome.notes.append(
                _("It has changed in the export; an editor has changed its page as well.")
            )
            return True
        outcome.action = reports.CHANGED
        return False

    def _page(self, origin: WordPressOrigin, post: Post, language: str) -> Page:
        if origin.page is not None:
            return origin.page.specific.get_latest_revision_as_object()
        model = StandardPage if post.type == PAGE else StatementPage
        return model(locale=self.locales[language], live=False, has_unpublished_changes=True)

    def _fill(self, page: Page, item: dict, composed: Composed, group: list[Post], known) -> None:
        page.title = page.draft_title = composed.title
        page.summary = composed.summary
        page.body = composed.blocks
        pages = [known[post.key].page for post in group if post.key in known]
        source = next((one for one in pages if one is not None), None)
        if page.pk is None:
            self._link_languages(page, source)
            page.owner = self._owner(item)
            if isinstance(page, StatementPage):
                source = source.specific if source else None
                code = page.locale.language_code
                page.authentic_language = source.authentic_language if source else code

    @staticmethod
    def _link_languages(page: Page, source: Page | None) -> None:
        if source is None or source.specific_class is not type(page):
            return
        versions = Page.objects.filter(translation_key=source.translation_key)
        if not versions.filter(locale=page.locale).exists():
            page.translation_key = source.translation_key

    def _owner(self, item: dict):
        """Return the account of the author's address here, if there is one; none is made."""
        author = self.export.authors.get(item.get("creator", ""), {})
        address = author.get("wp:author_email", "").strip()
        users = get_user_model().objects.filter(email__iexact=address, is_active=True)
        return (users.first() if address else None) or self.user

    def _save(self, page: Page, post: Post, item: dict, origin, composed: Composed) -> None:
        if page.pk is None:
            parent = self._parent(page, post)
            name = item.get("name", "").strip()
            plain = name and name.isascii() and "%" not in name
            page.slug = free_slug(parent, name if plain else composed.title)
            parent.add_child(instance=page)
            log(instance=page, action="wagtail.create", user=self.user, content_changed=True)
        revision = page.save_revision(user=self.user, log_action=True)
        origin.page_id, origin.revision_id = page.pk, revision.pk

    def _parent(self, page: Page, post: Post) -> Page:
        """Return the page to put a new one below; locked, so that two runs make no page twice."""
        default = self.above[page.locale.language_code][type(page)]
        key = None
        above = self.export.posts.get(post.parent) if isinstance(page, StandardPage) else None
        if above is not None and above.type == PAGE:
            key = self.pages.id_of(above)
        locked = Page.objects.select_for_update(of=("self",))
        parent = locked.filter(pk=key, locale=page.locale).first() if key else None
        return (parent or locked.get(pk=default)).specific

    def _redirect(self, page: Page, post: Post, item: dict) -> None:
        """Lead the old addresses of a post that anybody could read to its page."""
        if not may_go_out(post, item):
            return
        old = [f"/?p={post.id}"]
        old += [f"/?page_id={post.id}"] if post.type == PAGE else []
        if self.export.addresses.number(post.link) is None:
            old.append(path_of(post.link))
        base = self.site.partition("/")[2]
        parts = page.get_url_parts()
        own = Redirect.normalise_path(parts[2]) if parts and parts[2] else ""
        for address in old:
            if base and address.startswith("/?"):
                address = f"/{base}{address}"
            path = Redirect.normalise_path(address)
            known = path in {"", "/", own} or len(path) > _LONGEST_ADDRESS
            if not known and not Redirect.objects.filter(old_path=path).exists():
                Redirect.add_redirect(path, redirect_to=page, automatically_created=True)

    def finish(self, group: list[Post], outcomes: dict[int, Outcome]) -> None:
        """Let links lead to what has come since, and publish what may go out, if it is to."""
        known = {one.key: one for one in self.origins.filter(key__in=[p.key for p in group])}
        for post in group:
            origin = known.get(post.key)
            page = origin.page if origin else None
            ours = page is not None and page.latest_revision_id == origin.revision_id
            if not ours:
                continue
            if origin.links_wait and not page.live:
                self._link_again(page, origin, outcomes[post.id])
            if self.options.publish and page.has_unpublished_changes:
                item = self.export.item(post)
                if may_go_out(post, item):
                    self._publish(page, item, outcomes[post.id])

    def _link_again(self, page: Page, origin: WordPressOrigin, outcome: Outcome) -> None:
        draft = page.specific.get_latest_revision_as_object()
        blocks = [dict(block) for block in draft.body.get_prep_value()]
        before = json.dumps(blocks)
        waits = self.composer.link(blocks, outcome.language)
        if json.dumps(blocks) != before:
            draft.body = blocks
            revision = draft.save_revision(user=self.user, log_action=True)
            page.refresh_from_db()
            origin.revision_id = revision.pk
        origin.links_wait = waits
        origin.save(update_fields=["revision_id", "links_wait"])

    def _publish(self, page: Page, item: dict, outcome: Outcome) -> None:
        # What an editor took off the site stays off it.
        if not page.live and page.first_published_at is not None:
            return
        try:
            with transaction.atomic():
                if page.first_published_at is None:
                    when = published_at(item)
                    Page.objects.filter(pk=page.pk).update(first_published_at=when)
                page.refresh_from_db()
                page.get_latest_revision().publish(user=self.user)
        except PublicationRefused as refused:
            outcome.notes += refused.reasons
        else:
            outcome.published = True
