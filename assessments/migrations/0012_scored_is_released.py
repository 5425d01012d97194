from typing import Any

from django.db import migrations


def release(apps: Any, _editor: Any) -> None:
    """What had a score could be seen and counted; that is called released now."""
    apps.get_model("assessments", "Attempt").objects.filter(state="scored").update(state="released")


def take_back(apps: Any, _editor: Any) -> None:
    apps.get_model("assessments", "Attempt").objects.filter(state__in=["released", "appealed"]).update(state="scored")


class Migration(migrations.Migration):
    dependencies = [("assessments", "0011_states_of_attempts")]

    operations = [migrations.RunPython(release, take_back)]
