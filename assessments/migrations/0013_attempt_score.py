import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_scored_is_released")]

    operations = [
        migrations.AddField(
            model_name="attempt",
            name="score",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="assessments.score",
            ),
        ),
    ]
