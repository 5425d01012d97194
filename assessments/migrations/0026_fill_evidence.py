"""Have the outbox keep what attempts from before there was evidence say of competencies (docs/adr/0024)."""

from django.db import migrations

TOPIC = "assessments.fill_evidence"


def request(apps, _editor):
    tries = apps.get_model("assessments", "Attempt").objects.filter(score__isnull=False, learner__isnull=False)
    entry = apps.get_model("accounts", "OutboxEntry")
    entry.objects.bulk_create(
        (
            entry(topic=TOPIC, payload={"exercise_id": pk}, dedupe_key=f"{TOPIC}:{pk}")
            for pk in tries.order_by("exercise").values_list("exercise", flat=True).distinct()
        ),
        ignore_conflicts=True,
    )


def take_back(apps, _editor):
    apps.get_model("accounts", "OutboxEntry").objects.filter(topic=TOPIC).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_outbox_claimed_by"), ("assessments", "0025_second_look_by_rule")]

    operations = [migrations.RunPython(request, take_back)]
