from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_completion_tries")]

    operations = [
        migrations.AlterField(
            model_name="attempt",
            name="state",
            field=models.CharField(
                choices=[
                    ("open", "in progress"),
                    ("submitted", "handed in, waiting for marks"),
                    ("scored", "scored, held back until it is released"),
                    ("released", "released"),
                    ("appealed", "released, waiting for a second look"),
                    ("expired", "time ran out, nothing answered"),
                    ("void", "taken out"),
                ],
                default="open",
                max_length=10,
            ),
        ),
    ]
