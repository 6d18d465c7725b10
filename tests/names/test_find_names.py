"""Names and terms found in the passages of a document."""

from __future__ import annotations

import pickle
import time
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.encode.names import BlockText, NameIndex, NameSettings, find_names
from pipeline.encode.names.scan import JoinedText, candidates
from pipeline.encode.names.traits import Odds, Owner
from pipeline.encode.standoff import BlockKind
from pipeline.model.authority import Authorities, Person, PlaceEntry, TermEntry

AUTHORITIES = Authorities(
    (
        Person("#p_orme", "Orme, Ada B., Jr.", "Ambassador to Norway from May 1950"),
        Person("#p_oneal", "O’Neal, Rear Admiral Hugh", "Chief of Naval Operations"),
        Person("#p_marchetti", "de Marchetti, Renée", "Minister of Foreign Affairs of Freedonia"),
        Person("#p_tang", "Tang Wei-ming (T’ang Wei-min)", "President of the Northern Republic"),
        Person("#p_wei", "Wei", "see Tang Wei-ming"),
        Person("#p_reed_j", "Reed, Joseph", "Secretary of the Treasury"),
        Person("#p_reed_l", "Reed, Louisa", "Director of the Bureau of Mines"),
    ),
    (
        TermEntry("#t_NATO", "NATO", "an alliance"),
        TermEntry("#t_SC", "S.C.", "a council"),
        TermEntry("#t_embtel", "Embtels", "telegrams of an embassy"),
        TermEntry("#t_neap", "NEA/P", "an office"),
    ),
)


def settings() -> NameSettings:
    table = files("pipeline.encode") / "profiles" / "frus" / "names.toml"
    return NameSettings.from_table(tomllib.loads(table.read_text(encoding="utf-8")))


INDEX = NameIndex.of(AUTHORITIES, settings())


@pytest.fixture
def index() -> NameIndex:
    return INDEX


def found(index: NameIndex, *texts: str) -> list[tuple[str, str]]:
    marks = find_names([BlockText(text) for text in texts], index)
    return [
        (text[slice(*mark.span)], mark.key)
        for text, of_text in zip(texts, marks, strict=True)
        for mark in of_text
    ]


@pytest.mark.parametrize(
    ("text", "printed", "key"),
    [
        ("The report was sent by Ada B. Orme to the board.", "Ada B. Orme", "#p_orme"),
        ("The report was sent by Ada B. Orme, Jr., to the board.", "Ada B. Orme, Jr.", "#p_orme"),
        ("It was discussed with A.B. Orme on Friday.", "A.B. Orme", "#p_orme"),
        ("It was discussed with Mr. Orme on Friday.", "Orme", "#p_orme"),
        ("They agreed to Orme’s plan in the end.", "Orme", "#p_orme"),
        ("They agreed with Hugh O'Neal in the end.", "Hugh O'Neal", "#p_oneal"),
        ("The view of Renee de Marchetti was other.", "Renee de Marchetti", "#p_marchetti"),
        ("He spoke with Tang Wei-Ming and with others.", "Tang Wei-Ming", "#p_tang"),
        ("He spoke with T’ang Wei-min and with others.", "T’ang Wei-min", "#p_tang"),
        ("He spoke with Mr. Wei and with others.", "Wei", "#p_tang"),
        ("The role of NATO in this was small.", "NATO", "#t_NATO"),
        ("The role of the S.C. in this was small.", "S.C.", "#t_SC"),
        ("This was reported in Embtel 30 and later.", "Embtel", "#t_embtel"),
        ("Drafted by Jones of NEA/P on Friday.", "NEA/P", "#t_neap"),
    ],
)
def test_links_a_printed_form(index: NameIndex, text: str, printed: str, key: str) -> None:
    assert found(index, text) == [(printed, key)]


@pytest.mark.parametrize(
    "text",
    [
        "The orme is a tree, and nato no word.",
        "He met Robert Ormeson and read of the NATOA.",
        "They sailed with Reed at once.",
        "",
    ],
)
def test_links_nothing_else(index: NameIndex, text: str) -> None:
    assert found(index, text) == []


HARBOUR = NameIndex.of(
    Authorities(
        (
            Person("#p_brandt", "Brandt, Walter", "Chairman of the Pilots"),
            Person("#p_lund", "Lund, Ellen", "Keeper of the Lamps"),
            Person("#p_holm", "Holm, Per A.", "Captain"),
            Person("#p_ames", "Ames, Dora, Jr.", "Teacher"),
            Person("#p_ames_sr", "Ames, Dora, Sr.", "Postmistress"),
            Person("#p_vane", "Vane, Tom, Jr.", "Cook"),
            Person("#p_houston", "Houston, Amos", "Mayor of the town"),
        ),
        places=(PlaceEntry("#pl_lund", "Lund"),),
    ),
    settings(),
)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("The lamps were lit at nine. Walter Brandt came first.", ["#p_brandt"]),
        ("The lamps were lit in 1911. Per A. Holm came first.", ["#p_holm"]),
        ("We heard of it from Charles Brandt at noon.", []),
        ("We heard of it from Mrs. Brandt at noon.", []),
        ("We heard of it from Mrs. Walter Brandt at noon.", []),
        ("We heard of it from Mrs. Lund at noon.", ["#p_lund"]),
        # No list has this given name; offices and titles of several are none.
        ("We heard of it from Zebulon Brandt at noon.", []),
        ("We heard of it from Ministers Brandt and Holm at noon.", ["#p_brandt", "#p_holm"]),
        ("We heard of it from Captains Brandt and Holm at noon.", ["#p_brandt", "#p_holm"]),
        ("Brandt came. [From Brandt] came the news.", ["#p_brandt", "#p_brandt"]),
        ("We heard of it from SovAmb Brandt at noon.", ["#p_brandt"]),
        ("We heard of it at Fort Brandt and on board the HMS Holm.", []),
        ("The Brandt Act was read at noon.", []),
        ("They saw Dora Ames, Sr., and Dora Ames, Jr.", ["#p_ames_sr", "#p_ames"]),
        ("Tom Vane, Sr., came. It was Tom Vane II. It was Tom Vane, Jr.", ["#p_vane"]),
        ("The lamps were lit. Tom Vane, Sr., came first.", []),
        # Cities, and what the edition lists as a place.
        ("They came from Houston at noon, and from Lund at one.", []),
        ("They came with Mayor Houston at noon.", ["#p_houston"]),
    ],
)
def test_a_name_is_linked_where_it_is_whole_or_unmistakable(text: str, keys: list[str]) -> None:
    assert [key for _, key in found(HARBOUR, text)] == keys


TITLED = NameIndex.of(
    Authorities(
        (
            Person("#p_hale", "Hale, Simon M.", "Senator"),
            Person("#p_ware", "Ware, Sir Rupert", "Harbour Master"),
            Person("#p_low", "Low, Rupert", "Clerk"),
            Person("#p_thorn", "Thorn, Edmund Vale, 3d Earl of", "Governor"),
            Person("#p_vale", "Vale, Edwin (Lord Skerry)", "Warden of the Isles"),
            Person("#p_moss", "Moss, Vera B.", "Editor"),
        )
    ),
    settings(),
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("They asked Simon “Salty” Hale about it.", [("Simon “Salty” Hale", "#p_hale")]),
        ("They asked Simon M. “Salty” Hale.", [("Simon M. “Salty” Hale", "#p_hale")]),
        ('They asked Simon "Salty" Hale about it.', [('Simon "Salty" Hale', "#p_hale")]),
        ("They asked Simon “to his face” Hale, or so.", [("Hale", "#p_hale")]),
        ("They saw that Sir Rupert had gone.", [("Rupert", "#p_ware")]),
        ("They saw that Sir Rupert Blane had gone.", []),
        ("They saw that Rupert had gone.", []),
        ("They saw that Lord Thorn had gone.", [("Thorn", "#p_thorn")]),
        ("They saw that Lord Skerry had gone.", [("Skerry", "#p_vale")]),
        ("They saw that Mrs. Moss had gone.", [("Moss", "#p_moss")]),
    ],
)
def test_titles_and_nicknames(text: str, links: list[tuple[str, str]]) -> None:
    assert found(TITLED, text) == links


def test_an_office_tells_namesakes_apart(index: NameIndex) -> None:
    text = "He had told Secretary Reed that he would sail."
    assert found(index, text) == [("Reed", "#p_reed_j")]


def test_namesakes_that_fit_equally_are_not_linked(index: NameIndex) -> None:
    assert found(index, "It was seen that Mr. Reed agreed.") == []
    both = ("Joseph Reed spoke.", "Louisa Reed spoke.", "It was seen that Mr. Reed agreed.")
    assert [key for _, key in found(index, *both)] == ["#p_reed_j", "#p_reed_l"]


def test_no_name_runs_over_two_passages(index: NameIndex) -> None:
    whole = find_names([BlockText("It was sent by Louisa Reed on Friday.")], index)
    assert [mark.key for mark in whole[0]] == ["#p_reed_l"]
    halves = find_names([BlockText("It was sent by Louisa"), BlockText("Reed on Friday.")], index)
    assert "#p_reed_l" not in [mark.key for marks in halves for mark in marks]


def test_the_s_of_a_plural_stays_outside(index: NameIndex) -> None:
    assert found(index, "It was the view of both NATOs of May.") == [("NATO", "#t_NATO")]


def test_an_index_goes_through_pickle(index: NameIndex) -> None:
    again = pickle.loads(pickle.dumps(index))  # noqa: S301 - made in this line
    passages = [BlockText("Ada B. Orme spoke of NATO.", BlockKind.PARAGRAPH)]
    assert find_names(passages, again) == find_names(passages, index)


def test_a_number_is_no_part_of_a_longer_one() -> None:
    index = NameIndex.of(Authorities((), (TermEntry("#t_30", "30", "a committee"),)), settings())
    reading = JoinedText([BlockText("Of the 30 and (30), not of 303, 130 or 30th.")])
    assert [(c.start, c.end) for c in candidates(reading, index)] == [(8, 10), (16, 18)]


def test_odds_add_up_the_weights_of_a_description() -> None:
    odds = Odds[Owner]({"alone surname shown=1": 0.5, "alone civil fit=0": 0.25, "other": 9.0})
    assert odds[Owner("surname", 1, "civil", 0)] == 0.75
    assert odds[Owner("surname", 1, "rank", 0)] == 0.5
    assert odds[Owner("given", 0, None, 2)] == 0.0


def test_finding_once_changes_nothing_for_the_next(index: NameIndex) -> None:
    texts = ("Joseph Reed spoke.", "It was seen that Mr. Reed agreed with Orme’s plan in NATO.")
    assert found(index, *texts) == found(index, *texts)
    fresh = NameIndex.of(AUTHORITIES, settings())
    assert found(fresh, *texts) == found(index, *texts)


def test_an_edition_without_lists_has_no_names() -> None:
    empty = NameIndex.of(Authorities(), settings())
    assert find_names([BlockText("Ada B. Orme spoke of NATO.")], empty) == ((),)


ALPHABET = st.sampled_from(
    ["Orme", "Ada", "B", ".", " ", "’s", "NATO", "s", "\n", "é", "/", "-", "1"]
)


@given(st.lists(st.lists(ALPHABET, max_size=30).map("".join), max_size=4))
def test_spans_rise_and_are_disjoint_in_any_text(texts: list[str]) -> None:
    for text, marks in zip(texts, find_names([*map(BlockText, texts)], INDEX), strict=True):
        edges = [edge for mark in marks for edge in mark.span]
        assert edges == sorted(edges)
        assert all(start < end <= len(text) for start, end in (mark.span for mark in marks))


@pytest.mark.growth
@pytest.mark.parametrize(
    "piece", ["Orme ", "A.", "[a", " ", "Ada B. ", "NATO/", "Reed, ", "é ", "Tang-"]
)
def test_time_grows_in_step_with_length(index: NameIndex, piece: str) -> None:
    def seconds(count: int) -> float:
        passage = BlockText(
            "".join(f"{piece}X{chr(97 + n % 26) * (n % 99)} " for n in range(count))
        )
        start = time.process_time()
        find_names([passage], index)
        return time.process_time() - start

    seconds(1000)
    once = min(seconds(5_000) for _ in range(3))
    twice = min(seconds(10_000) for _ in range(3))
    assert twice <= 2.5 * once + 0.05
