from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0008_marking")]

    operations = [
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("definition", models.JSONField()),
                ("percent", models.PositiveSmallIntegerField(default=0)),
                ("found", models.JSONField(null=True)),
                ("given_up", models.BooleanField(default=False)),
            ],
        ),
    ]
