"""The agenda as a tree, and the papers tabled at its points."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.core.errors import Refused
from cms.directory.models import Mandate
from extranet.documents.models import Document
from extranet.meetings.models import AgendaItem, Paper
from extranet.meetings.outline import DIRECTIONS, MAX_DEPTH, Outline
from extranet.meetings.services import papers
from extranet.meetings.services.agenda import (
    add_item,
    edit_item,
    move_item,
    outline_of,
    remove_item,
)
from tests.extranet.meetings.tools import give_rule, make_meeting
from tests.factories.directory import BodyFactory, labels
from tests.factories.extranet import (
    AgendaItemFactory,
    DocumentFactory,
    FolderFactory,
    delegate,
    make_version,
)


@dataclass
class Row:
    pk: int
    parent_id: int | None = None
    position: int = 0


def shape(outline: Outline) -> list[tuple[str, int]]:
    return [(node.number, node.item.pk) for node in outline]


def assert_is_a_tree(outline: Outline, keys: set[int]) -> None:
    """No point is lost or doubled, none lies too deep, levels are numbered 1, 2, … densely."""
    outline.write_back()
    rows = [node.item for node in outline]
    assert sorted(row.pk for row in rows) == sorted(keys)
    levels: dict = {}
    for row in rows:
        levels.setdefault(row.parent_id, []).append(row.position)
    for positions in levels.values():
        assert positions == list(range(1, len(positions) + 1))
    parents = {row.pk: row.parent_id for row in rows}
    for key in keys:
        steps = 1
        while parents[key] is not None:
            key, steps = parents[key], steps + 1
            assert steps <= MAX_DEPTH
    assert shape(Outline(rows)) == shape(outline)


@given(
    st.integers(1, 9),
    st.lists(st.tuples(st.integers(0, 8), st.sampled_from(DIRECTIONS)), max_size=40),
    st.lists(st.integers(0, 8), max_size=3),
)
def test_whatever_is_moved_and_removed_it_stays_a_tree(size, moves, removals):
    outline = Outline(Row(pk, None, pk) for pk in range(size))
    keys = set(range(size))
    for pk, direction in moves:
        if pk in keys:
            before = shape(outline)
            possible = direction in outline.moves(outline.nodes[pk])
            assert outline.move(pk, direction) is possible
            assert (shape(outline) != before) is possible
            assert_is_a_tree(outline, keys)
    for pk in removals:
        if pk in keys:
            keys -= {node.item.pk for node in outline.remove(pk)}
            assert_is_a_tree(outline, keys)


@given(st.integers(2, 9), st.data())
def test_up_and_down_undo_each_other(size, data):
    outline = Outline(Row(pk, None, pk) for pk in range(size))
    before = shape(outline)
    pk = data.draw(st.integers(1, size - 1))
    assert outline.move(pk, "up")
    assert outline.move(pk, "down")
    assert shape(outline) == before


def test_numbers_follow_the_tree():
    rows = [Row(1, None, 1), Row(2, 1, 1), Row(3, 1, 2), Row(4, 3, 1), Row(5, None, 2)]
    assert [node.number for node in Outline(rows)] == ["1", "1.1", "1.2", "1.2.1", "2"]


@pytest.fixture
def body(db):
    return BodyFactory(code="committee")


@pytest.fixture
def chair(body):
    return delegate(body, Mandate.Role.CHAIR)


@pytest.fixture
def meeting(body):
    return make_meeting(body, "draft", points=3, papers=0)


def numbers(meeting) -> dict[str, str]:
    return {node.number: node.item.title for node in outline_of(meeting)}


def add(meeting, by, title, parent=None, **fields):
    return add_item(meeting=meeting, by=by, parent=parent, titles=labels(title), **fields)


def test_points_are_added_moved_and_removed(meeting, chair):
    first = AgendaItem.objects.order_by("position").first()
    below = add(meeting, chair, "Below", first)
    last = add(meeting, chair, "Last")
    assert numbers(meeting)["1.1"] == "Below"
    assert numbers(meeting)["4"] == "Last"
    assert move_item(item=last, by=chair, direction="in")
    assert numbers(meeting)["3.1"] == "Last"
    assert move_item(item=below, by=chair, direction="out")
    assert numbers(meeting)["2"] == "Below"
    assert not move_item(item=first, by=chair, direction="up")
    remove_item(item=first, by=chair)
    remove_item(item=first, by=chair)
    assert numbers(meeting)["1"] == "Below"
    assert list(meeting.items.filter(parent=None).values_list("position", flat=True)) == [1, 2, 3]


def test_a_point_does_not_lie_too_deep(meeting, chair):
    item = None
    for number in range(MAX_DEPTH):
        item = add(meeting, chair, f"Level {number}", item)
    with pytest.raises(Refused):
        add(meeting, chair, "Too deep", item)


def test_what_is_below_a_closed_point_is_closed(meeting, chair):
    first, second = meeting.items.order_by("position")[:2]
    below = add(meeting, chair, "Below", first)
    edit_item(item=first, by=chair, closed_to_guests=True)
    below.refresh_from_db()
    assert below.closed_to_guests
    with pytest.raises(Refused) as refused:
        edit_item(item=below, by=chair, closed_to_guests=False)
    assert refused.value.field == "closed_to_guests"
    assert add(meeting, chair, "Later", first).closed_to_guests
    move_item(item=second, by=chair, direction="in")
    second.refresh_from_db()
    assert second.closed_to_guests


def test_a_decided_point_stays(body, chair):
    from extranet.records.models import Decision

    meeting = make_meeting(body, points=1, papers=0)
    item = meeting.items.get()
    fields = {"body": body, "meeting": meeting, "item": item, "year": 2026, "number": 1}
    Decision.objects.create(
        titles=labels("D"), texts=labels("D"), taken_on=timezone.localdate(), **fields
    )
    with pytest.raises(Refused):
        remove_item(item=item, by=chair)
    assert meeting.items.count() == 1


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_the_agenda_of_what_is_over_stays(body, chair, state):
    meeting = make_meeting(body, state)
    item = meeting.items.first()
    document = DocumentFactory(body=body)
    for act in (
        lambda: add(meeting, chair, "New"),
        lambda: edit_item(item=item, by=chair, titles=labels("New")),
        lambda: move_item(item=item, by=chair, direction="down"),
        lambda: remove_item(item=item, by=chair),
        lambda: papers.table(item=item, document=document, by=chair),
        lambda: papers.replace(paper=item.papers.first(), by=chair),
        lambda: papers.remove(paper=item.papers.first(), by=chair),
    ):
        with pytest.raises(Refused):
            act()


def test_tabling_pins_the_version_and_posts_a_draft(meeting, chair, body):
    item = meeting.items.first()
    draft = DocumentFactory(body=body)
    draft.state, draft.published_at = Document.State.DRAFT, None
    draft.save()
    paper = papers.table(item=item, document=draft, by=chair)
    draft.refresh_from_db()
    assert draft.state == "published"
    first = draft.current
    draft.current = make_version(draft, b"%PDF-1.4 second")
    draft.save()
    paper.refresh_from_db()
    assert paper.version == first
    assert papers.table(item=item, document=draft, by=chair) == paper
    paper.refresh_from_db()
    assert paper.version == first
    papers.replace(paper=paper, by=chair)
    paper.refresh_from_db()
    assert paper.version == draft.current
    papers.remove(paper=paper, by=chair)
    assert not Paper.objects.exists()


def test_only_papers_of_the_body_that_were_not_withdrawn_are_tabled(meeting, chair, body):
    item = meeting.items.first()
    withdrawn = DocumentFactory(body=body)
    withdrawn.state = Document.State.WITHDRAWN
    withdrawn.save()
    empty = Document.objects.create(folder=FolderFactory(body=body), title="Empty", language="en")
    for document in (DocumentFactory(), withdrawn, empty):
        with pytest.raises(Refused):
            papers.table(item=item, document=document, by=chair)


def test_a_paper_after_the_days_of_notice_is_late(body, chair):
    meeting = make_meeting(body, points=1, papers=0)
    item = meeting.items.get()
    table = lambda: papers.table(item=item, document=DocumentFactory(body=body), by=chair)  # noqa: E731
    assert not table().late
    rule = give_rule(body, "notice", 21)
    assert not table().late
    rule.value = 22
    rule.save()
    assert table().late


def test_points_of_a_meeting_are_its_own(meeting, chair, body):
    other = AgendaItemFactory(meeting=make_meeting(body, "draft", points=0))
    with pytest.raises(Refused):
        add(meeting, chair, "Elsewhere", other)
