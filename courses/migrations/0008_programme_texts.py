import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('courses', '0007_rescoring_effect')]

    operations = [
        migrations.RemoveField(model_name='programme', name='slug'),
        migrations.AddField(
            model_name='programme',
            name='source_language',
            field=models.CharField(default='en', max_length=10),
        ),
        migrations.CreateModel(
            name='ProgrammeText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('title', models.CharField(max_length=255)),
                ('introduction_html', models.TextField(blank=True)),
                ('paths', models.JSONField(default=list)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='courses.programme')),
            ],
        ),
        migrations.AddConstraint(
            model_name='programmetext',
            constraint=models.UniqueConstraint(fields=('programme', 'language'), name='programme_text_per_language'),
        ),
    ]
