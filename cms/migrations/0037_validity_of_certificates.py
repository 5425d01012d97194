import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('cms', '0036_reference_pages')]

    operations = [
        migrations.AddField(
            'coursepage',
            'valid_months',
            models.PositiveSmallIntegerField(
                default=0,
                help_text='0: for ever. Counted from the day of issue; its holder is reminded and can renew it by passing the final assessment again. A change counts for certificates that are issued from then on.',
                validators=[django.core.validators.MaxValueValidator(120)],
                verbose_name='its certificate is valid for, months',
            ),
        )
    ]
