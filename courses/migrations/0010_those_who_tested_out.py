from django.db import migrations
from django.db.models import F


def note(apps, _editor):
    apps.get_model('courses', 'Enrolment').objects.filter(finished_by='test-out').update(tested_out_at=F('finished_at'))


class Migration(migrations.Migration):
    dependencies = [('courses', '0009_testing_out')]

    operations = [migrations.RunPython(note, migrations.RunPython.noop)]
