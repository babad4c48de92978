"""What is said of an appeal to who signs it: each kind of page that carries one has its own words.

They have the same names for all kinds, so that templates and mails need not ask for the kind.
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class AppealWords:
    """The texts that differ by kind of page, translated where they are shown.

    `%(appeal)s`, `%(organisation)s`, `%(name)s` and `%(day)s` in them are filled in there.
    """

    # Everywhere.
    kind: Promise
    whole_text: Promise
    back: Promise
    shown_on_pages: Promise
    # The list of organisations, and the account of who speaks for one.
    organisations: Promise
    no_organisation: Promise
    for_my_organisation: Promise
    not_yet: Promise
    done: Promise
    # The page where an organisation signs, and the links to it.
    sign_for: Promise
    sign_act: Promise
    sign_button: Promise
    signed_by: Promise
    link_title: Promise
    link_button: Promise
    approve_act: Promise
    closed: Promise
    # The mail that invites an organisation.
    invitation_subject: Promise
    invitation: Promise
    invitation_link: Promise
    invitation_button: Promise
    invitation_refused: Promise
    # The form of people.
    people_title: Promise
    over: Promise
    people_over: Promise
