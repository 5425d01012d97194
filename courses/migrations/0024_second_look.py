import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def look_again(apps, schema_editor):
    """Those who are just under the mark already get their second look as well: their courses are looked at again."""
    OutboxEntry = apps.get_model('accounts', 'OutboxEntry')
    topic = 'courses.reassess_course'
    OutboxEntry.objects.bulk_create(
        OutboxEntry(topic=topic, payload={'course_id': pk}, dedupe_key=f'{topic}:{pk}:second-look')
        for pk in apps.get_model('courses', 'Course').objects.values_list('pk', flat=True)
    )


class Migration(migrations.Migration):
    dependencies = [('accounts', '0001_initial'), ('assessments', '0025_second_look_by_rule'), ('courses', '0023_transcripts')]

    operations = [
        migrations.AddField('course', 'band_percent', models.PositiveSmallIntegerField(default=5)),
        migrations.CreateModel(
            'SecondLook',
            [
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('result', models.CharField(max_length=80)),
                ('pass_percent', models.PositiveSmallIntegerField()),
                ('band_percent', models.PositiveSmallIntegerField()),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                (
                    'enrolment',
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='second_look',
                        to='courses.enrolment',
                    ),
                ),
                (
                    'exercise',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name='+', to='assessments.exercise'
                    ),
                ),
            ],
        ),
        migrations.RunPython(look_again, migrations.RunPython.noop),
    ]
