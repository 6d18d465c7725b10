"""Read the records for shops and registers back and hold them against the edition.

What a record says of a fact is found by its place in the schema of the record, with the codes that
tell what it is, and compared with what ``edition.toml`` says. Of ONIX every product is looked at;
of a deposit every DOI must lead to the page of its document.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.book import Book
from pipeline.book.contributors import contributor_roles
from pipeline.book.modified import modified
from pipeline.book.titles import title_of
from pipeline.model.document import Document
from pipeline.model.languages import iso_639_2
from pipeline.model.metadata import Metadata
from pipeline.system.xml import parse_xml
from pipeline.verify.about import Accessible, MetadataFields, contributors, page_addresses
from pipeline.verify.rules import Discrepancy, judge_facts

_ONIX = {"o": "http://ns.editeur.org/onix/3.1/reference"}
_DEPOSIT = {
    "c": "http://www.crossref.org/schema/5.3.1",
    "j": "http://www.ncbi.nlm.nih.gov/JATS1",
}
_TITLE = "o:TitleDetail[o:TitleType='01']/o:TitleElement"
_SUPPLY = "o:ProductSupply/o:SupplyDetail"
# What each fact of a product is, as a path from it.
_PRODUCT = {
    "reference": "o:RecordReference",
    "ISBN": "o:ProductIdentifier[o:ProductIDType='15']/o:IDValue",
    "GTIN": "o:ProductIdentifier[o:ProductIDType='03']/o:IDValue",
    "DOI": "o:ProductIdentifier[o:ProductIDType='06']/o:IDValue",
    "form": "o:DescriptiveDetail/o:ProductForm",
    "form in detail": "o:DescriptiveDetail/o:ProductFormDetail",
    "accessibility": "o:DescriptiveDetail/o:ProductFormFeature[o:ProductFormFeatureType='09']"
    "/*[position() > 1]",
    "licence": "o:DescriptiveDetail/o:EpubLicense/o:EpubLicenseExpression"
    "[o:EpubLicenseExpressionType='02']/o:EpubLicenseExpressionLink",
    "rights": "o:DescriptiveDetail/o:EpubLicense/o:EpubLicenseName",
    "title": f"o:DescriptiveDetail/{_TITLE}[o:TitleElementLevel='01']/o:TitleText",
    "subtitle": f"o:DescriptiveDetail/{_TITLE}[o:TitleElementLevel='01']/o:Subtitle",
    "series": f"o:DescriptiveDetail/o:Collection/{_TITLE}[o:TitleElementLevel='02']/o:TitleText",
    "number": f"o:DescriptiveDetail/o:Collection/{_TITLE}/o:PartNumber",
    "ISSN": "o:DescriptiveDetail/o:Collection/o:CollectionIdentifier[o:CollectionIDType='02']"
    "/o:IDValue",
    "language": "o:DescriptiveDetail/o:Language[o:LanguageRole='01']/o:LanguageCode",
    "Thema": "o:DescriptiveDetail/o:Subject[o:SubjectSchemeIdentifier='93']/o:SubjectCode",
    "BISAC": "o:DescriptiveDetail/o:Subject[o:SubjectSchemeIdentifier='10']/o:SubjectCode",
    "keywords": "o:DescriptiveDetail/o:Subject[o:SubjectSchemeIdentifier='20']"
    "/o:SubjectHeadingText",
    "description": "o:CollateralDetail/o:TextContent[o:TextType='03']/o:Text",
    "publisher": "o:PublishingDetail/o:Publisher[o:PublishingRole='01']/o:PublisherName",
    "address": "o:PublishingDetail/o:Publisher/o:Website[o:WebsiteRole='02']/o:WebsiteLink",
    "place": "o:PublishingDetail/o:CityOfPublication",
    "date": "o:PublishingDetail/o:PublishingDate[o:PublishingDateRole='01']/o:Date",
    "form of the date": "o:PublishingDetail/o:PublishingDate/o:Date/@dateformat",
    "supplier": f"{_SUPPLY}/o:Supplier[o:SupplierRole='09']/o:SupplierName",
    "price": f"{_SUPPLY}/o:Price[o:PriceType='02']/o:PriceAmount",
    "currency": f"{_SUPPLY}/o:Price/o:CurrencyCode",
    "free": f"{_SUPPLY}/o:UnpricedItemType",
    "other ISBN": "o:RelatedMaterial/o:RelatedProduct[o:ProductRelationCode='06']"
    "/o:ProductIdentifier[o:ProductIDType='15']/o:IDValue",
    "other GTIN": "o:RelatedMaterial/o:RelatedProduct/o:ProductIdentifier[o:ProductIDType='03']"
    "/o:IDValue",
}
_CONTRIBUTOR = (
    "o:ContributorRole", "o:PersonName", "o:PersonNameInverted",
    "o:NameIdentifier[o:NameIDType='21']/o:IDValue",
)  # fmt: skip
# Lists 150 and 175 of EDItEUR: what a form is, and what more is known of it.
_FORMS = {
    "hardback": ("BB",), "paperback": ("BC",), "epub": ("ED", "E101", "E200"),
    "pdf": ("ED", "E107"),
}  # fmt: skip
# List 196, by the versions and levels of WCAG.
_WCAG = {"2.0": "80", "2.1": "81", "2.2": "82", "A": "84", "AA": "85", "AAA": "86"}
_DATES = {4: "05", 7: "01", 10: "00"}
_HEAD = {
    "batch": "c:doi_batch_id", "time": "c:timestamp", "registrant": "c:registrant",
    "depositor": "c:depositor/c:depositor_name", "address of the depositor":
    "c:depositor/c:email_address",
}  # fmt: skip
_ITEM = {
    "title": "c:titles/c:title", "DOI": "c:doi_data/c:doi",
    "date": "c:publication_date[@media_type='online']/*",
}  # fmt: skip
_BOOK = {
    **_ITEM, "subtitle": "c:titles/c:subtitle", "language": "@language",
    "address": "c:doi_data/c:resource", "publisher": "c:publisher/c:publisher_name",
    "place": "c:publisher/c:publisher_place", "description": "j:abstract/j:p",
    "printed ISBN": "c:isbn[@media_type='print']", "ISBN": "c:isbn[@media_type='electronic']",
    "series": "c:series_metadata/c:titles/c:title", "number": "c:volume",
    "ISSN": "c:series_metadata/c:issn[@media_type='electronic']",
}  # fmt: skip
_PERSON = ("@contributor_role", "c:given_name", "c:surname", "c:ORCID")


def check_onix(data: bytes, book: Book) -> Iterator[Discrepancy]:
    """Compare each product with what is known of it."""
    root, metadata = parse_xml(data), book.metadata
    isbns = metadata.publication.isbns
    products = root.findall("o:Product", _ONIX)
    header = {
        "sender": "o:Header/o:Sender/o:SenderName", "sent": "o:Header/o:SentDateTime",
        "ISBN": f"o:Product/{_PRODUCT['ISBN']}",
    }  # fmt: skip
    sent = modified(metadata)
    wanted = [
        ("sender", metadata.publisher or metadata.title),
        ("sent", sent.strftime("%Y%m%dT%H%M%SZ") if sent else "a day"),
        *(("ISBN", _figures(isbn)) for _, isbn in isbns),
    ]
    yield from judge_facts("the ONIX", wanted, _facts(root, header, _ONIX))
    for (form, isbn), product in zip(isbns, products, strict=False):
        said = [
            *_facts(product, _PRODUCT, _ONIX),
            *_people(product, "o:DescriptiveDetail/o:Contributor", _CONTRIBUTOR, _ONIX),
        ]
        yield from judge_facts(f"the ONIX of {form}", _product(book, form, isbn), said)


def _product(book: Book, form: str, isbn: str) -> MetadataFields:
    metadata, roles = book.metadata, contributor_roles()
    said = metadata.publication
    price = dict(said.prices).get(form, "")
    amount, _, currency = price.partition(" ")
    is_free = not amount or not float(amount)
    others = [_figures(given) for name, given in said.isbns if name != form]
    licence = said.licence if form in ("epub", "pdf") else ""
    publisher = metadata.publisher or metadata.title
    facts = [
        ("reference", f"{metadata.id}.{form}.{_figures(isbn)}"),
        ("ISBN", _figures(isbn)), ("GTIN", _figures(isbn)), ("DOI", said.doi),
        ("form", _FORMS[form][0]), *(("form in detail", one) for one in _FORMS[form][1:]),
        *(("accessibility", one) for one in _accessible(book, form)),
        ("licence", licence), ("rights", licence and (metadata.rights or licence)),
        ("title", metadata.title), ("subtitle", metadata.subtitle), ("series", metadata.series),
        ("number", said.series_number if metadata.series else ""),
        ("ISSN", said.issn.replace("-", "") if metadata.series else ""),
        *(
            ("contributor", _shown(roles[one.role].onix, one.name, one.file_as,
                                   one.orcid.replace("-", "")))
            for one in contributors(metadata)
        ),
        ("language", iso_639_2(metadata.language)),
        *(("Thema", code) for code in said.thema), *(("BISAC", code) for code in said.bisac),
        ("keywords", "; ".join(said.keywords)), ("description", said.description),
        ("publisher", publisher), ("address", metadata.url), ("place", metadata.place),
        ("date", metadata.date.replace("-", "")),
        ("form of the date", _DATES.get(len(metadata.date), "")),
        ("supplier", price and publisher), ("price", "" if is_free else amount),
        ("currency", "" if is_free else currency), ("free", "01" if price and is_free else ""),
        *((name, other) for other in others for name in ("other ISBN", "other GTIN")),
    ]  # fmt: skip
    return ((name, fact) for name, fact in facts if fact)


def _accessible(book: Book, form: str) -> Iterator[str]:
    """Give the codes of list 196 for what holds of a form, with what persons say in words."""
    if form == "pdf":
        yield "05"
    if form != "epub":
        return
    claim = book.metadata.publication.accessibility
    yield from ("11", "13", "14")
    found = Accessible.of(book)
    if found.is_headed:
        yield "29"
    if found.has_pages:
        yield from ("19", "41")
    if found.is_plain:
        yield "36"
    yield "22"
    if claim.conforms_to:
        *_, version, _, level = claim.conforms_to.split(" ")
        yield from ("04", _WCAG[version], _WCAG[level])
    credential = "89" if claim.credential.startswith("http") else "88"
    for code, words in (
        ("90", claim.certified_by), ("94", claim.report), (credential, claim.credential),
    ):  # fmt: skip
        yield from (code, words) if words else ()


def check_crossref(data: bytes, book: Book) -> Iterator[Discrepancy]:
    """Compare the depositor, the book and each of its documents with the deposit."""
    metadata, root = book.metadata, parse_xml(data)
    said, changed = metadata.publication, modified(metadata)
    stamp = changed.strftime("%Y%m%d%H%M%S") if changed else "a day"
    head = [
        ("batch", f"{metadata.id[:80]}.{stamp}"), ("time", stamp),
        ("registrant", said.crossref.registrant or metadata.publisher),
        ("depositor", said.crossref.name), ("address of the depositor", said.crossref.email),
    ]  # fmt: skip
    heads = (
        fact for one in root.iterfind("c:head", _DEPOSIT) for fact in _facts(one, _HEAD, _DEPOSIT)
    )
    yield from judge_facts("the deposit", head, heads)
    found = [
        fact
        for one in root.iterfind("c:body/c:book/*", _DEPOSIT)
        if etree.QName(one).localname != "content_item"
        for fact in (
            *_facts(one, _BOOK, _DEPOSIT),
            *_people(one, "c:contributors/c:person_name", _PERSON, _DEPOSIT),
        )
    ]
    yield from judge_facts("the deposit", _deposited(metadata), found)
    items = root.findall("c:body/c:book/c:content_item", _DEPOSIT)
    pages = page_addresses(book) if said.document_doi else {}
    named = [one for one in book.documents if one.id in pages]
    wanted = [fact for one in named for fact in _document(metadata, one)]
    deposited = [fact for one in items for fact in _facts(one, _ITEM, _DEPOSIT)]
    yield from judge_facts("the deposit of documents", wanted, deposited)
    for document, item in zip(named, items, strict=False):
        address, known = item.findtext(_BOOK["address"], "", _DEPOSIT), pages[document.id]
        if address not in known:
            name = f"address of {document.id}"
            yield from judge_facts("the deposit", [(name, known[0])], [(name, address)])


def _deposited(metadata: Metadata) -> MetadataFields:
    said, roles = metadata.publication, contributor_roles()
    series, language = metadata.series if said.issn else "", metadata.language.partition("-")[0]
    facts = [
        ("title", metadata.title), ("subtitle", metadata.subtitle), ("DOI", said.doi),
        ("language", language if len(language) == len("en") else ""),
        ("address", metadata.url), ("publisher", metadata.publisher), ("place", metadata.place),
        *_date(metadata), ("description", said.description),
        *(
            ("printed ISBN" if form in ("hardback", "paperback") else "ISBN", isbn)
            for form, isbn in said.isbns or (("epub", metadata.isbn),)
        ),
        ("series", series), ("ISSN", series and said.issn),
        ("number", series and said.series_number),
        *(
            ("contributor", _shown(roles[one.role].crossref, given, surname,
                                   one.orcid and f"https://orcid.org/{one.orcid}"))
            for one in contributors(metadata)
            if roles[one.role].crossref
            for surname, _, given in ((one.file_as or one.name).partition(", "),)
        ),
    ]  # fmt: skip
    return ((name, fact) for name, fact in facts if fact)


def _document(metadata: Metadata, document: Document) -> MetadataFields:
    yield "title", title_of(document).text or document.id
    yield "DOI", metadata.publication.document_doi.replace("{id}", document.id)
    yield from _date(metadata)


def _date(metadata: Metadata) -> MetadataFields:
    """Give the date as a deposit has it: the year is behind month and day."""
    year, *rest = metadata.date.split("-")
    return (("date", one) for one in (*rest, year))


def _facts(
    element: etree._Element, paths: dict[str, str], names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for name, path in paths.items():
        yield from ((name, words) for words in _words(element, path, names))


def _people(
    element: etree._Element, path: str, parts: tuple[str, ...], names: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Give each who has a share, with all that is said of them."""
    for one in element.iterfind(path, names):
        yield "contributor", _shown(*(w for part in parts for w in _words(one, part, names)))


def _words(element: etree._Element, path: str, names: dict[str, str]) -> list[str]:
    found = element.xpath(path, namespaces=names)
    return [str(one) if isinstance(one, str) else one.text or "" for one in found]


def _shown(*parts: str) -> str:
    return "; ".join(filter(None, parts))


def _figures(isbn: str) -> str:
    return isbn.replace("-", "")
