import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('courses', '0019_credentials')]

    operations = [
        migrations.CreateModel(
            'Renewal',
            [
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ends', models.DateTimeField()),
                ('after_number', models.PositiveIntegerField()),
                ('began_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('renewed_at', models.DateTimeField(blank=True, null=True)),
                (
                    'certificate',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='renewals',
                        to='courses.certificate',
                    ),
                ),
            ],
            {
                'constraints': [
                    models.UniqueConstraint(fields=('certificate', 'ends'), name='renewal_once_a_period')
                ],
            },
        ),
        migrations.CreateModel(
            'ExpiryReminder',
            [
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ends', models.DateTimeField()),
                ('days', models.PositiveSmallIntegerField()),
                ('sent_at', models.DateTimeField()),
                (
                    'certificate',
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name='reminders',
                        to='courses.certificate',
                    ),
                ),
            ],
            {
                'constraints': [
                    models.UniqueConstraint(fields=('certificate', 'ends', 'days'), name='expiry_reminder_once')
                ],
            },
        ),
    ]
