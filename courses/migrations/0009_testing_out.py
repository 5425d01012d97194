from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('courses', '0008_programme_texts')]

    operations = [
        migrations.AddField('course', 'test_out_margin', models.PositiveSmallIntegerField(default=10)),
        migrations.AddField('course', 'test_out_tries', models.PositiveSmallIntegerField(default=1)),
        migrations.AddField('enrolment', 'tested_out_at', models.DateTimeField(blank=True, null=True)),
        migrations.AddField('rescoringeffect', 'tested_out', models.BooleanField(default=False)),
        migrations.RemoveConstraint('rescoringeffect', 'rescoring_finish_once'),
        migrations.AddConstraint(
            'rescoringeffect',
            models.UniqueConstraint(
                fields=('cause', 'enrolment', 'tested_out'),
                condition=models.Q(('lesson', None)),
                name='rescoring_finish_once',
            ),
        ),
    ]
