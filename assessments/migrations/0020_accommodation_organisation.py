import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_editorial_roles"), ("assessments", "0019_held_back_index")]

    operations = [
        migrations.AddField(
            model_name="accommodation",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.organisation",
            ),
        ),
        migrations.AlterField(
            model_name="rescoringitem",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("same", "same share of the points"),
                    ("raised", "higher"),
                    ("lowered", "lower"),
                    ("kept", "would be lower, kept as it is"),
                    ("remark", "to be marked again"),
                    ("refused", "made on another task, kept as it is"),
                ],
                max_length=8,
            ),
        ),
    ]
