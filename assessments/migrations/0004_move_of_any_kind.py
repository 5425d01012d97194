from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0003_sample_and_guest'),
    ]

    operations = [
        migrations.RenameModel(
            old_name='BranchMove',
            new_name='Move',
        ),
        migrations.RemoveConstraint(
            model_name='move',
            name='branch_move_first_wins',
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.UniqueConstraint(fields=('attempt', 'step'), name='move_first_wins'),
        ),
        migrations.AlterField(
            model_name='move',
            name='option',
            field=models.CharField(max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='move',
            name='content',
            field=models.JSONField(null=True),
        ),
    ]
