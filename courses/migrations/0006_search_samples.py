from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0005_lesson_text_case")]

    operations = [
        migrations.AlterField(
            model_name="searchentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("task", "On your desk"),
                    ("course", "Courses"),
                    ("lesson", "Lessons"),
                    ("case-study", "Case studies"),
                    ("term", "Key terms"),
                    ("sample", "To try at once"),
                ],
                max_length=12,
            ),
        ),
    ]
