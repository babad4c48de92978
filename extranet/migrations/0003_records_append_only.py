from django.db import migrations

from extranet.append_only import install, remove


class Migration(migrations.Migration):
    """Minutes once approved, revisions and decisions are kept by the database itself."""

    dependencies = [("extranet", "0002_records")]

    operations = [migrations.RunPython(install, remove)]
