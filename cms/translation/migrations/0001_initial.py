import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Takes the table over from home, which made it."""

    initial = True

    dependencies = [
        ("home", "0003_published_text_moves"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="PublishedText",
                    fields=[
                        ("page", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="published_text", serialize=False, to="wagtailcore.page")),
                        ("digest", models.CharField(max_length=64)),
                        ("source_digest", models.CharField(blank=True, max_length=64)),
                        ("source", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="translated_texts", to="wagtailcore.page")),
                    ],
                    options={
                        "verbose_name": "published text",
                        "verbose_name_plural": "published texts",
                    },
                )
            ]
        )
    ]
