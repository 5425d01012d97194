import csv
import io

import pytest

from accounts.services.spreadsheets import write_csv


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_cells_that_could_run_are_made_harmless(start):
    text = f'{start}HYPERLINK("x")'
    assert read(write_csv(["Name", text], [[text, 1]])) == [["Name", f"'{text}"], [f"'{text}", "1"]]


def test_ordinary_cells_stay_as_they_are():
    assert read(write_csv(["Name"], [["Kovač, Ana"], [None], [90], ["a=b"]])) == [
        ["Name"],
        ["Kovač, Ana"],
        [""],
        ["90"],
        ["a=b"],
    ]


def test_spreadsheet_programs_see_the_encoding():
    assert write_csv(["Name"], []) == b"\xef\xbb\xbfName\r\n"
