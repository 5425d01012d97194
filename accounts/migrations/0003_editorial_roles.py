from django.db import migrations, models

ROLES = [
    ("learner", "learner"),
    ("author", "author"),
    ("reviewer", "reviewer"),
    ("publisher", "publisher"),
    ("instructor", "instructor"),
    ("coordinator", "coordinator"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_outbox_claimed_by")]

    operations = [
        migrations.AlterField("membership", "role", models.CharField(choices=ROLES, max_length=12)),
        migrations.AlterField("invitation", "role", models.CharField(choices=ROLES, default="learner", max_length=12)),
    ]
