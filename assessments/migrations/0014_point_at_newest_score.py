from django.db import migrations
from django.db.models import Max, OuterRef, Subquery


def point_at_newest(apps, _schema_editor):
    Attempt, Score = (apps.get_model("assessments", name) for name in ("Attempt", "Score"))
    newest = Score.objects.filter(attempt=OuterRef("pk")).values("attempt").annotate(newest=Max("pk"))
    Attempt.objects.filter(score=None).update(score=Subquery(newest.values("newest")))


class Migration(migrations.Migration):
    dependencies = [("assessments", "0013_attempt_score")]

    operations = [migrations.RunPython(point_at_newest, migrations.RunPython.noop)]
