import pytest

from accounts.rules.addresses import Entry, decode, read_entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana@city.example", ["ana@city.example"]),
        ("  Ana@City.Example  ", ["ana@city.example"]),
        ("Ana Kovač <ana@city.example>", ["ana@city.example"]),
        ('"Kovač, Ana" <ana@city.example>', ["ana@city.example"]),
        ("Kovač;Ana;ana@city.example;Protocol", ["ana@city.example"]),
        ("Ana\tana@city.example\t+385 1 234", ["ana@city.example"]),
        ('Ana,"ana@city.example",=1+1', ["ana@city.example"]),
        ("a@x.example; B <b@x.example>, c@x.example.", ["a@x.example", "b@x.example", "c@x.example"]),
        ("mailto:ana@city.example", ["ana@city.example"]),
        ("o'hara@city.example", ["o'hara@city.example"]),
        ("'ana@city.example'", ["ana@city.example"]),
        ("Name", ["Name"]),
        ("ana(at)city.example", ["ana(at)city.example"]),
        ("ana@", ["ana@"]),
        ("\0ana@city.example", ["ana@city.example"]),
        (" ,;\t", []),
        ("", []),
    ],
)
def test_read_entries_finds_what_a_line_holds(text, expected):
    assert [entry.text for entry in read_entries(text)] == expected


def test_read_entries_counts_lines_and_skips_empty_ones():
    assert read_entries("a@x.example\r\n\r\nb@x.example\nName") == [
        Entry(1, "a@x.example"),
        Entry(3, "b@x.example"),
        Entry(4, "Name"),
    ]


def test_read_entries_shortens_what_is_no_address():
    [entry] = read_entries("x" * 500)
    assert (len(entry.text), entry.is_address) == (80, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_decode_reads_what_spreadsheet_programs_save(encoding):
    assert decode("Zoë <zoe@city.example>".encode(encoding)) == "Zoë <zoe@city.example>"
