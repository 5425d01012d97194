from django.db import migrations
from django.db.models import F, Q


def name_organisations(apps, _schema_editor):
    """What was given for all exercises was given on the page of somebody's membership, current as a rule.

    A coordinator of a network gives time to the people of its member cities, who belong to these.
    """
    membership = apps.get_model("accounts", "Membership").objects
    for row in apps.get_model("assessments", "Accommodation").objects.filter(exercise=None):
        coordinated = membership.filter(user=row.granted_by_id, role="coordinator").values("organisation")
        reached = Q(organisation__in=coordinated) | Q(organisation__networks__in=coordinated)
        theirs = membership.filter(user=row.learner_id).order_by(F("ended_at").desc(nulls_first=True), "-pk")
        found = theirs.filter(reached).first() or theirs.first()
        row.organisation_id = found and found.organisation_id
        row.save(update_fields=["organisation"])


class Migration(migrations.Migration):
    dependencies = [("assessments", "0020_accommodation_organisation")]

    operations = [migrations.RunPython(name_organisations, migrations.RunPython.noop, elidable=True)]
