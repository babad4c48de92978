"""The world that the academy's tests stand on is one that the site itself would know."""

from academy.core.standing import standing_of


def test_everybody_stands_where_their_name_says(world):
    cohort = world.cohort.pk
    assert standing_of(world.staff).staff
    assert standing_of(world.nominator).nominates_for == {world.organisation.pk}
    assert standing_of(world.participant).learns == {cohort}
    assert standing_of(world.trainer).teaches == {cohort}
    assert standing_of(world.other_participant).learns == {world.other.pk}
    assert standing_of(world.waiting.user).enrolled
    assert not standing_of(world.waiting.user).learns
