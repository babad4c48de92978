"""Who looks at the directory's screens."""

import pytest

from tests.factories import (
    BodyFactory,
    UserFactory,
)


@pytest.fixture
def editor(client):
    """Return a signed-in user who may do everything."""
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def body():
    return BodyFactory(code="board")
