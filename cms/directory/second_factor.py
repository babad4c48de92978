"""Whose mandate asks for a second factor at sign-in."""

from cms.directory.models import BodyRule, Mandate


def asked_by_a_body(user) -> bool:
    """Return whether `user` sits, at this moment, on a body that asks for it: one query."""
    return (
        Mandate.objects.in_force_at()
        .filter(
            person__user=user,
            body__rules__kind=BodyRule.Kind.SECOND_FACTOR,
            body__rules__value=1,
        )
        .exists()
    )
