"""Links: kept as digests, good once and for a time, void once another is sent."""

import datetime

import pytest
from django.core.signing import Signer
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.core import links
from cms.core.models import SecretLinkModel

pytestmark = pytest.mark.databases

DAY = datetime.timedelta(days=1)


@pytest.fixture
def errands(table):
    class Errand(SecretLinkModel):
        class Meta:
            app_label = "core"

        def __str__(self):
            return str(self.pk)

    return table(Errand)


@pytest.fixture
def errand(errands):
    return errands.objects.create()


def test_the_secret_is_kept_nowhere(errand):
    token = links.renew(errand, DAY)
    errand.refresh_from_db()
    secret = token.split(".")[1]
    assert len(secret) >= 43
    assert secret not in " ".join(map(str, vars(errand).values()))
    assert errand.expires_at - errand.sent_at == DAY


def test_looking_at_a_link_does_not_spend_it(errands, errand):
    token = links.renew(errand, DAY)
    for _ in range(2):
        assert links.find(errands.objects.all(), token) == (errand, True)
    assert links.take(errands.objects.all(), token) == errand


def test_a_link_is_good_once(errands, errand):
    token = links.renew(errand, DAY)
    links.take(errands.objects.all(), token)
    with pytest.raises(links.LinkInvalid):
        links.take(errands.objects.all(), token)
    assert links.find(errands.objects.all(), token) == (errand, False)


def test_sending_again_makes_the_older_one_void(errands, errand):
    old, new = links.renew(errand, DAY), links.renew(errand, DAY)
    with pytest.raises(links.LinkInvalid):
        links.take(errands.objects.all(), old)
    assert links.take(errands.objects.all(), new) == errand


def test_a_link_is_good_for_its_time(errands, errand):
    token = links.renew(errand, DAY)
    errands.objects.update(expires_at=timezone.now())
    with pytest.raises(links.LinkExpired):
        links.take(errands.objects.all(), token)
    # What has expired is not spent: it may lead to a page that offers a new one.
    assert links.find(errands.objects.all(), token) == (errand, True)


def test_a_link_opens_only_what_it_may(errands, errand):
    token = links.renew(errand, DAY)
    assert links.find(errands.objects.none(), token) == (None, False)
    with pytest.raises(links.LinkInvalid):
        links.take(errands.objects.none(), token)


def test_a_link_of_another_kind_of_row_opens_nothing(errands, errand):
    links.renew(errand, DAY)
    forged = Signer(salt="cms.core.links.core.other", sep=".").sign(f"{errand.pk}.secret")
    assert links.find(errands.objects.all(), forged) == (None, False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(change=st.tuples(st.integers(0, 120), st.characters(codec="ascii")))
def test_a_link_with_a_wrong_sign_opens_nothing(errands, errand, change):
    token = links.renew(errand, DAY)
    place, sign = change[0] % len(token), change[1]
    wrong = token[:place] + sign + token[place + 1 :]
    assert links.find(errands.objects.all(), wrong)[1] == (wrong == token)
