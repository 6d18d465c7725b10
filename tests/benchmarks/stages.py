"""Each stage by itself, and beside it what others need for the same: libraries, pandoc, XSLT."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import typst
from lxml import etree

from pipeline import checks, edition, encode, tei, validate
from pipeline.book import Book
from pipeline.book.compose import Texts, compose
from pipeline.convert import ast, pandoc_json, sections
from pipeline.convert.pdf import fonts
from pipeline.convert.sections import SectionCache
from pipeline.edition import Edition
from pipeline.engine.formats import FORMATS
from pipeline.engine.stages import EditionContext, EncodedDocument, TranscriptionFile, run_stages
from pipeline.normalize import normalize
from pipeline.system import pandoc
from pipeline.validate import compiled
from tests.benchmarks.runs import BOOK, nearest
from tests.benchmarks.table import Amount, Row

# xmlschema takes so long that a part of the documents must do.
EXPLAINED = 100
T = TypeVar("T")
WRITERS = {"docx": "docx", "epub": "epub3", "html": "html5", "pdf": "typst"}


def stages(volumes: Path, _: Path, *, stylesheets: Path | None) -> Iterator[Row]:
    """Time each stage alone, the libraries alone on the same TEI, and each format."""
    folder = nearest(volumes, BOOK)
    loaded = edition.load(folder)[0]
    amount, setting = Amount.of(folder), EditionContext.of(loaded)
    run_stages(TranscriptionFile.read(loaded.order[0]), setting)  # what is read once is not counted
    made = [run_stages(TranscriptionFile.read(path), setting) for path in loaded.order]
    whole = [one for one in made if one.facts is not None]
    index = checks.EditionIndex.of(one.facts for one in whole if one.facts)
    raw = [(path.read_bytes(), str(path)) for path in loaded.order]
    table: tuple[tuple[str, Callable[[EncodedDocument], object]], ...] = (
        ("encode", lambda o: encode.encode(o.source, o.id, setting.encoding, o.settled)),
        ("write TEI", lambda o: tei.write(_of(o.document), setting.metadata, o.provenance)),
        ("validate", lambda o: validate.check(_of(o.tei), o.source, _of(o.ledger))),
        ("read TEI back", lambda o: tei.read(_of(o.tei), o.ledger)),
        ("facts", lambda o: setting.view(o.source, _of(o.document))),
        ("checks alone", lambda o: checks.check_alone(setting.view(o.source, _of(o.document)))),
        ("checks in edition", lambda o: checks.check_in_edition(_of(o.view), index)),
    )
    times = {"normalize": timed(lambda: [normalize(*one) for one in raw])}
    for name, do in table:
        times[name] = timed(partial(_each, do, whole))
    total = sum(times.values())
    for name, seconds in times.items():
        share = f"{100 * seconds / total:.0f} % of the stages"
        yield Row(name, seconds, amount.rate(seconds), share)
    yield Row("all stages", total, amount.rate(total), "1")
    yield from _libraries([one.tei for one in whole if one.tei], amount, times["validate"], total)
    book = _book(loaded, whole)
    yield from _formats(book, amount)
    yield _stylesheets(book, amount, stylesheets)


def _each(do: Callable[[EncodedDocument], object], whole: Sequence[EncodedDocument]) -> None:
    for one in whole:
        do(one)


def _libraries(
    written: Sequence[bytes], amount: Amount, validated: float, total: float
) -> Iterator[Row]:
    gate = compiled.gate()
    bare = timed(lambda: [gate.validate(etree.fromstring(one)) for one in written])
    ratio = f"our validation {validated / bare:.2f}, all stages {total / bare:.0f} times its time"
    yield Row("libxml2 alone: parse, validate", bare, amount.rate(bare), ratio)
    some = [etree.fromstring(one) for one in written[:EXPLAINED]]
    list(compiled.errors(some[0]))
    slow = timed(lambda: [list(compiled.errors(one)) for one in some]) * len(written) / len(some)
    ratio = f"our validation {validated / slow:.2f}, all stages {total / slow:.1f} times its time"
    yield Row("xmlschema alone", slow, amount.rate(slow), ratio)


def _book(loaded: Edition, whole: Sequence[EncodedDocument]) -> Book:
    documents = tuple(_of(one.document) for one in whole)
    provenances = [one.provenance for one in whole]
    volume = tei.write_volume(tei.Volume(documents), loaded.metadata, provenances)
    return compose(loaded.metadata, loaded.plan, Texts(documents), volume)


def _formats(book: Book, amount: Amount) -> Iterator[Row]:
    """Time the making of each format and its reading back, and bare pandoc on the same JSON."""
    blocks = pandoc_json.book_blocks(book.sections, pandoc_json.Dialect())
    noted = ast.encode(pandoc_json.book_blocks(book.sections, sections.DIALECT), {})
    # Typst refuses links to notes, whose places only our own templates mark.
    unlinked = ast.encode(_unlinked(blocks), {})
    given = {"docx": ast.encode(blocks, {}), "epub": noted, "html": noted, "pdf": unlinked}
    for format_ in FORMATS:
        name = format_.name
        bare, _ = _wall(partial(_bare, name, given[name]))
        make, output = _wall(partial(format_.make, book, SectionCache()))
        back, _ = _wall(partial(_read_back, format_, book, output))
        other = "bare pandoc and Typst" if name == "pdf" else "bare pandoc"
        yield Row(f"{other}: {name}", bare, amount.rate(bare), "1")
        yield Row(f"make {name}", make, amount.rate(make), f"{make / bare:.2f} of {other}")
        ratio = f"{back / make:.2f} of making it"
        yield Row(f"read {name} back and compare", back, amount.rate(back), ratio)


def _read_back(format_: Any, book: Book, output: object) -> list[object]:  # noqa: ANN401 - bytes or files
    return list(format_.check(book, output))


def _unlinked(node: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(node, dict) and node.get("t") == "Link":
        return {"t": "Span", "c": [node["c"][0], _unlinked(node["c"][1])]}
    if isinstance(node, dict):
        return {key: _unlinked(value) for key, value in node.items()}
    return [_unlinked(one) for one in node] if isinstance(node, list) else node


def _bare(name: str, given: bytes) -> None:
    made = pandoc.run(WRITERS[name], given, "--standalone", "--metadata=title:Title")
    if name == "pdf":
        faces = typst.Fonts(include_system_fonts=False, font_paths=[fonts.FOLDER])
        compiler = typst.Compiler(font_paths=faces)
        compiler.compile(made, format="pdf")


def _stylesheets(book: Book, amount: Amount, folder: Path | None) -> Row:
    """Time the TEI Stylesheets, which make one page of HTML of a whole volume."""
    what = "TEI Stylesheets, the volume as HTML"
    sheet = folder / "html" / "html.xsl" if folder else None
    if sheet is None or not sheet.is_file():
        where = "TEI_STYLESHEETS names no folder of them" if sheet is None else f"no {sheet}"
        return Row(what, None, "", f"skipped: {where}")
    try:
        saxonche = import_module("saxonche")
    except ImportError:
        return Row(what, None, "", "skipped: saxonche is not installed")
    with saxonche.PySaxonProcessor(license=False) as saxon:
        executable = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(sheet))
        text = saxon.parse_xml(xml_text=book.tei.decode())
        seconds, _ = _wall(partial(executable.transform_to_string, xdm_node=text))
    return Row(what, seconds, amount.rate(seconds), "without compiling the sheets")


def timed(action: Callable[[], object]) -> float:
    """Give the CPU seconds of this process."""
    begun = time.process_time()
    action()
    return time.process_time() - begun


def _wall(action: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    outcome = action()
    return time.perf_counter() - begun, outcome


def _of(value: Any) -> Any:  # noqa: ANN401 - what a document without errors has
    assert value is not None
    return value
