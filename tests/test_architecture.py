"""House rules that a linter cannot see."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).parent.parent
ORDER = ["accounts", "assessments", "courses", "cms", "config"]


def relations():
    for label in ORDER:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete and field.related_model:
                    yield model, field.name, field.related_model


def test_every_relation_points_down():
    upwards = [
        f"{model._meta.label}.{name} -> {target._meta.label}"
        for model, name, target in relations()
        if target._meta.app_label in ORDER and ORDER.index(target._meta.app_label) > ORDER.index(model._meta.app_label)
    ]
    assert upwards == []


def test_no_relation_of_the_lower_apps_leads_to_wagtail():
    found = [
        f"{model._meta.label}.{name}"
        for model, name, target in relations()
        if target.__module__.startswith("wagtail") and model._meta.app_label != "cms"
    ]
    assert found == []


def test_every_decision_has_a_number_of_its_own():
    files = sorted((ROOT / "docs/adr").glob("*.md"))
    numbers = [path.name[:4] for path in files]
    assert len(set(numbers)) == len(numbers) > 0
    assert [path.read_text().split(maxsplit=2)[1] for path in files] == numbers


@pytest.mark.parametrize("rules", ["assessments.rules", "courses.rules", "courses.credentials"])
def test_what_is_pure_is_importable_without_django(rules):
    code = f"""
import importlib, pkgutil, sys, {rules} as rules
for module in pkgutil.walk_packages(rules.__path__, rules.__name__ + "."):
    importlib.import_module(module.name)
assert "django" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def patterns(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern


def test_views_of_ours_have_names():
    unnamed = [
        route
        for route, pattern in patterns(get_resolver())
        if pattern.callback.__module__.split(".")[0] in ORDER and not pattern.name
    ]
    assert unnamed == []


def test_migrations_are_named_by_hand():
    automatic = [str(path) for path in ROOT.glob("*/migrations/*_auto_*.py")]
    assert automatic == []
