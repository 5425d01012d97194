from django.db import migrations, models

CHOICES = [("off", "No e-mail"), ("weekly", "Once a week"), ("fortnightly", "Every two weeks")]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_editorial_roles")]

    operations = [
        migrations.AddField("user", "dilemma_mail", models.CharField(choices=CHOICES, default="off", max_length=11)),
    ]
