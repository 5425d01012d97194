import pytest
from wagtail.models import Page

from cms.exporting.programme import export_programme
from cms.importing.programme import import_programme
from cms.models import (
    CourseDocument,
    CoursePage,
    ImportRecord,
    Picture,
    ProgrammePage,
    Recording,
    ReferencesPage,
    SamplesPage,
    Term,
)


@pytest.fixture
def export(tmp_path, db):
    """Export into a new folder, and return what it holds: bytes by path. `export.report` tells the rest."""

    def export(name="out", **options):
        export.said = []
        export.folder = tmp_path / name
        export.report = export_programme(export.folder, say=export.said.append, **options)
        return contents(export.folder)

    return export


@pytest.fixture
def wiped(db):
    """Delete what an import makes, as if it had never been there."""

    def wipe():
        shelves = [*SamplesPage.objects.all(), *ReferencesPage.objects.all()]
        open_to_all = [child for parent in shelves for child in parent.get_children()]
        for page in [*CoursePage.objects.all(), *ProgrammePage.objects.all(), *open_to_all]:
            Page.objects.get(pk=page.pk).delete()
        for model in (ImportRecord, Picture, Recording, CourseDocument, Term):
            model.objects.all().delete()

    return wipe


@pytest.fixture
def round_trip(export, wiped):
    """Export, wipe, import, export again; return both contents."""

    def round_trip():
        first = export("first")
        assert problems(export.report) == []
        wiped()
        report = import_programme(export.folder, say=lambda _line: None)
        assert problems(report) == []
        second = export("second")
        assert problems(export.report) == []
        return first, second

    return round_trip


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def problems(report):
    return [str(problem) for problem in report.problems]
