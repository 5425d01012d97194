import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('courses', '0010_those_who_tested_out'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProgrammeCompletion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('completed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('certificates', models.ManyToManyField(related_name='completions', to='courses.certificate')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='courses.programme')),
            ],
        ),
        migrations.AddConstraint(
            'programmecompletion',
            models.UniqueConstraint(fields=('learner', 'programme'), name='programme_completed_once'),
        ),
        migrations.AlterField(
            'certificate',
            'enrolment',
            models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='courses.enrolment'),
        ),
        migrations.AddField(
            'certificate',
            'completion',
            models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='courses.programmecompletion'),
        ),
        migrations.AddConstraint(
            'certificate',
            models.CheckConstraint(
                condition=models.Q(('completion', None), ('enrolment__isnull', False)) | models.Q(('completion__isnull', False), ('enrolment', None)),
                name='certificate_of_one_thing',
            ),
        ),
    ]
