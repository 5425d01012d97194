from django.db import migrations


def name_organisations(apps, _schema_editor):
    """What was given for all exercises was given by a coordinator of an organisation that the learner belongs to."""
    membership = apps.get_model("accounts", "Membership").objects
    for row in apps.get_model("assessments", "Accommodation").objects.filter(exercise=None):
        theirs = membership.filter(user=row.granted_by_id, role="coordinator").values("organisation")
        shared = membership.filter(user=row.learner_id, organisation__in=theirs).order_by("ended_at", "pk").first()
        row.organisation_id = shared and shared.organisation_id
        row.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0020_accommodation_organisation")]

    operations = [migrations.RunPython(name_organisations, migrations.RunPython.noop, elidable=True)]
