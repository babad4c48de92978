"""The texts of a translation, side by side with their source, as the desk shows them."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import escape, format_html, mark_safe
from django.utils.text import capfirst
from wagtail_localize.models import StringTranslation, TemplateSegment, Translation
from wagtail_localize.strings import StringValue

from cms.translation import marks
from cms.translation.glossary import Glossary, Hit
from cms.translation.models import text_key
from cms.translation.page_texts import has_words, letters, plain

_WORDS = re.compile(r"\s+|[^\s]+")
_SIMILAR = 0.3

TRANSLATED, MISSING, CHANGED, MACHINE = "translated", "missing", "changed", "machine"
SAME, COPIED, ERROR, NO_WORDS = "same", "copied", "error", "no_words"
# What a translation in one of these states still lacks.
UNFINISHED = (MISSING, CHANGED, MACHINE, COPIED, ERROR)


@dataclass
class Former:
    """What a text said before its source changed, and how it was translated then."""

    source: str
    translation: str
    changes: str


@dataclass
class Text:
    """One text of a page: its source, its translation if there is one, and what to know of both.

    `string_id` and `context_id` are those of wagtail-localize; they stay when the source changes.
    """

    string_id: int
    context_id: int
    path: str
    label: str
    source: str
    rich: bool
    kept: StringTranslation | None = None
    former: Former | None = None
    is_new: bool = False
    marked_same: bool = False
    needs_no_words: bool = False
    hits: list[Hit] = field(default_factory=list)
    max_length: int | None = None

    @property
    def key(self) -> str:
        """What its fields in a form are called by."""
        return f"{self.string_id}-{self.context_id}"

    @property
    def is_address(self) -> bool:
        """Whether it is the address of the page."""
        return self.path == "slug"

    @property
    def state(self) -> str:
        """How it stands: one of the states of this module."""
        kept = self.kept
        if kept and kept.has_error:
            return ERROR
        if kept and kept.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE:
            return MACHINE
        if self.marked_same:
            return SAME
        if self.needs_no_words:
            return NO_WORDS
        if kept and (said := letters(plain(kept.data))):
            return COPIED if said == letters(plain(self.source)) else TRANSLATED
        return CHANGED if self.former else MISSING

    @property
    def counts(self) -> bool:
        """Whether it is work for a translator; the address follows the title by itself."""
        return not self.is_address or self.state == ERROR

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.counts and self.state in UNFINISHED

    @property
    def shown_source(self) -> str:
        """The source as a translator reads it: HTML where it is rich text, else plain."""
        return shown(self.source, rich=self.rich)

    @property
    def initial(self) -> str:
        """What the field begins with; where the source changed, the former translation."""
        if self.kept:
            return shown(self.kept.data, rich=self.rich)
        return shown(self.former.translation, rich=self.rich) if self.former else ""

    @property
    def fingerprint(self) -> str:
        """What tells whether somebody else changed it in the meantime."""
        return text_key(self.initial)[:16]

    @property
    def rows(self) -> int:
        """How many lines its field needs, about."""
        return max(1, min(12, len(self.source) // 55 + 1))


def shown(data: str, *, rich: bool) -> str:
    """Return a stored text as people type it: marks of HTML in rich text alone."""
    return data if rich else StringValue(data).render_text()


def stored(typed: str, *, rich: bool) -> str:
    """Return what people typed as wagtail-localize keeps it; ValueError where HTML is wrong."""
    typed = typed.replace("\r\n", "\n").strip()
    make = StringValue.from_translated_html if rich else StringValue.from_plaintext
    return make(typed).data


def texts_of(translation: Translation, page) -> list[Text]:
    """Return the texts of `translation`, whose target is `page`, in the order of the page."""
    segments = list(marks.segments_of(translation))
    kept, others = _translations(translation, segments)
    rich_contexts = set(
        TemplateSegment.objects.filter(source_id=translation.source_id).values_list(
            "context_id", flat=True
        )
    )
    marked = marks.marked_texts(translation)
    glossary = Glossary(translation.source.locale.language_code)
    labels = _Labels(translation)
    target = translation.target_locale.language_code
    since = page.last_published_at if page.live else None
    found = {}
    for segment in segments:
        key = (segment.string_id, segment.context_id)
        if key in found:
            continue
        source, mine = segment.string.data, kept.get(key)
        is_address = segment.context.path == "slug"
        text = Text(
            string_id=segment.string_id,
            context_id=segment.context_id,
            path=segment.context.path,
            label=labels.of(segment.context),
            source=source,
            rich=segment.context_id in rich_contexts,
            kept=mine,
            marked_same=source in marked,
            needs_no_words=not has_words(plain(source)) or glossary.is_only_names(source),
            hits=[] if is_address else glossary.hits(source, target, mine.data if mine else ""),
            max_length=labels.max_length(segment.context.path),
        )
        # Work since the last publication: what readers have is of the former wording.
        is_recent = mine is None or (since is not None and mine.created_at > since)
        if is_recent and not text.is_address:
            text.former = _former(source, others.get(segment.context_id, []))
            text.is_new = since is not None and text.former is None
        found[key] = text
    return list(found.values())


def unfinished(texts: list[Text]) -> list[Text]:
    """Return those of `texts` that keep a translation from being ready."""
    return [text for text in texts if text.is_unfinished]


def lost_names(texts: list[Text]) -> list[tuple[Text, Hit]]:
    """Return the names never translated that a translation does not have, with their texts."""
    return [(text, hit) for text in texts for hit in text.hits if hit.is_lost_name]


def _translations(translation: Translation, segments) -> tuple[dict, dict]:
    """Return the translations by string and context, and those of former wordings by context."""
    current = {(segment.string_id, segment.context_id) for segment in segments}
    kept, others = {}, defaultdict(list)
    rows = (
        StringTranslation.objects.filter(
            context_id__in={context for _string, context in current},
            locale_id=translation.target_locale_id,
        )
        .select_related("translation_of", "last_translated_by")
        .order_by("-updated_at")
    )
    for row in rows:
        key = (row.translation_of_id, row.context_id)
        if key in current:
            kept[key] = row
        else:
            others[row.context_id].append(row)
    return kept, others


def _former(source: str, candidates: list[StringTranslation]) -> Former | None:
    """Return which of `candidates` the text was before: the one that is most like it."""
    best, likeness = None, _SIMILAR
    for candidate in candidates:
        old = candidate.translation_of.data
        ratio = difflib.SequenceMatcher(None, old, source, autojunk=False).quick_ratio()
        if ratio > likeness:
            best, likeness = candidate, ratio
    if best is None:
        return None
    old = best.translation_of.data
    return Former(old, best.data, differences(plain(old), plain(source)))


def differences(old: str, new: str) -> str:
    """Return as HTML how `new` differs from `old`: words taken out and words put in."""
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    parts = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(escape("".join(before[a:b])))
            continue
        if b > a:
            parts.append(format_html("<del>{}</del>", "".join(before[a:b])))
        if d > c:
            parts.append(format_html("<ins>{}</ins>", "".join(after[c:d])))
    return mark_safe("".join(parts))


class _Labels:
    """What the fields and blocks of a page are called, by the place of a text."""

    def __init__(self, translation: Translation):
        self.source = translation.source
        self.model = self.source.specific_content_type.model_class()
        self.instance = None

    def of(self, context) -> str:
        """Return the name of the field, and of the block within it, that a text stands in."""
        if not context.field_path:
            self.instance = self.instance or self.source.as_instance()
            context.get_field_path(self.instance)
        name, *blocks = context.field_path.split(".")
        model_field = self.model._meta.get_field(name)
        names = [str(getattr(model_field, "verbose_name", name))]
        block = getattr(model_field, "stream_block", None)
        for part in blocks:
            block = getattr(block, "child_blocks", {}).get(part) or getattr(
                block, "child_block", None
            )
            if block is None:
                break
            if part != "item":
                names.append(str(block.label))
        return " · ".join(dict.fromkeys(capfirst(name) for name in names if name))

    def max_length(self, path: str) -> int | None:
        """Return how many characters the field takes, None where it does not say."""
        if "." in path:
            return None
        return getattr(self.model._meta.get_field(path), "max_length", None)
