"""The database itself refuses to change a version or to take a reading back.

SQLite forgets triggers when Django makes a table anew to change it: a migration that alters one of
these tables must lay them again. A test looks that they stand.
"""

from django.db import migrations

# What nobody changes in a row once it is there, and what may only be emptied (its user was
# removed).
TABLES = {
    "extranet_documentversion": (
        (
            "id document_id number file name content_type size sha256 scan note uploaded_at"
        ).split(),
        "uploaded_by_id",
    ),
    "extranet_reading": ("id version_id name action copy_id at hour".split(), "user_id"),
}

SQLITE = {
    "changed": """
        CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} WHEN {changed}
        BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END""",
    "deleted": """
        CREATE TRIGGER {table}_undeleted BEFORE DELETE ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is never deleted'); END""",
}
POSTGRESQL = {
    "function": """
        CREATE OR REPLACE FUNCTION extranet_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    "changed": """
        CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
        FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION extranet_refuse()""",
    "deleted": """
        CREATE TRIGGER {table}_undeleted BEFORE DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION extranet_refuse()""",
}


def changed(columns, emptied, differs):
    parts = [f'OLD."{column}" {differs} NEW."{column}"' for column in columns]
    parts.append(f'(NEW."{emptied}" IS NOT NULL AND OLD."{emptied}" {differs} NEW."{emptied}")')
    return " OR ".join(parts)


def lay(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    words, differs = {
        "sqlite": (SQLITE, "IS NOT"),
        "postgresql": (POSTGRESQL, "IS DISTINCT FROM"),
    }[vendor]
    if "function" in words:
        schema_editor.execute(words["function"], params=None)
    for table, (columns, emptied) in TABLES.items():
        condition = changed(columns, emptied, differs)
        for name in ("changed", "deleted"):
            schema_editor.execute(words[name].format(table=table, changed=condition), params=None)


def lift(apps, schema_editor):
    on_table = schema_editor.connection.vendor == "postgresql"
    for table in TABLES:
        for name in ("unchanged", "undeleted"):
            suffix = f" ON {table}" if on_table else ""
            schema_editor.execute(f"DROP TRIGGER {table}_{name}{suffix}")
    if on_table:
        schema_editor.execute("DROP FUNCTION extranet_refuse()")


class Migration(migrations.Migration):
    dependencies = [("extranet", "0002_documents")]

    operations = [migrations.RunPython(lay, lift)]
