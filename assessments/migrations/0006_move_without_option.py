from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_copy_options_to_moves'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='move',
            name='option',
        ),
        migrations.AlterField(
            model_name='move',
            name='content',
            field=models.JSONField(),
        ),
    ]
