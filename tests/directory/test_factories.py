"""The factories that all tests share."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_every_factory_makes_something_valid():
    for name in factories.__all__:
        getattr(factories, name)().full_clean()


def test_an_organisation_gets_the_status_asked_for():
    assert factories.OrganisationFactory().status_on() == "member"
    assert factories.OrganisationFactory(status="guest").status_on() == "guest"
    assert factories.OrganisationFactory(status=None).status_on() == ""


def test_a_user_gets_the_permissions_asked_for():
    user = factories.UserFactory(permissions=["wagtailadmin.access_admin"])
    assert user.has_perm("wagtailadmin.access_admin")
    assert user.check_password("password")
