"""A book as ONIX for Books 3.1 says it to shops: a product for each form that has an ISBN.

Codes are those of the lists of EDItEUR, whose numbers stand beside them.
"""

from __future__ import annotations

from lxml import etree

from pipeline.book import Book
from pipeline.book.contributors import contributor_roles, contributors
from pipeline.book.modified import modified
from pipeline.convert.epub.accessible import Proved
from pipeline.convert.xhtml import Element
from pipeline.model.languages import iso_639_2
from pipeline.model.metadata import Metadata

NAMESPACE = "http://ns.editeur.org/onix/3.1/reference"
# The form of a product and its details: lists 150 and 175.
_FORMS = {
    "hardback": ("BB", ()), "paperback": ("BC", ()),
    "epub": ("ED", ("E101", "E200")), "pdf": ("ED", ("E107",)),
}  # fmt: skip
# What list 196 calls what an EPUB has been found to have, by the terms of schema.org.
_FEATURES = {
    "tableOfContents": "11", "readingOrder": "13", "alternativeText": "14",
    "pageBreakMarkers": "19", "pageNavigation": "41", "structuralNavigation": "29",
    "displayTransformability": "36", "index": "12", "ARIA": "30",
}  # fmt: skip
_WCAG = {"2.0": "80", "2.1": "81", "2.2": "82", "A": "84", "AA": "85", "AAA": "86"}
_ISBN_13, _GTIN_13, _DOI, _ORCID, _ISSN = "15", "03", "06", "21", "02"


def onix(book: Book) -> bytes | None:
    """Describe the forms of ``book`` that have an ISBN.

    None where none has one, or where it is not known when the book last changed.
    """
    isbns, sent = book.metadata.publication.isbns, modified(book.metadata)
    if not isbns or sent is None:
        return None
    message = etree.Element(f"{{{NAMESPACE}}}ONIXMessage", nsmap={None: NAMESPACE}, release="3.1")
    header = _add(message, "Header")
    sender = _add(header, "Sender")
    _add(sender, "SenderName", book.metadata.publisher or book.metadata.title)
    _add(header, "SentDateTime", sent.strftime("%Y%m%dT%H%M%SZ"))
    for form, isbn in isbns:
        _product(message, book, form, isbn)
    etree.indent(message)
    return etree.tostring(message, encoding="UTF-8", xml_declaration=True)


def _product(message: Element, book: Book, form: str, isbn: str) -> None:
    metadata = book.metadata
    product = _add(message, "Product")
    _add(product, "RecordReference", f"{metadata.id}.{form}.{_figures(isbn)}")
    _add(product, "NotificationType", "03")  # list 1: confirmed on publication
    _identify(product, isbn, metadata.publication.doi)
    _describe(_add(product, "DescriptiveDetail"), book, form)
    if metadata.publication.description:
        text = _add(_add(product, "CollateralDetail"), "TextContent")
        _add(text, "TextType", "03")  # list 153: description
        _add(text, "ContentAudience", "00")
        _add(text, "Text", metadata.publication.description)
    _publish(_add(product, "PublishingDetail"), metadata)
    others = [other for other in metadata.publication.isbns if other[0] != form]
    if others:
        related = _add(product, "RelatedMaterial")
        for _, other in others:
            entry = _add(related, "RelatedProduct")
            _add(entry, "ProductRelationCode", "06")  # list 51: alternative format
            _identify(entry, other, "")
    price = dict(metadata.publication.prices).get(form)
    if price is not None:
        _supply(product, metadata, price)


def _identify(parent: Element, isbn: str, doi: str) -> None:
    for kind, value in ((_GTIN_13, _figures(isbn)), (_ISBN_13, _figures(isbn)), (_DOI, doi)):
        if value:
            entry = _add(parent, "ProductIdentifier")
            _add(entry, "ProductIDType", kind)
            _add(entry, "IDValue", value)


def _describe(detail: Element, book: Book, form: str) -> None:
    metadata, said = book.metadata, book.metadata.publication
    kind, details = _FORMS[form]
    _add(detail, "ProductComposition", "00")
    _add(detail, "ProductForm", kind)
    for one in details:
        _add(detail, "ProductFormDetail", one)
    if form == "epub":
        _accessibility(detail, metadata, Proved.of(book))
    elif form == "pdf":
        _feature(detail, "05")  # PDF/UA-1, which the PDF is made and read back as
    _add(detail, "PrimaryContentType", "10")  # list 81: text
    if said.licence:
        licence = _add(detail, "EpubLicense") if kind == "ED" else None
        if licence is not None:
            _add(licence, "EpubLicenseName", metadata.rights or said.licence)
            expression = _add(licence, "EpubLicenseExpression")
            _add(expression, "EpubLicenseExpressionType", "02")  # list 218: professional readable
            _add(expression, "EpubLicenseExpressionLink", said.licence)
    _collection(detail, metadata)
    title = _add(detail, "TitleDetail")
    _add(title, "TitleType", "01")
    _title(title, "01", metadata.title, metadata.subtitle)
    _contributors(detail, metadata)
    language = _add(detail, "Language")
    _add(language, "LanguageRole", "01")
    _add(language, "LanguageCode", iso_639_2(metadata.language))
    _subjects(detail, metadata)


def _accessibility(detail: Element, metadata: Metadata, found: Proved) -> None:
    """State what was found in the EPUB, and what a person signs for."""
    claim = metadata.publication.accessibility
    for feature in found.features:
        if feature in _FEATURES:
            _feature(detail, _FEATURES[feature])
    _feature(detail, "22")  # every text says its language
    if claim.conforms_to:
        _feature(detail, "04")
        words = claim.conforms_to.split(" ")
        for word in (words[-3], words[-1]):  # … WCAG 2.2 Level AA
            _feature(detail, _WCAG[word])
    for code, text in (("90", claim.certified_by), ("94", claim.report)):
        if text:
            _feature(detail, code, text)
    if claim.credential:
        _feature(detail, "89" if claim.credential.startswith("http") else "88", claim.credential)


def _feature(detail: Element, code: str, text: str = "") -> None:
    feature = _add(detail, "ProductFormFeature")
    _add(feature, "ProductFormFeatureType", "09")  # list 79: accessibility
    _add(feature, "ProductFormFeatureValue", code)
    if text:
        _add(feature, "ProductFormFeatureDescription", text)


def _collection(detail: Element, metadata: Metadata) -> None:
    if not metadata.series:
        _add(detail, "NoCollection")
        return
    collection = _add(detail, "Collection")
    _add(collection, "CollectionType", "10")  # list 148: publisher's
    if metadata.publication.issn:
        entry = _add(collection, "CollectionIdentifier")
        _add(entry, "CollectionIDType", _ISSN)
        _add(entry, "IDValue", metadata.publication.issn.replace("-", ""))
    title = _add(collection, "TitleDetail")
    _add(title, "TitleType", "01")
    _title(title, "02", metadata.series, part=metadata.publication.series_number)


def _title(parent: Element, level: str, text: str, subtitle: str = "", part: str = "") -> None:
    """Write a title of list 149's ``level``: 01 is the product, 02 the collection."""
    element = _add(parent, "TitleElement")
    _add(element, "TitleElementLevel", level)
    if part:
        _add(element, "PartNumber", part)
    _add(element, "TitleText", text)
    if subtitle:
        _add(element, "Subtitle", subtitle)


def _contributors(detail: Element, metadata: Metadata) -> None:
    shares = contributors(metadata)
    for place, one in enumerate(shares, 1):
        entry = _add(detail, "Contributor")
        _add(entry, "SequenceNumber", str(place))
        _add(entry, "ContributorRole", contributor_roles()[one.role].onix)
        if one.orcid:
            identifier = _add(entry, "NameIdentifier")
            _add(identifier, "NameIDType", _ORCID)
            _add(identifier, "IDValue", one.orcid.replace("-", ""))
        _add(entry, "PersonName", one.name)
        if one.file_as:
            _add(entry, "PersonNameInverted", one.file_as)
    if not shares:
        _add(detail, "NoContributor")


def _subjects(detail: Element, metadata: Metadata) -> None:
    said = metadata.publication
    coded = [("93", code) for code in said.thema] + [("10", code) for code in said.bisac]
    first = {said.thema[:1], said.bisac[:1]}
    for scheme, code in coded:
        subject = _add(detail, "Subject")
        if (code,) in first:
            _add(subject, "MainSubject")
        _add(subject, "SubjectSchemeIdentifier", scheme)
        _add(subject, "SubjectCode", code)
    if said.keywords:
        subject = _add(detail, "Subject")
        _add(subject, "SubjectSchemeIdentifier", "20")
        _add(subject, "SubjectHeadingText", "; ".join(said.keywords))


def _publish(detail: Element, metadata: Metadata) -> None:
    publisher = _add(detail, "Publisher")
    _add(publisher, "PublishingRole", "01")
    _add(publisher, "PublisherName", metadata.publisher or metadata.title)
    if metadata.url:
        site = _add(publisher, "Website")
        _add(site, "WebsiteRole", "02")  # list 73: the work
        _add(site, "WebsiteLink", metadata.url)
    if metadata.place:
        _add(detail, "CityOfPublication", metadata.place)
    _add(detail, "PublishingStatus", "04")  # list 64: active
    if metadata.date:
        date = _add(detail, "PublishingDate")
        _add(date, "PublishingDateRole", "01")
        form = {4: "05", 7: "01", 10: "00"}[len(metadata.date)]  # list 55
        _add(date, "Date", metadata.date.replace("-", ""), dateformat=form)


def _supply(product: Element, metadata: Metadata, price: str) -> None:
    """Say what the product costs, and that the publisher supplies it."""
    detail = _add(_add(product, "ProductSupply"), "SupplyDetail")
    supplier = _add(detail, "Supplier")
    _add(supplier, "SupplierRole", "09")  # list 93: the publisher to end customers
    _add(supplier, "SupplierName", metadata.publisher or metadata.title)
    _add(detail, "ProductAvailability", "20")
    amount, currency = price.split(" ")
    if not float(amount):
        _add(detail, "UnpricedItemType", "01")  # list 57: free of charge
        return
    entry = _add(detail, "Price")
    _add(entry, "PriceType", "02")  # list 58: recommended, with tax
    _add(entry, "PriceAmount", amount)
    _add(entry, "CurrencyCode", currency)


def _figures(isbn: str) -> str:
    return isbn.replace("-", "")


def _add(parent: Element, name: str, text: str | None = None, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    element.text = text
    return element
