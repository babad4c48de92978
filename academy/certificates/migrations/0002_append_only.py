from django.db import migrations

from academy.certificates.kept import RULES
from cms.core.append_only import installation


class Migration(migrations.Migration):
    """The database itself keeps certificates as they were issued, and who completed a cohort."""

    dependencies = [("academy_certificates", "0001_initial"), ("academy", "0002_append_only")]

    operations = [installation(RULES)]
