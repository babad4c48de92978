"""Files of mandates keep the rules like everybody else, line by line, or nothing comes in."""

import datetime

import pytest

from cms.core.tabular.errors import TableError
from cms.core.tabular.services import import_rows
from cms.directory.models import Mandate
from cms.directory.querysets import site_day
from cms.directory.resources import BodyRuleResource, MandateResource
from cms.directory.services.compliance import check
from tests.factories import BodyFactory, BodyRuleFactory, MandateFactory, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.databases]

DAY = datetime.date
TODAY = site_day()
TOMORROW = TODAY + datetime.timedelta(days=1)
HEAD = "body,person,role,seat,starts_on,ends_on\n"


@pytest.fixture
def board():
    for number, gender in enumerate(["woman", "woman", "woman", "man", "man", ""]):
        PersonFactory(code=f"p{number}", gender=gender)
    return BodyFactory(code="board")


def refused(text: str) -> list[str]:
    before = list(Mandate.objects.order_by("pk").values())
    with pytest.raises(TableError) as caught:
        import_rows(MandateResource, HEAD + text)
    assert list(Mandate.objects.order_by("pk").values()) == before
    return [str(error) for error in caught.value.errors]


@pytest.mark.parametrize(
    ("kind", "value", "rows", "line", "column"),
    [
        ("seats", 1, f"board,p0,member,,{TODAY},\nboard,p1,chair,,{TODAY},\n", 3, "body"),
        ("term", 12, f"board,p0,guest,,{TODAY},\nboard,p1,member,,{TODAY},\n", 3, "ends_on"),
        ("parity", 1, f"board,p0,member,,{TODAY},\nboard,p1,member,,{TODAY},\n", 3, "person"),
        (None, 0, "board,p0,member,4,2020-01-01,\nboard,p3,chair,4,2019-01-01,\n", 2, "seat"),
        (None, 0, "board,p0,member,,2020-01-01,\nboard,p0,member,,2021-01-01,\n", 3, "person"),
    ],
)
def test_a_rule_that_is_broken_names_its_line(board, kind, value, rows, line, column):
    if kind:
        BodyRuleFactory(body=board, kind=kind, value=value)
    errors = refused(rows)
    assert len(errors) == 1
    assert errors[0].startswith(f"Line {line}, column “{column}”: ")
    if kind:
        assert errors[0].endswith(f"(Article {kind})")
        board.rules.update(consequence="flag")
        assert import_rows(MandateResource, HEAD + rows).created == 2


def test_a_file_is_judged_as_a_whole(board):
    BodyRuleFactory(body=board, kind="parity", value=0)
    people = "".join(f"board,p{number},member,,{TODAY},\n" for number in (0, 1, 3, 4))
    assert import_rows(MandateResource, HEAD + people).created == 4
    assert len(refused(f"board,p2,member,,{TODAY},\n")) == 1


def test_the_rules_count_who_sits_there_already(board):
    BodyRuleFactory(body=board, kind="seats", value=1)
    MandateFactory(body=board, seat="1")
    assert refused(f"board,p0,member,,{TODAY},\n")[0].startswith("Line 2, column “body”: Seats")


def test_history_is_not_rewritten_by_a_file(board):
    mandate = MandateFactory(
        body=board, seat="1", person__code="old", starts_on=DAY(2020, 1, 1), ends_on=DAY(2021, 1, 1)
    )
    assert refused("board,old,member,2,2020-01-01,2021-01-01\n") == [
        "Line 2, column “seat”: It has begun: it can be ended, but not become another."
    ]
    assert refused("board,old,member,1,2020-01-01,\n") == [
        "Line 2, column “ends_on”: It has ended and stays as it was. Give a new mandate instead."
    ]
    outcome = import_rows(MandateResource, HEAD + "board,old,member,1,2020-01-01,2021-01-01\n")
    assert outcome.kept == 1
    mandate.refresh_from_db()
    assert mandate.seat == "1"


def test_one_ends_and_another_begins_on_the_seat_in_one_file(board):
    MandateFactory(body=board, person__code="old", seat="1", starts_on=DAY(2020, 1, 1))
    text = f"board,p0,member,1,{TOMORROW},\nboard,old,member,1,2020-01-01,{TODAY}\n"
    outcome = import_rows(MandateResource, HEAD + text)
    assert (outcome.created, outcome.changed) == (1, 1)


def test_seats_are_exchanged_in_one_file(board):
    import_rows(
        MandateResource,
        HEAD + f"board,p0,member,1,{TOMORROW},\nboard,p1,member,2,{TOMORROW},\n",
    )
    text = f"board,p0,member,2,{TOMORROW},\nboard,p1,member,1,{TOMORROW},\n"
    assert import_rows(MandateResource, HEAD + text).changed == 2
    seats = Mandate.objects.order_by("person__code").values_list("seat", flat=True)
    assert list(seats) == ["2", "1"]


def test_a_file_without_seats_leaves_them(board):
    MandateFactory(body=board, person__code="old", seat="1", starts_on=DAY(2020, 1, 1))
    text = f"body,person,role,starts_on,ends_on\nboard,old,member,2020-01-01,{TODAY}\n"
    assert import_rows(MandateResource, text).changed == 1
    assert Mandate.objects.get().seat == "1"


def test_checking_costs_the_same_for_one_mandate_and_for_many(board, django_assert_num_queries):
    BodyRuleFactory(body=board, kind="parity", value=1)
    people = PersonFactory.create_batch(50)
    bodies = [board, *BodyFactory.create_batch(9)]
    rows = [
        MandateFactory.build(body=bodies[number % 10], person=person, organisation=None)
        for number, person in enumerate(people)
    ]
    for few in (rows[:1], rows):
        # The bodies, their rules, their mandates.
        with django_assert_num_queries(3):
            check(few)


def test_rules_that_mean_nothing_are_refused_with_their_line(board):
    with pytest.raises(TableError, match="Line 2, column “value”: It is a number from 1 to 100"):
        import_rows(BodyRuleResource, "body,kind,value,consequence\nboard,extraordinary,0,flag\n")
