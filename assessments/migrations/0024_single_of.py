import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0023_tries_granted_by_rule")]

    operations = [
        migrations.AddField(
            "exercise",
            "single_of",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assessments.exercise",
            ),
        ),
    ]
