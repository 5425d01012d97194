import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('courses', '0025_request_reminder')]

    operations = [
        migrations.CreateModel(
            'CourseMeasurement',
            [
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('people', models.PositiveIntegerField()),
                ('error_percent', models.FloatField(null=True)),
                ('reliability', models.FloatField(null=True)),
                ('parts', models.PositiveIntegerField()),
                ('unknown_parts', models.PositiveIntegerField()),
                ('measured_at', models.DateTimeField()),
                (
                    'course',
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name='measurement', to='courses.course'
                    ),
                ),
            ],
        ),
    ]
