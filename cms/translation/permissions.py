"""Who translates, who gives translations to whom, and who ends one."""


def may_translate(user, page) -> bool:
    """Return whether `user` may change the texts of the translation `page`."""
    return page.permissions_for_user(user).can_edit()


def may_assign(user, page, assignee=None) -> bool:
    """Return whether `user` may give the translation `page` to `assignee`, None for anybody.

    A translator takes work upon themselves; those who write pages give it to others.
    """
    tester = page.permissions_for_user(user)
    if not tester.can_edit():
        return False
    return not tester.only_translates or assignee == user


def may_stop(user, page) -> bool:
    """Return whether `user` may end the translation `page`: nothing guards it from then on."""
    return page.permissions_for_user(user).can_publish()


def may_release_urgently(user, page) -> bool:
    """Return whether `user` may publish `page` and promise its other languages."""
    return not page.alias_of_id and page.permissions_for_user(user).can_publish()
