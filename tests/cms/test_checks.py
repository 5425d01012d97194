import pytest

from cms import checks, models
from cms.blocks import LessonBody


def test_every_page_and_block_has_its_template():
    assert checks.check_templates() == []


def test_a_missing_template_is_an_error(monkeypatch):
    monkeypatch.setattr(models.LessonPage, "template", "cms/pages/nowhere.html")
    assert [error.msg for error in checks.check_templates()] == ["There is no template cms/pages/nowhere.html."]


SHARED = {"audio": "recording", "video": "recording"}


@pytest.mark.parametrize("name", LessonBody().child_blocks)
def test_templates_of_blocks_bear_their_names(name):
    assert LessonBody().child_blocks[name].meta.template == f"cms/blocks/{SHARED.get(name, name)}.html"
