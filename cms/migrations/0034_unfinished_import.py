from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0033_programme_page")]

    operations = [
        migrations.AddField(
            model_name="importrecord", name="unfinished", field=models.BooleanField(default=False)
        )
    ]
