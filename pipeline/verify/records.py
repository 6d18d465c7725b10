"""Read the records for shops and registers back and hold them against the edition.

What a record says of a fact is found by its place in the schema of the record, and compared with
what ``edition.toml`` says. Of ONIX every product is looked at; of a deposit every DOI must lead to
the page of its document.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.book import Book
from pipeline.model.metadata import Metadata
from pipeline.system.xml import parse_xml
from pipeline.verify.about import MetadataFields
from pipeline.verify.rules import Discrepancy, judge_facts

_ONIX = {"o": "http://ns.editeur.org/onix/3.1/reference"}
_DEPOSIT = {
    "c": "http://www.crossref.org/schema/5.3.1",
    "j": "http://www.ncbi.nlm.nih.gov/JATS1",
}
# What each fact of a product is, as a path from it.
_PRODUCT = {
    "ISBN": "o:ProductIdentifier[o:ProductIDType='15']/o:IDValue",
    "DOI": "o:ProductIdentifier[o:ProductIDType='06']/o:IDValue",
    "title": "o:DescriptiveDetail/o:TitleDetail/o:TitleElement/o:TitleText",
    "subtitle": "o:DescriptiveDetail/o:TitleDetail/o:TitleElement/o:Subtitle",
    "series": "o:DescriptiveDetail/o:Collection/o:TitleDetail/o:TitleElement/o:TitleText",
    "number": "o:DescriptiveDetail/o:Collection/o:TitleDetail/o:TitleElement/o:PartNumber",
    "contributor": "o:DescriptiveDetail/o:Contributor/o:PersonName",
    "subject": "o:DescriptiveDetail/o:Subject/o:SubjectCode",
    "description": "o:CollateralDetail/o:TextContent/o:Text",
    "publisher": "o:PublishingDetail/o:Publisher/o:PublisherName",
    "place": "o:PublishingDetail/o:CityOfPublication",
    "date": "o:PublishingDetail/o:PublishingDate/o:Date",
    "price": "o:ProductSupply/o:SupplyDetail/o:Price/o:PriceAmount",
    "currency": "o:ProductSupply/o:SupplyDetail/o:Price/o:CurrencyCode",
    "other ISBN": "o:RelatedMaterial/o:RelatedProduct/o:ProductIdentifier"
    "[o:ProductIDType='15']/o:IDValue",
}
_BOOK = {
    "title": "c:titles/c:title", "subtitle": "c:titles/c:subtitle", "DOI": "c:doi_data/c:doi",
    "address": "c:doi_data/c:resource", "publisher": "c:publisher/c:publisher_name",
    "place": "c:publisher/c:publisher_place", "year": "c:publication_date/c:year",
    "description": "j:abstract/j:p", "ISBN": "c:isbn",
}  # fmt: skip


def check_onix(data: bytes, book: Book) -> Iterator[Discrepancy]:
    """Compare each product with what is known of it."""
    root = parse_xml(data)
    said = book.metadata.publication
    isbns = [("ISBN", _figures(isbn)) for _, isbn in said.isbns]
    products = root.findall("o:Product", _ONIX)
    found = [fact for one in products for fact in _facts(one, {"ISBN": _PRODUCT["ISBN"]}, _ONIX)]
    yield from judge_facts("the ONIX", isbns, found)
    for (form, isbn), product in zip(said.isbns, products, strict=False):
        wanted = _product(book.metadata, form, isbn)
        yield from judge_facts(f"the ONIX of {form}", wanted, _facts(product, _PRODUCT, _ONIX))


def _product(metadata: Metadata, form: str, isbn: str) -> MetadataFields:
    said = metadata.publication
    amount, _, currency = dict(said.prices).get(form, "").partition(" ")
    is_free = not amount or not float(amount)
    others = (given for name, given in said.isbns if name != form)
    facts = [
        ("ISBN", _figures(isbn)), ("DOI", said.doi), ("title", metadata.title),
        ("subtitle", metadata.subtitle), ("series", metadata.series),
        ("number", said.series_number if metadata.series else ""),
        *(("contributor", name) for name in metadata.editors),
        *(
            ("contributor", one.name)
            for one in said.contributors
            if one.role != "editor" or one.name not in metadata.editors
        ),
        *(("subject", code) for code in (*said.thema, *said.bisac)),
        ("description", said.description), ("publisher", metadata.publisher or metadata.title),
        ("place", metadata.place), ("date", metadata.date.replace("-", "")),
        ("price", "" if is_free else amount), ("currency", "" if is_free else currency),
        *(("other ISBN", _figures(other)) for other in others),
    ]  # fmt: skip
    return ((name, fact) for name, fact in facts if fact)


def check_crossref(data: bytes, book: Book) -> Iterator[Discrepancy]:
    """Compare the book and each of its documents with the deposit."""
    metadata = book.metadata
    said = metadata.publication
    root = parse_xml(data)
    wanted = [
        ("title", metadata.title), ("subtitle", metadata.subtitle), ("DOI", said.doi),
        ("address", metadata.url), ("publisher", metadata.publisher), ("place", metadata.place),
        ("year", metadata.date[:4]), ("description", said.description),
        *(("ISBN", isbn) for _, isbn in said.isbns),
        *((("ISBN", metadata.isbn),) if not said.isbns else ()),
    ]  # fmt: skip
    found = [
        fact
        for one in root.iterfind("c:body/c:book/*", _DEPOSIT)
        if etree.QName(one).localname != "content_item"
        for fact in _facts(one, _BOOK, _DEPOSIT)
    ]
    yield from judge_facts("the deposit", ((name, fact) for name, fact in wanted if fact), found)
    items = root.findall("c:body/c:book/c:content_item", _DEPOSIT)
    named = book.documents if said.document_doi and "html" in book.outputs.formats else ()
    dois = [("DOI", said.document_doi.replace("{id}", one.id)) for one in named]
    paths = {"DOI": _BOOK["DOI"]}
    deposited = [fact for one in items for fact in _facts(one, paths, _DEPOSIT)]
    yield from judge_facts("the deposit of documents", dois, deposited)
    for document, item in zip(named, items, strict=False):
        address = item.findtext(_BOOK["address"], "", _DEPOSIT)
        if not address.startswith(metadata.url.rstrip("/") + "/") or not address.endswith(".html"):
            yield from judge_facts(
                "the deposit", [(f"address of {document.id}", metadata.url)],
                [(f"address of {document.id}", address)],
            )  # fmt: skip


def _facts(
    element: etree._Element, paths: dict[str, str], names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for name, path in paths.items():
        for one in element.iterfind(path, names):
            yield name, one.text or ""


def _figures(isbn: str) -> str:
    return isbn.replace("-", "")
