"""Tables of models that only tests have."""

import pytest
from django.db import connection
from django.test.utils import isolate_apps


@pytest.fixture
def table(db):
    """Return a function that makes a model's table, which goes with the test's transaction.

    The model is to be written within the test, where it is known to nobody else.
    """

    def make(model):
        # SQLite's editor cannot be entered within a transaction; what it would run can.
        editor = connection.SchemaEditorClass(connection, collect_sql=True)
        editor.deferred_sql = []
        sql, params = editor.table_sql(model)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
        return model

    with isolate_apps("cms.core"):
        yield make
