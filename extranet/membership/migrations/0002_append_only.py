from django.db import migrations

from cms.core.append_only import installation
from extranet.membership.kept import RULES


class Migration(migrations.Migration):
    """The database itself keeps the letters as they were sent."""

    dependencies = [("membership", "0001_initial")]

    operations = [installation(RULES)]
