import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0014_trails_of_before")]

    operations = [
        migrations.RemoveField("certificaterevocation", "certificate"),
        migrations.AlterField(
            "certificaterevocation",
            "issue",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revocation",
                to="courses.certificateissue",
            ),
        ),
    ]
