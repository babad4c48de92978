"""Two people come at once with the same link: one of them gets the account."""

import threading

import pytest
from django.db import connection

from cms.accounts import errors, services
from cms.accounts.models import Invitation, User
from cms.accounts.services import links


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_succeeds():
    invitation = services.invite(email="nadia@example.org", by=None, language="en")
    invitation.refresh_from_db()
    token = links.renew(invitation)
    gate, outcomes = threading.Barrier(4), []

    def come(number: int) -> None:
        try:
            gate.wait()
            services.accept(token=token, password=f"password of number {number}")
            outcomes.append(number)
        except (errors.InvitationClosed, errors.LinkInvalid) as error:
            outcomes.append(type(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=come, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    winners = [outcome for outcome in outcomes if isinstance(outcome, int)]
    assert len(winners) == 1
    assert len(outcomes) == 4
    user = User.objects.get(email="nadia@example.org")
    assert user.check_password(f"password of number {winners[0]}")
    assert Invitation.objects.get().accepted_at
