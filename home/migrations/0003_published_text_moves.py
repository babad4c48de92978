from django.db import migrations


class Migration(migrations.Migration):
    """The table goes to cms.translation with its rows."""

    dependencies = [("home", "0002_published_text")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("publishedtext", "translation_publishedtext")
            ],
            state_operations=[migrations.DeleteModel("PublishedText")],
        )
    ]
