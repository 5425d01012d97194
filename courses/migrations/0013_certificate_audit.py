import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

PROTECT = django.db.models.deletion.PROTECT
REASONS = [
    ("first", "first issue"),
    ("name", "the name was corrected"),
    ("renewed", "renewed"),
    ("reinstated", "made valid again"),
]
ACTS = [("revoke", "Revoke it"), ("rename", "Correct the name"), ("reinstate", "Make it valid again")]
OUTCOMES = [("confirmed", "confirmed"), ("declined", "declined"), ("withdrawn", "withdrawn")]


def person(**fields):
    return models.ForeignKey(on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, **fields)


def number():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0012_library"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            "certificaterevocation",
            "certificate",
            models.OneToOneField(null=True, on_delete=PROTECT, related_name="+", to="courses.certificate"),
        ),
        migrations.AddField(
            "certificaterevocation",
            "issue",
            models.OneToOneField(
                null=True, on_delete=PROTECT, related_name="revocation", to="courses.certificateissue"
            ),
        ),
        migrations.AddField("certificaterevocation", "confirmed_by", person(null=True)),
        migrations.AddField(
            "certificate",
            "revocation",
            models.OneToOneField(
                blank=True, null=True, on_delete=PROTECT, related_name="+", to="courses.certificaterevocation"
            ),
        ),
        migrations.AddField(
            "certificateissue", "reason", models.CharField(choices=REASONS, default="first", max_length=12)
        ),
        migrations.CreateModel(
            name="CertificateEvent",
            fields=[
                ("id", number()),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=24)),
                ("at", models.DateTimeField()),
                ("details", models.JSONField(null=True)),
                ("details_digest", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("by", person(null=True)),
                (
                    "certificate",
                    models.ForeignKey(on_delete=PROTECT, related_name="events", to="courses.certificate"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="certificate_event_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("certificate", "number"), name="certificate_event_number_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="CertificateRequest",
            fields=[
                ("id", number()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("act", models.CharField(choices=ACTS, max_length=12)),
                ("reason", models.TextField()),
                ("printed_name", models.CharField(blank=True, max_length=150)),
                ("latin_name", models.CharField(blank=True, max_length=150)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("outcome", models.CharField(blank=True, choices=OUTCOMES, max_length=12)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("asked_by", person()),
                (
                    "certificate",
                    models.ForeignKey(on_delete=PROTECT, related_name="requests", to="courses.certificate"),
                ),
                ("decided_by", person(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(outcome=""), fields=("certificate", "act"), name="certificate_request_open_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                        name="certificate_request_four_eyes",
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome="", decided_at=None, decided_by=None)
                        | Q(outcome="withdrawn", decided_at__isnull=False, decided_by=None)
                        | Q(outcome__in=["confirmed", "declined"], decided_at__isnull=False, decided_by__isnull=False),
                        name="certificate_request_decided_by_somebody",
                    ),
                ],
            },
        ),
    ]
