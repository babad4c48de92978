"""Somebody of each kind."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail

from tests.factories import UserFactory

PASSWORD = "a long enough sentence"


def with_role(name: str | None = None, **fields):
    """Return a new user who signs in with `PASSWORD`, in the group `name` (see `roles`)."""
    user = UserFactory(**fields)
    user.set_password(PASSWORD)
    user.save()
    if name:
        user.groups.add(Group.objects.get(name=name))
    return user


@pytest.fixture
def member(db):
    """Somebody who may not enter the admin."""
    return with_role(email="mia@example.org", first_name="Mia", language="en")


@pytest.fixture
def editor(roles):
    """Somebody who needs a second factor."""
    return with_role("Editors", email="eva@example.org", first_name="Eva", language="en")


@pytest.fixture
def secretary(roles):
    """Somebody of the secretariat."""
    return with_role("Secretariat", email="sam@example.org", first_name="Sam", language="en")


def path_in(message) -> str:
    """Return the path of the link in an e-mail."""
    return re.search(r"http://localhost(/\S+)", message.body)[1]


def last_mail():
    """Return the e-mail that was sent last."""
    return mail.outbox[-1]


def sign_in(client, email: str, password: str = PASSWORD, **more):
    """Post the sign-in form; return the answer."""
    return client.post("/en/account/login/", {"login": email, "password": password} | more)
