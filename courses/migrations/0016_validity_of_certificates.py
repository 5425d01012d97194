from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('courses', '0015_revocation_of_an_issue')]

    operations = [
        migrations.AddField('course', 'valid_months', models.PositiveSmallIntegerField(default=0)),
        migrations.AddField('certificate', 'expires_at', models.DateTimeField(blank=True, null=True)),
        migrations.AddField('certificateissue', 'expires_at', models.DateTimeField(blank=True, null=True)),
    ]
