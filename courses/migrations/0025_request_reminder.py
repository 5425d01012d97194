from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0024_second_look")]

    operations = [
        migrations.AddField("certificaterequest", "reminded_at", models.DateTimeField(blank=True, null=True)),
    ]
