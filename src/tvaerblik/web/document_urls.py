"""The addresses of a case's documents."""

from django.urls import path

from tvaerblik.web import document_views

_HERE = "henvendelser/<slug:number>/dokumenter"
DOCUMENTS = [
    path(_HERE, document_views.documents, name="sagens-dokumenter"),
    path(f"{_HERE}/sag.pdf", document_views.one_document, name="sagens-pdf"),
    path(f"{_HERE}/journalnummer", document_views.journal_number, name="sagens-journalnummer"),
    path(f"{_HERE}/bilag", document_views.added, name="sagens-nyt-bilag"),
    path(f"{_HERE}/bilag/<int:attachment>", document_views.attachment, name="sagens-bilag"),
    path(
        f"{_HERE}/bilag/<int:attachment>/traek",
        document_views.withdrawn,
        name="sagens-bilag-traek",
    ),
]
