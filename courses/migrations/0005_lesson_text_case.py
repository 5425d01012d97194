from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_search_entry")]

    operations = [
        migrations.AddField(model_name="lessontext", name="case", field=models.JSONField(default=dict)),
    ]
