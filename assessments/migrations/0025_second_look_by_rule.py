from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('assessments', '0024_single_of')]

    operations = [
        migrations.AddField('appeal', 'by_rule', models.BooleanField(default=False)),
        migrations.AlterField('appeal', 'reason', models.TextField(blank=True)),
    ]
