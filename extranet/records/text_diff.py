"""What changed between two texts, paragraph by paragraph, and word by word within one."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from cms.core.markdown import paragraphs

# Beyond this many words a paragraph is shown as taken out and put in as a whole.
MANY_WORDS = 3000
# Paragraphs with less than this in common are two, not one that changed.
ALIKE = 0.4
# Unchanged paragraphs shown before and after a change.
AROUND = 1


@dataclass(frozen=True)
class Part:
    """A run of words: `kind` is "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: "same", "added", "removed" or "changed", the last with several parts."""

    kind: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Stretch:
    """Paragraphs in a row; `folded` where none of them changed nor stands next to a change."""

    folded: bool
    paragraphs: tuple[Paragraph, ...]


def differences(before: str, after: str) -> list[Paragraph]:
    """Return the paragraphs of both texts in order, each with what became of it."""
    old, new = paragraphs(before), paragraphs(after)
    found: list[Paragraph] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            found += [_whole("same", text) for text in new[start:end]]
            continue
        found += _replaced(old[first:last], new[start:end])
    return found


def stretches(found: list[Paragraph]) -> list[Stretch]:
    """Return paragraphs parted into what is shown and what can be folded away."""
    near = {
        place + step
        for place, paragraph in enumerate(found)
        if paragraph.kind != "same"
        for step in range(-AROUND, AROUND + 1)
    }
    parted: list[Stretch] = []
    for place, paragraph in enumerate(found):
        folded = place not in near
        if parted and parted[-1].folded == folded:
            parted[-1] = Stretch(folded, (*parted[-1].paragraphs, paragraph))
        else:
            parted.append(Stretch(folded, (paragraph,)))
    return parted


def _replaced(old: list[str], new: list[str]) -> list[Paragraph]:
    """Return paragraphs that took each other's place: paired where they are alike."""
    found: list[Paragraph] = []
    for place in range(max(len(old), len(new))):
        before = old[place] if place < len(old) else None
        after = new[place] if place < len(new) else None
        if before is not None and after is not None:
            found += _changed(before, after)
        elif before is not None:
            found.append(_whole("removed", before))
        else:
            found.append(_whole("added", after))
    return found


def _changed(before: str, after: str) -> list[Paragraph]:
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if max(len(old), len(new)) > MANY_WORDS or matcher.quick_ratio() < ALIKE:
        return [_whole("removed", before), _whole("added", after)]
    parts: list[Part] = []
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            parts.append(Part("same", "".join(new[start:end])))
            continue
        if last > first:
            parts.append(Part("removed", "".join(old[first:last])))
        if end > start:
            parts.append(Part("added", "".join(new[start:end])))
    return [Paragraph("changed", tuple(parts))]


def _whole(kind: str, text: str) -> Paragraph:
    return Paragraph(kind, (Part(kind, text),))
