"""What must not be on a site for the public."""

from django.contrib.auth import get_user_model
from django.core.checks import Error, Tags, register
from django.db import connections

from home.sample.accounts import ACCOUNTS, accounts_allowed


@register(Tags.database)
def check_sample_accounts(app_configs, databases=None, **kwargs) -> list[Error]:
    """Return an error for accounts of the sample that can sign in where they must not be.

    `migrate` asks, so that a database that was tried out is not put to use with them.
    """
    if accounts_allowed():
        return []
    users = get_user_model()
    found = set()
    for alias in databases or ():
        if users._meta.db_table in connections[alias].introspection.table_names():
            known = users.objects.using(alias).filter(is_active=True)
            emails = [account.email for account in ACCOUNTS]
            found.update(known.filter(email__in=emails).values_list("email", flat=True))
    if not found:
        return []
    return [
        Error(
            f"This site has accounts of the sample content: {', '.join(sorted(found))}.",
            hint="Deactivate or delete them; what they wrote stays.",
            id="home.E001",
        )
    ]
