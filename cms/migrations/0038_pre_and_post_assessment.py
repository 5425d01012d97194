from django.db import migrations, models

from cms.migrations._of_many_tables import OfManyTables

KINDS = [
    "branch", "choice", "hotspot", "intray", "match", "negotiation", "network", "numeric", "order", "placement",
    "redpen", "rubric", "sjt",
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("cms", "0037_validity_of_certificates")]

    operations = [
        OfManyTables(
            [
                migrations.AddField(
                    model_name=f"{kind}exercisepage",
                    name="assessment",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("both", "before and after the course: the same questions twice"),
                            ("before", "before the course: the first of two forms"),
                            ("after", "after the course: the second of two forms"),
                        ],
                        help_text=(
                            "For an exercise directly below the course: offered before the first lesson and again at the end, "
                            "never required, never counted. Only the learner sees the result, and the first one only after the "
                            "second."
                        ),
                        max_length=6,
                        verbose_name="pre- and post-assessment",
                    ),
                )
                for kind in KINDS
            ]
        )
    ]
