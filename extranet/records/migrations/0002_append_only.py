from django.db import migrations

from cms.core.append_only import installation
from extranet.records.kept import RULES


class Migration(migrations.Migration):
    """The database itself keeps what is only ever added to."""

    dependencies = [("records", "0001_initial")]

    operations = [installation(RULES)]
