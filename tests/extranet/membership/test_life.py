"""The whole life of a case, in any order that anybody may try."""

from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from cms.core.errors import Refused
from cms.directory.models import Organisation
from cms.directory.querysets import site_day
from extranet.membership.models import Case
from extranet.membership.services import applications, opening, preparing, settling
from tests.extranet.membership.tools import DAY, consent, make_board, region, written
from tests.factories.directory import BodyFactory, OrganisationFactory
from tests.factories.extranet import delegate, secretary

ORDER = ("draft", "received", "examined", "consulted", "before")
OVER = {"adopted", "rejected", "withdrawn"}


class Life(RuleBasedStateMachine):
    """Everybody does what they like; what is over stays over, and the directory agrees."""

    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        consent()
        make_board()
        self.office = secretary()
        _west, land = region()
        self.committee = BodyFactory()
        self.delegate = delegate(self.committee, organisation=OrganisationFactory(place=land))
        self.application, _token = written(place=land)
        self.pk, self.seen = self.application.case_id, "draft"
        self.number = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.pk)

    def tried(self, do, *, allowed: bool) -> None:
        """Do it; it is refused exactly where it is not allowed."""
        before = self.case.state
        try:
            do()
        except Refused:
            assert not allowed, f"refused when {before}"
            assert self.case.state == before
        else:
            assert allowed, f"done when {before}"

    def running(self) -> bool:
        return self.case.state in ("received", "examined", "consulted")

    @rule()
    def send(self):
        self.tried(
            lambda: applications.send(application=self.application),
            allowed=self.case.state == "draft",
        )

    @rule()
    def take_up(self):
        self.tried(
            lambda: preparing.take_up(case=self.case, by=self.office),
            allowed=self.case.state == "received",
        )

    @rule()
    def enter(self):
        self.number += 1
        self.tried(
            lambda: preparing.enter(case=self.case, code=f"party-{self.number}", by=self.office),
            allowed=self.running(),
        )

    @rule()
    def ask(self):
        self.tried(
            lambda: preparing.ask_opinions(
                case=self.case, body=self.committee, until=site_day() + DAY, by=self.office
            ),
            allowed=self.running(),
        )

    @rule(view=st.sampled_from(["favours", "against"]))
    def opine(self, view):
        self.tried(
            lambda: preparing.give_opinion(case=self.case, view=view, text="So", by=self.delegate),
            allowed=self.case.state == "consulted",
        )

    @rule()
    def inquire(self):
        open_one = self.case.inquiries.filter(answered_at=None).exists()
        self.tried(
            lambda: preparing.inquire(
                case=self.case, text="What?", until=site_day() + DAY, by=self.office
            ),
            allowed=self.running() and not open_one,
        )

    @rule()
    def answer(self):
        open_one = self.case.inquiries.filter(answered_at=None).exists()
        self.tried(
            lambda: applications.answer(application=self.application, text="That."),
            allowed=self.running() and open_one,
        )

    @rule()
    def put(self):
        self.tried(
            lambda: settling.put_before(case=self.case, by=self.office),
            allowed=self.running() and self.case.organisation_id is not None,
        )

    @rule(adopted=st.booleans())
    def settle(self, adopted):
        self.tried(
            lambda: settling.settle(case=self.case, adopted=adopted, taken_on=site_day()),
            allowed=self.case.state == "before",
        )

    @rule()
    def withdraw(self):
        if self.case.state != "draft":
            self.tried(
                lambda: applications.withdraw(case=self.case),
                allowed=self.case.state not in OVER,
            )

    @rule()
    def exclude(self):
        """Nobody is excluded who has not been admitted."""
        organisation = self.case.organisation
        if organisation and self.case.state != "adopted":
            try:
                opening.open_case(
                    kind="exclusion",
                    organisation=organisation,
                    reasons="Why",
                    language="en",
                    until=site_day() + DAY,
                    by=self.office,
                )
            except Refused:
                return
            raise AssertionError("a case against an applicant")

    @invariant()
    def it_goes_on_and_never_back(self):
        state = self.case.state
        if self.seen in OVER:
            assert state == self.seen
        elif state not in OVER:
            assert ORDER.index(state) >= ORDER.index(self.seen)
        self.seen = state

    @invariant()
    def the_directory_agrees(self):
        case = self.case
        applicants = [
            row.pk
            for row in Organisation.objects.filter(code__startswith="party-")
            if row.status_on(site_day()) == "applicant"
        ]
        if case.state == "adopted":
            assert case.organisation.status_on(site_day()) == "member"
            assert applicants == []
        elif case.state in OVER:
            assert all(
                Organisation.objects.get(pk=pk).status_on(site_day() + DAY) == ""
                for pk in applicants
            )
        else:
            assert applicants == ([case.organisation_id] if case.organisation_id else [])


def test_any_order_of_events(db, unindexed):
    run_state_machine_as_test(
        Life, settings=settings(max_examples=20, stateful_step_count=20, deadline=None)
    )
