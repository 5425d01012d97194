from django.db import migrations

CREATE = (
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH CONFIGURATION chancery (COPY = simple)",
    "ALTER TEXT SEARCH CONFIGURATION chancery ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple",
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in CREATE:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION chancery")


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0007_order_rule_help'),
    ]

    operations = [
        migrations.RunPython(create, drop),
    ]
