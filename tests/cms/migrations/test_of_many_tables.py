from django.db import migrations, models
from django.db.migrations.state import ModelState, ProjectState

from cms.migrations._of_many_tables import OfManyTables


def test_all_models_have_the_field_and_those_that_point_at_them_follow():
    state = ProjectState()
    for name in ("Essay", "Quiz"):
        state.add_model(ModelState("cms", name, [("id", models.BigAutoField(primary_key=True))]))
    pointer = models.ForeignKey("cms.Quiz", models.CASCADE)
    state.add_model(ModelState("cms", "Answer", [("id", models.BigAutoField(primary_key=True)), ("quiz", pointer)]))
    before = state.clone()
    before.apps  # noqa: B018  (rendered, as the executor has it)
    after = before.clone()
    OfManyTables(
        [migrations.AddField(name, "points", models.IntegerField(default=0)) for name in ("Essay", "Quiz")]
    ).state_forwards("cms", after)
    for name in ("Essay", "Quiz"):
        assert after.apps.get_model("cms", name)._meta.get_field("points").default == 0
        assert [field.name for field in before.apps.get_model("cms", name)._meta.local_fields] == ["id"]
    assert after.apps.get_model("cms", "Answer").quiz.field.related_model is after.apps.get_model("cms", "Quiz")
