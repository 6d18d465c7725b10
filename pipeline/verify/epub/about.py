"""What an EPUB says of itself: metadata, language, title page, landmarks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from pipeline.book import Book
from pipeline.book.contributors import contributor_roles
from pipeline.book.modified import modified
from pipeline.book.words import words_in
from pipeline.model.metadata import Metadata
from pipeline.verify import about, contents, markup
from pipeline.verify.about import MetadataFields
from pipeline.verify.contents import ContentsEntry
from pipeline.verify.epub.book import DC, EPUB_TYPE, OPF, EpubBook
from pipeline.verify.markup import X
from pipeline.verify.rules import Discrepancy, judge_contents, judge_facts

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


_STATED = frozenset({
    "belongs-to-collection", "file-as", "dcterms:license", "dcterms:conformsTo",
    "a11y:certifiedBy", "a11y:certifierCredential", "a11y:certifierReport", "role", "term",
    "group-position", "dcterms:modified", "pageBreakSource", "schema:accessMode",
    "schema:accessModeSufficient", "schema:accessibilityFeature", "schema:accessibilityHazard",
})  # fmt: skip


def check(book: Book, epub: EpubBook) -> Iterator[Discrepancy]:
    """Compare what is said of the edition with its metadata."""
    metadata = book.metadata
    wanted = (*_wanted(metadata, epub), *_refined(metadata), *_accessible(book))
    yield from judge_facts("the EPUB", wanted, _found(epub))
    pages = [line for file in epub.spine for line in markup.title_page(epub.files[file])]
    yield from judge_facts("the EPUB", about.title_page(metadata), pages)
    yield from judge_facts("the EPUB", _titles(book), _titles_found(book, epub))
    yield from judge_facts("the EPUB", about.languages(book), _languages_found(book, epub))
    yield from judge_contents(tuple(_landmarks(book, epub)), epub.landmarks, "the landmarks")


def title_page(epub: EpubBook) -> str:
    """Give the name of the file that the title page is in."""
    pages = (name for name in epub.spine if any(True for _ in markup.title_page(epub.files[name])))
    return next(pages, "a title page")


def _wanted(metadata: Metadata, epub: EpubBook) -> MetadataFields:
    said, claim = metadata.publication, metadata.publication.accessibility
    isbn = dict(said.isbns).get("epub", metadata.isbn).replace("-", "").upper()
    doi = f"doi:{said.doi}" if said.doi else ""
    sorted_as = [one.file_as for one in said.contributors if one.file_as]
    named = uuid.uuid5(uuid.NAMESPACE_OID, f"edition-pipeline:{metadata.id}").urn
    facts = [
        ("title", metadata.title),
        ("title", metadata.subtitle),
        ("language", metadata.language),
        ("identifier", f"urn:isbn:{isbn}" if isbn else named),
        *(("identifier", one) for one in metadata.identifiers),
        ("identifier", "" if doi in metadata.identifiers else doi),
        *((_share(one.role), one.name) for one in about.contributors(metadata)),
        *(("file-as", one) for one in sorted_as),
        *(("subject", one) for one in (*said.keywords, *said.thema, *said.bisac)),
        ("description", said.description),
        ("dcterms:license", said.licence),
        ("dcterms:conformsTo", claim.conforms_to),
        ("a11y:certifiedBy", claim.certified_by),
        ("a11y:certifierCredential", claim.credential),
        ("a11y:certifierReport", claim.report),
        ("publisher", metadata.publisher),
        ("date", metadata.date),
        ("rights", metadata.rights),
        ("source", str(metadata.source or "")),
        ("belongs-to-collection", metadata.series),
        ("language of the package", metadata.language),
        *((f"language of {name}", metadata.language) for name in epub.spine),
    ]
    return ((name, fact) for name, fact in facts if fact)


def _refined(metadata: Metadata) -> MetadataFields:
    """Give what is said of persons, subjects, series and the last change."""
    said, changed = metadata.publication, modified(metadata)
    number = said.series_number if metadata.series else ""
    yield from (("role", contributor_roles()[o.role].marc) for o in about.contributors(metadata))
    yield from (("term", code) for code in (*said.thema, *said.bisac))
    if number.replace(".", "").isdecimal():
        yield "group-position", number
    never = "1980-01-02T00:00:00Z"
    yield "dcterms:modified", f"{changed:%Y-%m-%dT%H:%M:%SZ}" if changed else never


def _accessible(book: Book) -> MetadataFields:
    """Give what may be said of the book to those who depend on it."""
    found = about.Accessible.of(book)
    terms = ["tableOfContents", "readingOrder", "alternativeText"]
    terms += ["structuralNavigation"] * found.is_headed
    terms += ["pageBreakMarkers", "pageNavigation"] * found.has_pages
    terms += ["displayTransformability"] * found.is_plain
    yield from (("schema:accessibilityFeature", term) for term in terms)
    yield from (("schema:accessMode", "textual"), ("schema:accessModeSufficient", "textual"))
    yield "schema:accessibilityHazard", "none"
    if found.has_pages:
        printed = words_in(book.metadata.language).printed_pages
        yield "pageBreakSource", str(book.metadata.source or printed)


def _share(role: str) -> str:
    return "creator" if role in ("author", "editor", "compiler") else "contributor"


def _found(epub: EpubBook) -> MetadataFields:
    for element in epub.package.iter(DC + "*"):
        yield str(element.tag).removeprefix(DC), element.text or ""
    for meta in epub.package.iter(OPF + "meta"):
        if (name := meta.get("property", "")) in _STATED:
            yield name, meta.text or ""
    for link in epub.package.iter(OPF + "link"):
        yield link.get("rel", ""), link.get("href", "")
    yield "language of the package", epub.package.get(LANG, "")
    for name in epub.spine:
        root = epub.files[name]
        yield (
            f"language of {name}",
            root.get(LANG, "") if root.get("lang") == root.get(LANG) else "",
        )


def _titles(book: Book) -> MetadataFields:
    """Yield what the pages must be called: each by the heading of its text."""
    for entry in contents.named(contents.outline(book)):
        yield f"the title of the page of {entry.target}", entry.words


def _titles_found(book: Book, epub: EpubBook) -> MetadataFields:
    texts = {text.id for text in book.texts}
    for name in epub.spine:  # the contents have an id of their own, which a text may have too
        if name != epub.navigation and epub.first(name) in texts:
            title = epub.files[name].findtext(f"{X}head/{X}title", "")
            yield f"the title of the page of {epub.first(name)}", title


def _languages_found(book: Book, epub: EpubBook) -> MetadataFields:
    names = {text.id for text in book.texts}
    for file in epub.spine:
        for section in epub.files[file].iter(f"{X}section"):
            if file != epub.navigation and section.get("id") in names:
                both = {section.get("lang", ""), section.get(LANG, "")}
                yield f"language of {section.get('id')}", both.pop() if len(both) == 1 else ""


def _landmarks(book: Book, epub: EpubBook) -> Iterator[ContentsEntry]:
    """Give the landmarks: cover, title page, contents, first document, and what is one alone."""
    for name in epub.spine:
        if any(image.get("role") == "doc-cover" for image in epub.files[name].iter(X + "img")):
            yield ContentsEntry(epub.first(name), "cover", 1)
    yield ContentsEntry(epub.first(title_page(epub)), "titlepage", 1)
    yield ContentsEntry(epub.first(epub.navigation), "toc", 1)
    kinds = dict(_kinds(epub))
    for section in book.front:
        if section.text.id in kinds:
            yield ContentsEntry(section.text.id, kinds[section.text.id], 1)
    for section in book.body[:1]:
        yield ContentsEntry(section.text.id, "bodymatter", 1)
    for section in book.back:
        if section.text.id in kinds:
            yield ContentsEntry(section.text.id, kinds[section.text.id], 1)


def _kinds(epub: EpubBook) -> Iterator[tuple[str, str]]:
    """Yield for the text of each page what kind it says it is."""
    for name in epub.spine:
        for element in epub.files[name].iterfind(f"{X}body/*[@id]"):
            if EPUB_TYPE in element.attrib:
                yield element.get("id", ""), element.get(EPUB_TYPE, "")
