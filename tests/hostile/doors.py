"""Files to be imported that were made to do harm: of word processors, of the web, in XML."""

from __future__ import annotations

import html as markup
import io
import zipfile
from collections.abc import Mapping
from random import Random

from tests.hostile.folders import tei_around

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Default Extension='xml' ContentType='application/xml'/>"
    "<Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
)
_TOP = f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='a' Type='{_OFFICE}/officeDocument' Target='word/document.xml'/></Relationships>"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
NINES = "9" * 4_400
COMMANDS = (
    "&#10;::error::x",
    "&#13;::stop-commands::x",
    "##[error]x",
    "&#x202e;x",
    "&#x85;x",
    "&#x2028;::error::x",
    "&#x9b;31mx",
)
BY_HAND = (
    "a\n::error::x",
    "a\x1b[31m",
    "##[error]x",
    "\u202ex",
    "\x85::error::x",
    "\u2028x",
    "a\r::error::x",
    "\ufdd0",
    "🙂" * 300,
)
TARGETS = ("/proc/self/environ", "/dev/zero", "/proc/self/mem", "../../home/secret", "nowhere", ".")


def _t(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _zip(parts: Mapping[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", how, compresslevel=1) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return held.getvalue()


def _encoded(text: str, random: Random) -> bytes:
    """Give XML in an encoding in which it looks like something else."""
    name = random.choice(
        (
            "utf-8",
            "utf-8",
            "utf-16",
            "utf-32",
            "utf-7",
            "cp037",
            "latin-1",
            "shift_jis",
            "iso2022_jp",
        )
    )
    shown = {"cp037": "IBM037", "iso2022_jp": "ISO-2022-JP"}.get(name, name)
    return f"<?xml version='1.0' encoding='{shown}'?>{text}".encode(name, "xmlcharrefreplace")


def shown(text: str) -> str:
    """Write text as XML has it."""
    return markup.escape(text, quote=False)


def packed(random: Random, body: str, more: dict[str, str]) -> bytes:
    """Give a DOCX with this body."""
    relations = "".join(
        f"<Relationship Id='r{n}' Type='{_OFFICE}/{one}' Target='{one}.xml'/>"
        for n, one in enumerate(("footnotes", "styles", "comments"))
    )
    notes = "".join(
        f"<w:footnote w:id='{n}'>{_t(random.choice(('x', random.choice(COMMANDS))))}</w:footnote>"
        for n in range(1, 9)
    )
    return _zip(
        {
            "[Content_Types].xml": _TYPES, "_rels/.rels": _TOP, "word/_rels/document.xml.rels": f"<Relationships xmlns='{_RELATIONS}'>{relations}</Relationships>",
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>", "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>", "word/styles.xml": f"<w:styles {W}/>", **more,
        }
    )  # fmt: skip


def docx(random: Random) -> bytes:
    """Give a DOCX, whole but for one thing, or two."""
    count = random.choice((3, 300, 5_000, 60_000))
    odd = random.choice(COMMANDS)
    cell = f"<w:tc>{_t('x')}</w:tc>"
    body = random.choice(
        (
            _t("x") * count, f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * count}</w:tbl>", f"<w:tbl><w:tr>{cell * count}</w:tr></w:tbl>",
            f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='{random.choice((NINES, '99999999', '-1', 'x', '1000000'))}'/></w:tcPr>{_t('x')}</w:tc></w:tr></w:tbl>",
            f"<w:tbl><w:tblGrid>{'<w:gridCol/>' * count}</w:tblGrid><w:tr>{cell}</w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc>" * 60 + _t("x") + "</w:tc></w:tr></w:tbl>" * 60, "<w:sdt><w:sdtContent>" * 110 + _t("x") + "</w:sdtContent></w:sdt>" * 110,
            "<w:p>" + "<w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>y</w:t></w:r>" * count + "</w:p>", _t("a" * 900_000), _t(" " * 900_000),
            f"<w:p><w:ins w:author='{odd}' w:id='1'><w:r><w:t>x</w:t></w:r></w:ins></w:p>" + "<w:p><w:del w:author='a'><w:r><w:delText>x</w:delText></w:r></w:del></w:p>" * count,
            "".join(f"<w:p><w:ins w:author='a{n}'><w:r><w:t>x</w:t></w:r></w:ins></w:p>" for n in range(count)),
            "".join(f"<w:p><w:r><w:footnoteReference w:id='{n}'/></w:r></w:p>" for n in range(count)), "<w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p>" * count,
            f"<w:p><w:r><w:footnoteReference w:id='{random.choice((NINES, '-1', 'x', '99'))}' w:customMarkFollows='1'/><w:t>{odd}</w:t></w:r></w:p>",
            "".join(f"<w:p><w:commentRangeStart w:id='{n}'/><w:r><w:t>x</w:t></w:r><w:commentRangeEnd w:id='{n}'/><w:r><w:commentReference w:id='{n}'/></w:r></w:p>" for n in range(count)),
            "<w:p><w:fldSimple w:instr='DDEAUTO c:\\\\windows\\\\cmd.exe'><w:r><w:t>x</w:t></w:r></w:fldSimple><w:fldSimple w:instr='INCLUDETEXT /etc/passwd'/></w:p>",
            f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{NINES}'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>",
            "<w:p><w:r><w:sym w:font='Symbol' w:char='FFFFFFFF'/><w:sym w:char='D800'/></w:r></w:p>", "<w:p><w:r>" + "<w:tab/>" * count + "</w:r></w:p>",
            "<w:altChunk/><w:object/><w:p><w:r><w:pict><w:textbox/></w:pict></w:r></w:p>", _t(odd), _t("".join(f"word{n} " for n in range(count))), _t("e&#x301;" * count),
            f"<w:p><w:pPr><w:pStyle w:val='Heading{NINES}'/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>", _t("[") * count, _t("&#xfffc;&#xfeff;&#xad;"), _t("[Page 1] x1" * 500),
            "<w:p><w:hyperlink w:anchor='x'>" * 100 + "</w:hyperlink></w:p>" * 100, "", "<w:p/>" * count, "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>" * 100,
        )
    )  # fmt: skip
    notes = "".join(
        f"<w:footnote w:id='{n}'>{_t(random.choice(('x', odd)))}</w:footnote>"
        for n in range(min(count, 5_000))
    )
    if random.random() < 0.2:
        notes = "<w:footnote w:id='2'><w:p><w:r><w:footnoteReference w:id='2'/></w:r></w:p></w:footnote>"
    relation = random.choice(
        ("hyperlink", "image", "footnotes", "attachedTemplate", "oleObject", "settings", "aFChunk")
    )
    target = random.choice(
        (
            "file:///etc/passwd",
            "/etc/passwd",
            "http://127.0.0.1:1/",
            "javascript:x",
            "../../../x",
            "\\\\host\\x",
            odd,
            "x" * 100_000,
        )
    )
    styles = random.choice(("", "<w:style w:type='paragraph' w:styleId='a'><w:basedOn w:val='a'/></w:style>", "<w:style/>" * count,
                            "".join(f"<w:style w:type='paragraph' w:styleId='s{n}'><w:basedOn w:val='s{n + 1}'/></w:style>" for n in range(count))))  # fmt: skip
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES, "_rels/.rels": _TOP,
        "word/_rels/document.xml.rels": f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='a' Type='{_OFFICE}/footnotes' Target='footnotes.xml'/>"
        f"<Relationship Id='b' Type='{_OFFICE}/{relation}' Target='{target}' TargetMode='{random.choice(('External', 'Internal', 'external'))}'/></Relationships>",
        "word/document.xml": f"<w:document {W}><w:body>{_t('Letter')}{body}</w:body></w:document>", "word/footnotes.xml": f"<w:footnotes {W}>{notes}</w:footnotes>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
    }  # fmt: skip
    match random.randrange(12):
        case 0:
            parts["word/document.xml"] = _encoded(
                f"<w:document {W}><w:body>{'<w:p/>' * count * 20}</w:body></w:document>", random
            )
        case 1:
            parts[random.choice(("customXml/item1.xml", "word/x.XML", "x.rels"))] = (
                "<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z SYSTEM 'file:///etc/passwd'>]><a>&x;&z;</a>"
            )
        case 2:
            parts["word/x.bin"] = bytes(random.choice((1 << 20, 1 << 26, 1 << 27)))
        case 3:
            parts |= {f"a{n}.xml": "<a/>" for n in range(random.choice((100, 3_000)))}
        case 4:
            parts["../../../home/secret"] = parts["/etc/x"] = "x"
        case 5:
            comments = "".join(
                f"<w:comment w:id='{n}' w:author='{odd}'>{_t(odd)}</w:comment>"
                for n in range(min(count, 20_000))
            )
            parts["word/comments.xml"] = f"<w:comments {W}>{comments}</w:comments>"
        case 6:
            parts["word/header1.xml"] = f"<w:hdr {W}>{_t(odd) * min(count, 5_000)}</w:hdr>"
        case 7:
            said = " ".join(f"b{n}='1'" for n in range(count))
            parts["word/x.xml"] = f"<a>{f'<b {said}/>' * 20}</a>"
        case _:
            pass
    data = bytearray(
        _zip(
            parts,
            random.choice((zipfile.ZIP_DEFLATED,) * 8 + (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)),
        )
    )
    for _ in range(random.choice((0, 0, 0, 0, 3, 30))):
        data[random.randrange(len(data))] = random.randrange(256)
    return bytes(data)


def odt(random: Random) -> bytes:
    """Give an ODT that asks for much with few words, or for what lies elsewhere."""
    count = random.choice(("3", "30000", "99999999", "999999999999", NINES, "-1", "x"))
    odd = random.choice(COMMANDS)
    body = random.choice(
        (
            f"<text:p>a<text:s text:c='{count}'/>b</text:p>", f"<table:table><table:table-row><table:table-cell table:number-columns-repeated='{count}'><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            f"<table:table><table:table-column table:number-columns-repeated='{count}'/><table:table-row table:number-rows-repeated='{count}'><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            f"<table:table><table:table-row><table:table-cell table:number-columns-spanned='{count}' table:number-rows-spanned='{count}'><text:p>x</text:p></table:table-cell></table:table-row></table:table>",
            f"<text:h text:outline-level='{count}'>x</text:h>", "<text:p><draw:frame><draw:image xlink:href='/etc/passwd'/></draw:frame></text:p>", "<text:section xlink:href='../x'/>",
            "<text:section><text:section-source xlink:href='file:///etc/passwd'/></text:section>", "<text:p><text:a xlink:href='javascript:x'>x</text:a></text:p>", f"<text:p>{odd}</text:p>",
            "<text:list><text:list-item>" * 100 + "<text:p>x</text:p>" + "</text:list-item></text:list>" * 100, "<text:p>x</text:p>" * 60_000, "<text:span>" * 200, "<text:p>&x;</text:p>",
            f"<text:p>x<text:note text:note-class='footnote'><text:note-citation text:label='{odd}'>1</text:note-citation><text:note-body><text:p>{odd}</text:p></text:note-body></text:note></text:p>" * 3,
            "<text:tracked-changes><text:changed-region/></text:tracked-changes><text:p>x</text:p>", "<office:annotation><text:p>x</text:p></office:annotation>" * 9_999,
        )
    )  # fmt: skip
    names = " ".join(
        f"xmlns:{one}='{_ODF}:{full}:1.0'"
        for one, full in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
        )
    )
    doctype = random.choice(("", "", "", "<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]>"))
    content = f"{doctype}<office:document-content {names} xmlns:xlink='http://www.w3.org/1999/xlink'><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": content,
    }
    if random.random() < 0.3:
        parts[random.choice(("styles.xml", "meta.xml", "settings.xml"))] = random.choice(
            ("<!DOCTYPE a><a/>", "<a", "<a>" * 200_000, "", "<a/>")
        )
    if random.random() < 0.2:
        parts[
            random.choice(
                ("Basic/x", "Object 1/content.xml", "META-INF/manifest.xml", "Pictures/x.svg")
            )
        ] = "<!DOCTYPE a><a/>"
    return _zip(parts)


def html(random: Random) -> bytes:
    """Give a page of the web."""
    count = random.choice((3, 300, 3_000, 30_000))
    charset = random.choice(
        (
            "utf-8",
            "utf-8",
            "utf-7",
            "undefined",
            "idna",
            "punycode",
            "unicode_escape",
            "raw_unicode_escape",
            "hex",
            "zip",
            "rot13",
            "utf-16",
            "cp037",
            "mbcs",
            "x" * 39,
            "iso-2022-kr",
        )
    )
    body = random.choice(
        (
            f"<table><tr><td colspan={random.choice((NINES, '99999999', '1000', '-1'))} rowspan=99999999>x</table>", "<div>" * count + "x", "<table>" * count + "x", "<blockquote>" * 200 + "x", "<ul><li>" * count,
            "<table>" + "<tr><td>x" * count + "</table>", "<table><tr>" + "<td>x" * count + "</table>", "<i>" * count + "x", "<a href=#n>1</a>" * count + "<p id=n>n<a href=#x>1</a>", "<p id=n>x" * count,
            "".join(f"<a id=r{n} href=#n{n}>{n}</a> " for n in range(count)) + "<ol>" + "".join(f"<li id=n{n}>note <a href=#r{n}>^</a>" for n in range(count)) + "</ol>",
            "<img src=/etc/passwd><img src=file:///etc/passwd><iframe src=/etc/passwd></iframe><object data=/etc/passwd></object>", "<script>x</script><svg><script>y</script></svg><a href=javascript:x>x</a>",
            f"<style>{random.choice(('{' * 9_999, '.a{font-style:italic}' * count, '[' * 50_000, '@import url(/etc/passwd);', '.' + 'a' * 500_000 + '{font-style:italic}'))}</style><p class=a>x", "<p>" + "&#x202e;&#0;&#xd800;&#x110000;&#27;[31m",
            "<p>" + "&#10;::error::x", "<!-- " * count, "<!DOCTYPE html SYSTEM '/etc/passwd' [<!ENTITY x 'y'>]><p>&x;", "<p " + "".join(f"a{n}=1 " for n in range(count)) + ">x", "<" * count, "<p>" + "a" * 900_000, "<p>" + "a<br>" * count,
            "<math>" + "<mrow>" * 300, "<main>x</main>" * count, "<pre>" + "\t" * count + "x", "<li value=99999999999999999999>x", "<ol start=" + NINES + "><li>x</ol>", "<p>\\ud800 \\x1b +2AA- ", "<q>" * count, "<sup>" * count + "1",
            "<p>x<a href=#a id=b>1</a><aside id=a>" + "<a href=#b>b</a>" * count + "</aside>", "<dl>" + "<dt>x<dd>y" * count, "<p>" + "[" * count, "<h1>" * count, "<details>" * count, "<p lang='" + "x-" * count + "'>x", "<base href=/etc/>x",
        )
    )  # fmt: skip
    text = f"<html><head><meta charset={charset}></head><body><p>Letter</p>{body}</body></html>".encode(
        "utf-8", "surrogatepass"
    )
    return text + random.choice((b"", b"\xff", b"\xff\xfe\xd8", b"\xc0\xaf"))


def markdown(random: Random) -> bytes:
    """Give Markdown."""
    count = random.choice((3, 300, 2_000, 8_000))
    unit = random.choice(
        ("*a **b ", "[", "[a](", "![", "> ", "- ", "    ", "`", "``a`", "_a __b_ ", "<a ", "&x", "|a", "[^1]", "[a]: b\n", "~~a", "^a", "$a", "\\", "\"a' ", "1. ", "a\n===\n", "[[", "*_", "***a", ":::\n", "{.a ", "<!--", "@a ", "#", "a\\\n", "\n\n", "(@) ")
    )  # fmt: skip
    text = random.choice(
        (
            unit * count, (unit + "\n") * count, "[^1]: [^1]\n\nx[^1]\n", "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(count)) + "x[^0]\n", "![](/etc/passwd) \\include{/etc/passwd} {{< include /etc/passwd >}}", "`x`{=typst} <script>x</script>",
            "---\ntitle: !!python/object x\n---\n\nx\n", "".join(f"x[^{n}] " for n in range(count)) + "\n\n" + "".join(f"[^{n}]: note\n" for n in range(count)), "| a " * count + "|\n" + "|--" * count + "|\n" + "| x " * count + "|\n",
            "+---" * count + "+\n" + "|   " * count + "|\n", "x\n\n" + "::error::x\n##[error]x\n\x1b[31m\u202e\n", "\\newcommand{\\a}{\\a\\a}\\a", "&#27;[31m &#x202e; &#0;", "a" * 900_000, "".join(" " * n + "- x\n" for n in range(min(count, 300))),
            "".join(f"{'>' * n} x\n" for n in range(min(count, 300))), "~~~\n" * count, "[^" + "a" * 190 + "]" + "\n\n[^" + "a" * 190 + "]: x", "[x]: " + "y" * count + "\n\n[x]", "x^[" * count + "]" * count,
        )
    )  # fmt: skip
    return (random.choice(("Letter\n\n", "", "\ufeff")) + text + "\n").encode() + random.choice(
        (b"", b"", b"\xff")
    )


def xml(random: Random) -> bytes:
    """Give PAGE XML, ALTO, or TEI of others."""
    count = random.choice((3, 300, 5_000, 60_000))
    odd = random.choice(COMMANDS)
    n = random.choice(("1", "-1", "x", NINES, "1e999"))
    line = f"<TextLine id='l' custom='readingOrder {{index:{n};}} structure {{type:{odd};}}'><Baseline points='{odd}'/><TextEquiv index='{n}'><Unicode>{odd}</Unicode></TextEquiv></TextLine>"
    page = random.choice(
        (
            line * count, "<TextRegion>" * 200 + line, "".join(f"<TextRegion id='r{m}'>{line}</TextRegion>" for m in range(count)), f"<TextRegion id='{odd}' type='footnote'>{line * 9}</TextRegion>" * 9, "<TableRegion>" + "<TextRegion><Roles><TableCellRole rowIndex='99999999' columnIndex='99999999' colSpan='99999999'/></Roles></TextRegion>" * 9,
            "<ReadingOrder>" + "<OrderedGroup>" * 200 + "</OrderedGroup>" * 200 + "</ReadingOrder>", "<ReadingOrder><OrderedGroup>" + f"<RegionRefIndexed index='{n}' regionRef='r'/>" * count + "</OrderedGroup></ReadingOrder><TextRegion id='r'/>" * 9, "",
            "<TextRegion id='r'/>" * count, f"<TextRegion custom='{'{' * 50_000}'/>", f"<TextRegion custom='{'a {b:c;} ' * 20_000}'>{line}</TextRegion>", "<TextRegion><TextLine><TextEquiv><Unicode>" + "a" * 900_000 + "</Unicode></TextEquiv></TextLine></TextRegion>",
        )
    )  # fmt: skip
    alto = random.choice(
        ("<TextBlock ID='a'><TextLine>" + "<String CONTENT='x'/><SP/><HYP/>" * count + "</TextLine></TextBlock>", "<TextBlock ID='a'/>" * count, "".join(f"<TextBlock ID='a{m}' TAGREFS='{'t ' * 50}'><TextLine><String CONTENT='{odd}'/></TextLine></TextBlock>" for m in range(min(count, 5_000))),
         "<ComposedBlock>" * 200, f"<TextBlock><TextLine BASELINE='{odd}'><String CONTENT='{odd}' SUBS_CONTENT='x' SUBS_TYPE='HypPart1'/></TextLine></TextBlock>" * 9)
    )  # fmt: skip
    tei = random.choice(
        (
            "<p>x</p>" * count, "<p>" + "<ref target='#n1'>1</ref>" * count + "</p><note xml:id='n1'>x</note>", "".join(f"<p><ptr target='#n{m}'/></p><note xml:id='n{m}'><ptr target='#n{m + 1}'/></note>" for m in range(min(count, 5_000))),
            f"<p>x<gap quantity='{n}' extent='{odd}' reason='{odd}'/><space quantity='99999999' unit='chars'/></p>", f"<table cols='99999999'><row><cell cols='{n}' rows='99999999'>x</cell></row></table>", "<p>" + "<hi rend='italic'>" * 200,
            "<p>" + "<choice><sic>a</sic><corr>b</corr></choice>" * count + "</p>", "<p>" + "<app><lem>a</lem><rdg>b</rdg></app>" * min(count, 5_000) + "</p>", f"<pb n='{odd}'/><p>x</p>" * 99, "<p>" + "<lb break='no'/>" * count + "</p>", "<p><note xml:id='a'>x<ref target='#a'/></note></p>",
            f"<p rend='{odd}'><add hand='{odd}' place='{odd}'>x</add><del rend='{odd}'>y</del><foreign xml:lang='{odd}'>z</foreign><unclear reason='{odd}'>u</unclear></p>", "<list>" * 200, "<{x}/>", "<floatingText><body><p>x</p></body></floatingText>" * 50,
            "<div>" * 200, "<p>&x;</p>", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>", "<p " + " ".join(f"a{m}='1'" for m in range(count)) + ">x</p>", "<lg>" + "<l>x</l>" * count + "</lg>", "<note>x</note>" * count, "<fw>x</fw>" * count,
        )
    )  # fmt: skip
    name = random.choice(
        ("http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15", "", odd)
    )
    whole = random.choice(
        (f"<PcGts xmlns='{name}'><Page imageFilename='{odd}'>{page}</Page></PcGts>", f"<alto><Description><sourceImageInformation><fileName>{odd}</fileName></sourceImageInformation></Description><Layout><Page>{alto}</Page></Layout></alto>", tei_around(tei).partition("?>")[2])
    )  # fmt: skip
    doctype = random.choice(
        (
            "",
            "",
            "",
            "",
            "<!DOCTYPE a [<!ENTITY x 'y'>]>",
            "<!DOCTYPE a SYSTEM '/etc/passwd'>",
            "<?xml-stylesheet href='/etc/passwd'?>",
        )
    )
    return _encoded(doctype + whole, random)
