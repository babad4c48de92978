"""Somebody in every role that meets the extranet, for tests of who sees what."""

import datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from cms.accounts.roles import ROLES
from cms.accounts.services import sync_roles
from cms.directory.models import Body, BodyRule, Mandate
from tests.factories.directory import BodyFactory, MandateFactory, UserFactory
from tests.factories.extranet import delegate

DAY = datetime.timedelta(days=1)

ANONYMOUS, PENDING = "anonymous", "second factor missing"
PARTICIPANT, SUPERUSER = "participant", "superuser"
OTHER, EXPIRED = "member of another body", "mandate ended"
GUEST, NAMED, MEMBER = "guest", "guest by name", "member"
CHAIR, SECRETARIAT, AUDITOR = "chair", "secretariat", "auditor"
EDITOR, TRANSLATOR = "editor", "translator"

ROLES_HERE = (
    ANONYMOUS,
    PARTICIPANT,
    OTHER,
    GUEST,
    NAMED,
    MEMBER,
    CHAIR,
    SECRETARIAT,
    AUDITOR,
    EDITOR,
    TRANSLATOR,
    SUPERUSER,
    EXPIRED,
    PENDING,
)
# Who is sent to sign in, or to prove the second factor, before anything is said.
OUTSIDE = frozenset({ANONYMOUS, PENDING})
INSIDE = frozenset(ROLES_HERE) - OUTSIDE
MANAGERS = frozenset({CHAIR, SECRETARIAT})
READERS = MANAGERS | {MEMBER}
GUESTS = READERS | {GUEST}


def make_users(body: Body) -> dict:
    """Return somebody in every role; the names are no secret."""
    sync_roles()
    users = {ANONYMOUS: None, PARTICIPANT: UserFactory()}
    other = BodyFactory(code="elsewhere")
    users[OTHER] = delegate(other)
    users[GUEST] = delegate(body, Mandate.Role.GUEST)
    users[NAMED] = delegate()
    users[MEMBER] = delegate(body)
    users[CHAIR] = delegate(body, Mandate.Role.CHAIR)
    users[AUDITOR] = delegate(
        BodyFactory(code="audit", kind=Body.Kind.OFFICE), Mandate.Role.AUDITOR
    )
    for role, code in (
        (SECRETARIAT, "secretariat"),
        (EDITOR, "editors"),
        (TRANSLATOR, "translators"),
    ):
        users[role] = UserFactory()
        users[role].groups.add(Group.objects.get(name=ROLES[code].name))
    users[SUPERUSER] = get_user_model().objects.create_superuser("root@example.org", "password")
    today = timezone.localdate()
    users[EXPIRED] = delegate(body, ends_on=today - DAY)
    strict = BodyFactory(code="strict")
    BodyRule.objects.create(body=strict, kind=BodyRule.Kind.SECOND_FACTOR, value=1)
    users[PENDING] = delegate(strict)
    MandateFactory(body=body, person=users[PENDING].person)
    return users
