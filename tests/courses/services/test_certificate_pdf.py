import io
import shutil
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
import typst

from courses.services import typesetting
from courses.services.certificate_pdf import render_pdf

URL = "https://chancery.test/certificates/0123456789abcdef0123456789abcdef/"


def snapshot(**fields):
    defaults = {
        "format": 1,
        "code": "0123456789abcdef0123456789abcdef",
        "holder": "Łucja Ångström",
        "latin_name": "",
        "language": "en",
        "course": {"key": "k", "title": "Protocol: first things first", "version": 3},
        "minutes": 200,
        "competencies": ["Protocol"],
        "outcomes": ["Seat a table"],
        "result_percent": 87,
        "pass_percent": 70,
        "finished_by": "course",
        "finished_at": "2026-11-20T10:00:00+00:00",
        "issued_at": "2026-11-22T10:00:00+00:00",
        "evidence": [
            {"key": "k", "title": "Flags", "percent": 90, "version": "ab" * 32, "weight": 1},
            {"key": "l", "title": "Seating", "percent": None, "version": "", "weight": 1},
        ],
        "issuer": {"name": "Chancery", "url": "https://chancery.test"},
        "verify_url": URL,
    }
    return defaults | fields


def read(**fields):
    return pypdf.PdfReader(io.BytesIO(render_pdf(snapshot(**fields))))


def text_of_file(content):
    return text_of(pypdf.PdfReader(io.BytesIO(content)))


def text_of(reader):
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_file_is_tagged_and_names_its_language_title_and_standards():
    reader = read()
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Certificate: Protocol: first things first"
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert len(reader.pages) == 2


def test_the_file_says_what_the_snapshot_says():
    text = text_of(read())
    for words in (
        "Łucja Ångström",
        "has completed the course",
        "Protocol: first things first",
        "22 November 2026",
        "87 %",
        "3 h 20 min",
        URL,
        "Flags 90 % abababababab",
        "Seating not attempted",
        "Seat a table",
        "87 %; 70 % were needed",
    ):
        assert words in text


def test_dates_and_shares_are_written_as_the_language_of_the_certificate_writes_them():
    text = text_of(read(language="es"))
    assert "22 de noviembre de 2026" in text
    assert "87 %; se necesitaba un 70 %" in text


def test_a_demonstration_says_so():
    reader = read(demonstration=True)
    assert "This is a demonstration. It certifies nothing." in text_of(reader)
    assert all("DEMONSTRATION" in page.extract_text() for page in reader.pages)
    assert "demonstration" not in text_of(read(demonstration=False))


def test_every_font_is_embedded():
    fonts = [font.get_object() for page in read().pages for font in page["/Resources"]["/Font"].values()]
    descriptors = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"] for font in fonts]
    assert fonts
    assert all("/FontFile2" in item or "/FontFile3" in item for item in descriptors)


def test_the_same_snapshot_gives_the_same_bytes():
    first = render_pdf(snapshot())
    typesetting._compiler.cache_clear()
    assert render_pdf(snapshot()) == first


def test_two_threads_may_set_a_file_at_once():
    with ThreadPoolExecutor(4) as threads:
        files = list(threads.map(lambda _number: render_pdf(snapshot()), range(4)))
    assert len(set(files)) == 1


def test_the_last_day_is_printed_where_there_is_one():
    assert "VALID UNTIL 22 November 2028" in text_of(read(expires_at="2028-11-22T23:59:59+00:00"))
    assert "VALID UNTIL" not in text_of(read(expires_at=""))


def test_a_name_is_never_read_as_markup():
    name = '#read("/etc/passwd") *x* $y$ <b> \\ #panic()'
    assert name in text_of(read(holder=name))


@pytest.mark.parametrize(
    ("name", "latin_name", "printed"),
    [
        ("李明", "", "(the holder's name stands on the certificate's page)"),
        ("李明", "Li Ming", "Li Ming"),
        ("李明", "明", "(the holder's name stands on the certificate's page)"),
        ("李明 (Li Ming)", "", "Li Ming"),
        ("Ђорђе Ώ Ана", "", "Ђорђе Ώ Ана"),
        ("Zoë O\u2019Neill 🎓", "", "Zoë O\u2019Neill"),
    ],
)
def test_a_name_that_the_fonts_lack_never_stops_the_certificate(name, latin_name, printed):
    text = text_of(read(holder=name, latin_name=latin_name))
    assert f"This is to certify that {printed} has completed" in text


def test_other_texts_that_the_fonts_lack_never_stop_it_either():
    text = text_of(read(outcomes=["Greet in Mandarin: 你好"]))
    assert "Greet in Mandarin:" in text


def test_a_test_out_says_so():
    text = text_of(read(finished_by="test-out", evidence=[], outcomes=[], competencies=[]))
    assert "has passed the final assessment of the course" in text
    assert "By examination: the final assessment stands for lessons." in text
    assert "The result is 87 %" in text


@pytest.mark.parametrize(("minutes", "words"), [(0, None), (45, "45 minutes"), (120, "2 h")])
def test_the_length_of_the_course_is_shown_where_it_is_known(minutes, words):
    text = text_of(read(minutes=minutes, result_percent=None))
    assert ("Length of the course".upper() in text) is (words is not None)
    assert words is None or words in text
    assert "Every required lesson of the course was completed." in text


def test_long_texts_stay_on_two_pages():
    lines = [
        {"key": "k", "title": f"Exercise number {n} of many", "percent": n, "version": "ab" * 32} for n in range(24)
    ]
    reader = read(holder="Maria " * 24, course={"title": "A long title " * 15, "version": 1}, evidence=lines)
    assert len(reader.pages) == 2


def test_a_broken_template_is_an_error(tmp_path, monkeypatch):
    shutil.copytree(typesetting.FOLDER, tmp_path / "typst")
    (tmp_path / "typst" / "certificate.typ").write_text("#panic()")
    monkeypatch.setattr(typesetting, "FOLDER", tmp_path / "typst")
    typesetting._compiler.cache_clear()
    with pytest.raises(typst.TypstError):
        render_pdf(snapshot())
    typesetting._compiler.cache_clear()


@pytest.mark.parametrize(
    ("says", "marked"),
    [
        ({}, set()),
        ({"source_language": "en"}, {"/LBody", "/TBody"}),
        ({"evidence": [{"title": "Protocol", "percent": 90, "code": "ab" * 16, "language": "en"}]}, {"/TBody"}),
    ],
)
def test_titles_in_another_language_are_marked_as_such(says, marked):
    tags = nodes(read(language="es", **says).trailer["/Root"]["/StructTreeRoot"])
    assert {str(tag["/S"]) for tag in tags if tag.get("/Lang") == "en"} == marked


def nodes(tag):
    """Walk the tags of a file."""
    if isinstance(tag, pypdf.generic.DictionaryObject):
        yield tag
        kids = tag.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from nodes(kid.get_object())
