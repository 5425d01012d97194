from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0018_deadlines")]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(condition=models.Q(("state", "scored")), fields=["exercise"], name="attempt_held_back"),
        ),
    ]
