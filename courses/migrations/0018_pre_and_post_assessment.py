import django.db.models.deletion
from django.db import migrations, models

MOMENTS = [("before", "before the course"), ("after", "after the course")]


def exercise(**options: object) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="assessments.exercise", **options
    )


def key() -> models.BigAutoField:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0021_organisations_of_time"),
        ("courses", "0017_dilemma"),
    ]

    operations = [
        migrations.AddField(model_name="course", name="before_exercise", field=exercise(blank=True, null=True)),
        migrations.AddField(model_name="course", name="after_exercise", field=exercise(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(before_exercise=None, after_exercise=None)
                | models.Q(before_exercise__isnull=False, after_exercise__isnull=False),
                name="course_assessed_twice_or_never",
            ),
        ),
        migrations.CreateModel(
            name="GainTry",
            fields=[
                ("id", key()),
                ("moment", models.CharField(choices=MOMENTS, max_length=6)),
                (
                    "attempt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="assessments.attempt",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gain_tries", to="courses.enrolment"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("enrolment", "moment"), name="gain_try_once")],
            },
        ),
        migrations.CreateModel(
            name="GroupGain",
            fields=[
                ("id", key()),
                ("people", models.PositiveIntegerField(default=0)),
                ("began", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(default=dict)),
                ("told_at", models.DateTimeField(null=True)),
                ("before_exercise", exercise()),
                ("after_exercise", exercise()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="gains", to="courses.course"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("course", "before_exercise", "after_exercise"), name="group_gain_once"
                    ),
                ],
            },
        ),
    ]
