from django.db import migrations

from campaigns.solidarity.kept import RULES
from cms.core.append_only import installation


class Migration(migrations.Migration):
    """The database itself keeps decisions on what may be published, and the days of cases."""

    dependencies = [("solidarity", "0001_initial")]

    operations = [installation(RULES)]
