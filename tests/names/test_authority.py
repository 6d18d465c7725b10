"""Authority files: what is read, and how a bad file is refused."""

from __future__ import annotations

import pytest

from pipeline.encode import profile
from pipeline.encode.places import PlaceNames
from pipeline.model.authority import Person, PlaceEntry, TermEntry
from pipeline.tei.authority import AuthorityError, read_persons, read_places, read_terms

PERSONS = """<div xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/ns/1.0">
<head>Persons</head>
<list type="names">
<item>Editor’s note: see <persName corresp="#p_OAB1">Orme</persName>.</item>
<item><hi rend="strong"><persName xml:id="p_OAB1">Orme,
      Ada\tB.</persName>,</hi> Counselor of
   Embassy</item>
<item><persName xml:id="p_Pell1">Pell</persName>. See Orme, Ada B.</item>
</list></div>"""


def test_reads_names_keys_and_descriptions() -> None:
    persons, left = read_persons(PERSONS.encode())
    assert persons == (
        Person("#p_OAB1", "Orme, Ada B.", "Counselor of Embassy"),
        Person("#p_Pell1", "Pell", "See Orme, Ada B."),
    )
    assert [(one.line, one.problem) for one in left] == [
        (4, "“Editor’s note: see Orme.” has no xml:id")
    ]


def test_reads_terms_and_keeps_no_break_spaces() -> None:
    data = '<div><list><item><term xml:id="t_AB1">A\u00a0B</term>, a bureau</item></list></div>'
    assert read_terms(data.encode()) == ((TermEntry("#t_AB1", "A\u00a0B", "a bureau"),), ())


def test_reads_the_persons_of_a_list_person() -> None:
    data = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><listPerson>
<person xml:id="p_g"><persName><forename>Silas</forename> <surname>Garrow</surname></persName>
<persName type="alias">Old Garrow</persName><occupation>Chairman</occupation><birth/></person>
<person><persName xml:id="p_r">Ruiz, Manuel</persName></person>
<person><persName>Pell</persName></person>
</listPerson></body></text></TEI>"""
    persons, left = read_persons(data.encode())
    assert persons == (
        Person("#p_g", "Garrow, Silas", "Old Garrow, Chairman"),
        Person("#p_r", "Ruiz, Manuel"),
    )
    assert [(one.line, one.problem) for one in left] == [(5, "“Pell” has no xml:id")]


def test_reads_what_a_person_is_called_elsewhere() -> None:
    data = """<list><item><persName xml:id="p_1">Orme, Ada</persName>, Counselor
<idno type="GND">118540238</idno><idno type="VIAF">no number</idno></item></list>"""
    (person,), _ = read_persons(data.encode())
    assert (person.name, person.description) == ("Orme, Ada", "Counselor")
    assert [one.address for one in person.identifiers] == ["https://d-nb.info/gnd/118540238"]
    data = """<listPerson><person xml:id="p_1"><persName>Pell</persName>
<idno type="Wikidata">Q42</idno><idno>https://example.org/7</idno><idno type="own">7</idno>
<note>A captain</note></person></listPerson>"""
    (person,), _ = read_persons(data.encode())
    assert person.description == "A captain"
    assert [(one.kind, one.address) for one in person.identifiers] == [
        ("Wikidata", "https://www.wikidata.org/entity/Q42"),
        ("", "https://example.org/7"),
        ("own", ""),
    ]


def test_reads_the_bodies_of_a_list_org() -> None:
    data = """<standOff><listPerson><person xml:id="p_1"><persName>Pell</persName></person>
</listPerson><listOrg><org xml:id="o_1"><orgName>Board of Pilots</orgName><orgName>B.P.</orgName>
<idno type="GND">5</idno><desc>at the quay</desc></org></listOrg></standOff>"""
    (person, body), _ = read_persons(data.encode())
    assert (person.is_body, body.is_body) == (False, True)
    assert (body.key, body.name, body.others) == ("#o_1", "Board of Pilots", ("B.P.",))
    assert body.description == "at the quay"
    assert [one.kind for one in body.identifiers] == ["GND"]


def test_reads_the_places_of_a_list_place() -> None:
    data = """<listPlace><place xml:id="pl_1"><placeName>Trieste</placeName>
<placeName>Triest</placeName><note>a port</note><idno type="GeoNames">3165185</idno></place>
<place><placeName>Pola</placeName></place></listPlace>"""
    (place,), left = read_places(data.encode())
    assert (place.key, place.name, place.others) == ("#pl_1", "Trieste", ("Triest",))
    assert place.description == "a port"
    assert [one.address for one in place.identifiers] == ["https://www.geonames.org/3165185"]
    assert [one.problem for one in left] == ["“Pola” has no xml:id"]


def test_a_place_is_named_by_a_name_of_its_own() -> None:
    names = PlaceNames.of(
        [
            PlaceEntry("#pl_1", "Trieste", others=("Triest", "Port")),
            PlaceEntry("#pl_2", "Port Lund", others=("Port",)),
        ]
    )
    assert names is not None
    text = (
        "From Triest to Port Lund, to the Port, and by Trieste-Opicina to Triestewards. With Mr. "
        "Trieste came Paul Trieste and J. Trieste. A Trieste paper named Paul. Trieste was silent."
    )
    settings = profile.load("frus").names
    found = [(text[slice(*span)], key) for span, key in names.find(text, settings)]
    assert found == [
        ("Triest", "#pl_1"), ("Port Lund", "#pl_2"), ("Trieste", "#pl_1"), ("Trieste", "#pl_1"),
    ]  # fmt: skip


def test_leaves_out_what_is_doubtful_and_uses_the_rest() -> None:
    data = """<list>
<item><persName xml:id="p_1">Orme, Ada</persName></item>
<item><persName xml:id="p_2">Pell</persName></item>
<item><persName xml:id="p_1">Garrow, Silas</persName></item>
<item><persName xml:id="p_3"> </persName></item>
<item><persName>Ruiz, Manuel</persName>, Captain</item>
</list>"""
    persons, left = read_persons(data.encode())
    assert persons == (Person("#p_2", "Pell"),)
    assert [(one.line, one.problem) for one in left] == [
        (2, "the id p_1 is also given in line 4"),
        (4, "the id p_1 is also given in line 2"),
        (5, "the entry p_3 has no text"),
        (6, "“Ruiz, Manuel, Captain” has no xml:id"),
    ]
    assert all(one.hint for one in left)


def test_takes_an_entry_inside_another_once() -> None:
    data = """<list><item><term xml:id="t_1">A</term>, a bureau<list>
<item><term xml:id="t_2">B</term>, a part of it</item></list></item></list>"""
    terms, left = read_terms(data.encode())
    assert ([one.key for one in terms], left) == (["#t_1", "#t_2"], ())


@pytest.mark.parametrize(
    ("data", "line", "hint"),
    [
        (b'<?xml version="1.0"?>\n<!DOCTYPE div>\n<div/>', 2, "take it out"),
        (b"<div>\n<head>\xc9tat</head></div>", 2, "save it as UTF-8"),
        (b'<?xml version="1.0" encoding="none-such"?><div/>', 1, "save it as UTF-8"),
        (b"<div>\n<head>\xc3\x89tat</div>", 2, "correct the XML"),
    ],
)
def test_says_what_is_to_be_done_of_the_fault(data: bytes, line: int, hint: str) -> None:
    with pytest.raises(AuthorityError) as caught:
        read_persons(data)
    assert caught.value.line == line
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        ("<div>\n<list>\n</div>", 3, "mismatch"),
        ('<!DOCTYPE div [<!ENTITY x "y">]>\n<div>&x;</div>', 1, "DOCTYPE"),
        ("<div>\n&x;</div>", 2, "x"),
        ("", 1, ""),
        ("<div><list><item>Orme, Ada</item></list></div>", 1, "no persName"),
    ],
)
def test_refuses_a_bad_file_with_its_line(data: str, line: int, said: str) -> None:
    with pytest.raises(AuthorityError) as caught:
        read_persons(data.encode(), "lists/persons.xml")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"lists/persons.xml, line {line}: ")
    assert said in caught.value.problem
    assert ", line" not in caught.value.problem
    assert caught.value.hint


def test_opens_no_file_named_in_an_entity(tmp_path: object) -> None:
    data = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/x">]><d>&x;</d>'
    with pytest.raises(AuthorityError, match="DOCTYPE"):
        read_terms(data.encode())
