import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0026_fill_evidence")]

    operations = [
        migrations.AddField(
            "rescoring",
            "part_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="of_singles",
                to="assessments.rescoring",
            ),
        ),
    ]
