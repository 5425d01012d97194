import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0021_organisations_of_time"),
        ("courses", "0016_validity_of_certificates"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Dilemma",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.DateField()),
                ("version", models.CharField(max_length=64)),
                ("question", models.CharField(max_length=64)),
                ("competency", models.CharField(blank=True, max_length=64)),
                ("mailed", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("attempt_key", models.UUIDField(blank=True, null=True, unique=True)),
                ("right", models.BooleanField(blank=True, null=True)),
                (
                    "exercise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.exercise"
                    ),
                ),
                (
                    "learner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("learner", "week"), name="dilemma_one_a_week"),
                    models.CheckConstraint(
                        condition=Q(answered_at=None, attempt_key=None, right=None) | Q(answered_at__isnull=False),
                        name="dilemma_answered_first",
                    ),
                ],
            },
        ),
    ]
