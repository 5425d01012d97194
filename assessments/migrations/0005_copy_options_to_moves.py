from django.db import migrations

BATCH = 1000


def copy(source, target, apps):
    Move = apps.get_model('assessments', 'Move')
    waiting = Move.objects.filter(**{f'{target}__isnull': True}).order_by('pk')
    while moves := list(waiting[:BATCH]):
        for move in moves:
            setattr(move, target, getattr(move, source))
        Move.objects.bulk_update(moves, [target])


def options_to_contents(apps, _schema_editor):
    copy('option', 'content', apps)


def contents_to_options(apps, _schema_editor):
    copy('content', 'option', apps)


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0004_move_of_any_kind'),
    ]

    operations = [
        migrations.RunPython(options_to_contents, contents_to_options),
    ]
