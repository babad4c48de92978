"""No browser and no cache keeps an answer of the extranet."""

import pytest

from tests.factories.extranet import delegate

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["", "bodies/no-such-body/", "calendar/nobody.ics"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_pages_refusals_and_ways_to_sign_in_are_not_kept(client, path, signed_in):
    if signed_in:
        client.force_login(delegate())
    answer = client.get(f"/en/extranet/{path}")
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
