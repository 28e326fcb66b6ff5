"""What our type can show is shown as it is; of the rest nothing is lost."""

import pytest

from tvaerblik.report.characters import shown


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Blåbærgrød på 1 ½ – »ja« … 80 %", "Blåbærgrød på 1 ½ – »ja« … 80 %"),
        ("o\u0308l", "öl"),  # composed: what the type has a picture of
        ("én\r\nto\u2028tre\rfire\tfem", "én\nto\ntre\nfire    fem"),
        ("tak 😀", "tak [U+1F600]"),
        ("a\x00b", "a[U+0000]b"),
        ("fil\u202efdp.exe", "fil[U+202E]fdp.exe"),  # turns a line around
        ("\ue000 \ufeff \ud800", "[U+E000] [U+FEFF] [U+D800]"),
        ("שלום", "[U+05E9][U+05DC][U+05D5][U+05DD]"),
        (
            '#read("/etc/passwd") $x$ *b* _i_ @ref <l> \\ ` ~',
            '#read("/etc/passwd") $x$ *b* _i_ @ref <l> \\ ` ~',
        ),
    ],
)
def test_a_text_as_it_can_be_set(written: str, read: str) -> None:
    assert shown(written) == read
