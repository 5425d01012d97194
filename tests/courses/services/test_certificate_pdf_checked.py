"""A checker of PDF/UA that knows nothing of Chancery reads the files: certificates in every script, and spoilt ones."""

import io

import outloud
import pikepdf
import pytest

from courses.services.certificate_pdf import render_pdf
from tests.courses.services.test_certificate_pdf import snapshot, text_of_file

# The scripts that the fonts of this project cover.
NAMES = {
    "Latin": "Łucja Ångström-Đặng",
    "Vietnamese": "Nguyễn Thị Ánh",
    "Greek": "Ζωή Παπαδοπούλου",
    "Cyrillic": "Ђорђе Щербаков",
    "Hebrew": "שרה כהן",
    "none of them": "李明",
}


def faults(content, path):
    path.write_bytes(content)
    return {finding.rule for finding in outloud.check(str(path)).findings if finding.severity in ("error", "warning")}


@pytest.mark.parametrize("holder", NAMES.values(), ids=NAMES)
def test_no_fault_is_found_whatever_the_script_of_the_name(holder, tmp_path):
    content = render_pdf(snapshot(holder=holder, latin_name="Li Ming", demonstration=True, language="fr"))
    assert faults(content, tmp_path / "certificate.pdf") == set()
    printed = holder if holder != NAMES["none of them"] else "Li Ming"
    assert set(printed.split()) <= set(text_of_file(content).split())


@pytest.mark.parametrize(("entry", "fault"), [("/StructTreeRoot", "DOC-002"), ("/Lang", "DOC-013")])
def test_a_spoilt_file_is_noticed(entry, fault, tmp_path):
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(render_pdf(snapshot()))) as file:
        del file.Root[entry]
        file.save(spoilt)
    assert fault in faults(spoilt.getvalue(), tmp_path / "spoilt.pdf")
