from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0009_completion")]

    operations = [
        migrations.AddField(
            model_name="completion",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
