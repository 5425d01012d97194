import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('assessments', '0022_competency_evidence')]

    operations = [
        migrations.AlterField(
            'trygrant',
            'granted_by',
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name='+',
                to=settings.AUTH_USER_MODEL,
            ),
        )
    ]
