import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("networks", "City networks"),
    ("checklists", "Checklists"),
    ("templates", "Templates"),
    ("countries", "Country cards"),
]
FOUND = [
    ("task", "On your desk"),
    ("course", "Courses"),
    ("lesson", "Lessons"),
    ("case-study", "Case studies"),
    ("reference", "Library"),
    ("term", "Key terms"),
    ("sample", "To try at once"),
]


class Migration(migrations.Migration):
    dependencies = [("courses", "0011_programme_certificates")]

    operations = [
        migrations.CreateModel(
            name="Reference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField()),
                ("kind", models.CharField(choices=KINDS, max_length=12)),
                ("slug", models.SlugField(max_length=80)),
                ("language", models.CharField(max_length=10)),
                ("is_source", models.BooleanField(help_text="written in the language that the others translate")),
                ("title", models.CharField(max_length=255)),
                ("summary", models.TextField()),
                ("themes", models.JSONField(default=list)),
                ("facts", models.JSONField(default=list, help_text="[{name, text, as_of, mark, note}]")),
                ("body_html", models.TextField()),
                ("owner", models.CharField(max_length=255)),
                ("reviewed", models.DateField()),
                ("document", models.BinaryField(blank=True, help_text="a .docx; empty where there is none")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("key", "language"), name="reference_once_a_language"),
                    models.UniqueConstraint(fields=("kind", "slug", "language"), name="reference_address"),
                ],
            },
        ),
        migrations.AddField(
            model_name="searchentry",
            name="reference",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.reference"
            ),
        ),
        migrations.AlterField(
            model_name="searchentry",
            name="course",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="courses.course"
            ),
        ),
        migrations.AlterField(
            model_name="searchentry", name="kind", field=models.CharField(choices=FOUND, max_length=12)
        ),
    ]
