from django.db import migrations

from extranet.append_only import install, remove


class Migration(migrations.Migration):
    """Versions, approved minutes, revisions, decisions and logs are kept by the database itself."""

    dependencies = [("extranet", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
