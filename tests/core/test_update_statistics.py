import io

import pytest
from django.core.management import call_command
from django.db import connection

from cms.taxonomy.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.databases]


def test_sqlite_knows_how_much_its_tables_hold_and_postgresql_is_left_alone():
    Topic.objects.create(code="peace", labels={"en": "Peace"})
    said = io.StringIO()
    call_command("update_statistics", stdout=said)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'taxonomy_topic'")
            assert cursor.fetchone()[0] > 0
        assert "updated" in said.getvalue()
    else:
        assert "itself" in said.getvalue()
