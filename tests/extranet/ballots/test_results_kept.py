"""What the database itself keeps of results: counts, settled ties, signatures, records."""

import pytest
from django.db import DatabaseError, transaction

from extranet.ballots.models import Count, Record, SignOff, TieBreak
from extranet.ballots.services import results
from extranet.core.models import AuditEntry
from extranet.records.models import Decision
from tests.extranet.ballots.counted import closed, recorded
from tests.extranet.records.tools import decided, held
from tests.factories.extranet import delegate, secretary

pytestmark = [pytest.mark.django_db, pytest.mark.databases]
YES, NO, ABSTAIN = ["yes"], ["no"], ["abstain"]
TIED = [YES, YES, NO, NO, ABSTAIN]


def refuses(do) -> bool:
    try:
        with transaction.atomic():
            do()
    except DatabaseError:
        return True
    return False


def test_the_database_keeps_counts_ties_signatures_and_records():
    ballot = closed(votes=TIED, tie="chair")
    results.settle_tie(
        ballot=ballot, how="chair", choice=YES, by=delegate(ballot.body, "chair"), note="Aloud."
    )
    recorded(ballot)
    changes = {
        Count: {"numbers": {}, "outcome": "rejected", "present": 3, "counted_at": ballot.opened_at},
        TieBreak: {"choice": NO, "note": "", "how": "lot", "settled_by_name": "Somebody"},
        SignOff: {"name": "Somebody", "signed_at": ballot.opened_at},
        Record: {"content": "{}", "digest": "0", "previous": "0", "number": 7},
    }
    for model, values in changes.items():
        rows = model.objects.filter(ballot=ballot)
        for name, value in values.items():
            assert refuses(lambda: rows.update(**{name: value})), (model, name)  # noqa: B023
        assert refuses(lambda: rows._raw_delete(rows.db)), model  # noqa: B023


def test_an_account_that_is_erased_leaves_the_signature_with_its_name():
    ballot = closed(votes=[YES, NO], tie="chair")
    chair = delegate(ballot.body, "chair")
    results.settle_tie(ballot=ballot, how="chair", choice=YES, by=chair)
    results.sign(ballot=ballot, by=chair)
    chair.person.mandates.all()._raw_delete("default")
    name = chair.name
    AuditEntry.objects.filter(actor=chair).update(actor=None)
    chair.delete()
    assert SignOff.objects.values_list("user", "name").get() == (None, name)
    assert TieBreak.objects.values_list("settled_by", "settled_by_name").get() == (None, name)
    # Whoever else signs is the second all the same.
    results.sign(ballot=ballot, by=secretary())
    assert Record.objects.exists()


def test_the_entry_of_the_register_is_added_to_a_record_once():
    record = recorded(closed(votes=[NO]))
    assert record.decision is None
    meeting = held(record.body)
    first, second = (decided(meeting, title=title) for title in ("One", "Two"))
    rows = Record.objects.filter(pk=record.pk)
    rows.update(decision=first)
    assert refuses(lambda: rows.update(decision=second))
    assert refuses(lambda: rows.update(decision=None))
    assert Decision.objects.get(ballot_record=record) == first
