import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0022_learner_note")]

    operations = [
        migrations.AlterField(
            "programmecompletion",
            "programme",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="completions",
                to="courses.programme",
            ),
        ),
    ]
