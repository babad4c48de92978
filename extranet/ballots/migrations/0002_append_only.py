from django.db import migrations

from extranet.ballots import kept, kept_elections, kept_results
from cms.core.append_only import installation


def without_row_numbers(apps, schema_editor):
    """On SQLite a table's rows are numbered as they come, which tells the order of votes: make the
    table of sealed votes one that lies by its random key."""
    if schema_editor.connection.vendor != "sqlite":
        return
    model = apps.get_model("ballots", "SealedVote")
    schema_editor.delete_model(model)
    schema_editor.sql_create_table = f"{type(schema_editor).sql_create_table} WITHOUT ROWID"
    schema_editor.create_model(model)
    del schema_editor.sql_create_table


class Migration(migrations.Migration):
    """The database itself keeps ballots and their results, and no order of secret votes."""

    dependencies = [("ballots", "0001_initial")]

    operations = [
        migrations.RunPython(without_row_numbers, migrations.RunPython.noop),
        installation([*kept.RULES, *kept_results.RULES, *kept_elections.RULES]),
    ]
