from django.db import migrations

from academy.core.kept import RULES
from cms.core.append_only import installation


class Migration(migrations.Migration):
    """The database itself keeps the history, and what completes a cohort once it is open."""

    dependencies = [("academy", "0001_initial")]

    operations = [installation(RULES)]
