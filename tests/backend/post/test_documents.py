"""The form as a document: whatever is written in it, it is made, and nothing is left out."""

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from backend.post.documents.pdf import Form, Line, Section, documents_of

MARKUP = '#panic("no") $x$ <b> *bold* `raw` \\ // /* @ref = heading "quote'


def form(text: str) -> Form:
    section = Section("A heading", (("Question", text),))
    return Form("form-WIR-0001", "Form WIR-0001", "WIR-0001", (Line("URGENT", True),), (section,))


def words(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_what_is_written_is_never_read_as_markup():
    (document,) = documents_of(form(MARKUP))

    assert " ".join(MARKUP.split()) in words(document.data)
    assert document.name == "form-WIR-0001.pdf"


def test_it_says_that_it_keeps_to_the_standard_for_screen_readers():
    """PDF/UA-1: tagged, titled, in a language, with the headings in order."""
    (document,) = documents_of(form("Plain"))
    reader = PdfReader(io.BytesIO(document.data))

    assert b"pdfuaid:part" in document.data
    assert reader.metadata is not None
    assert reader.metadata.title == "Form WIR-0001"
    assert "/StructTreeRoot" in reader.root_object


def test_letters_that_no_font_has_are_in_a_text_beside_it():
    """A name is never lost: the PDF says so, and the text has everything."""
    name = "মোহাম্মদ"
    pdf, text = documents_of(form(name))

    assert "in the text file beside this" in words(pdf.data)
    assert name in text.data.decode()
    assert text.name == "form-WIR-0001.txt"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_there_is_always_a_document(text):
    documents = documents_of(form(text))

    assert documents[0].data.startswith(b"%PDF-")
    assert len(PdfReader(io.BytesIO(documents[0].data)).pages) >= 1
