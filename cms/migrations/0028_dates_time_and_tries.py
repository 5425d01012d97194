from django.core.validators import MaxValueValidator
from django.db import migrations, models

from cms.migrations._of_many_tables import OfManyTables

KINDS = (
    'branch',
    'choice',
    'hotspot',
    'intray',
    'match',
    'negotiation',
    'network',
    'numeric',
    'order',
    'placement',
    'redpen',
    'rubric',
    'sjt',
)
FIELDS = {
    'closes_at': models.DateTimeField(blank=True, help_text='What is saved by then is handed in by itself. Empty = never.', null=True, verbose_name='closes'),
    'cooldown_minutes': models.PositiveIntegerField(default=0, help_text='From handing in one try until the next may begin. 0 = no wait; 1440 = a day.', validators=[MaxValueValidator(43200)], verbose_name='wait between tries, minutes'),
    'counting': models.CharField(choices=[('best', 'the best'), ('last', 'the last'), ('first', 'the first'), ('mean', 'the mean of all')], default='best', max_length=5, verbose_name='which try counts'),
    'late_days': models.PositiveSmallIntegerField(default=0, help_text='After these nothing can be handed in.', validators=[MaxValueValidator(30)], verbose_name='days it may be late'),
    'late_percent_per_day': models.PositiveSmallIntegerField(default=0, help_text='Of the points that can be earned. It never takes a result below 0.', validators=[MaxValueValidator(100)], verbose_name='what a day costs, per cent'),
    'late_rule': models.CharField(choices=[('none', 'Nothing can be handed in after it closes'), ('step', 'Each day that has begun costs the whole share'), ('linear', 'The share grows evenly with the time')], default='none', max_length=6, verbose_name='when it is late'),
    'limit_minutes': models.PositiveSmallIntegerField(default=0, help_text='0 = no limit, which is right for nearly everything. A limit shuts people out: those who read slowly or in another language, use a screen reader, or are called away (WCAG 2.2.1). Set one only where acting in time is what is tested; coordinators can then give single people more.', validators=[MaxValueValidator(1440)], verbose_name='time limit, minutes'),
    'opens_at': models.DateTimeField(blank=True, help_text='Nobody can begin before. Empty = from the day it is published.', null=True, verbose_name='opens'),
    'results': models.CharField(choices=[('at_once', 'at once'), ('after_close', 'after it has closed for everybody')], default='at_once', help_text='Results that wait keep an answer from being passed on. They need a closing time.', max_length=11, verbose_name='results are shown'),
}
TRIES = models.PositiveSmallIntegerField(default=0, help_text='0 = as many as the learner likes.', verbose_name='tries')


class Migration(migrations.Migration):

    dependencies = [('cms', '0027_several_tables')]

    operations = [
        *(
            OfManyTables([migrations.AddField(f'{kind}exercisepage', name, field.clone()) for kind in KINDS])
            for name, field in FIELDS.items()
        ),
        OfManyTables([migrations.AlterField(f'{kind}exercisepage', 'max_tries', TRIES.clone()) for kind in KINDS]),
    ]
