"""A decision finds its place again while the text around it changes."""

from __future__ import annotations

from pipeline.model.decisions import TextQuote, context_of, find

TEXT = "the first suggestion1 of the Minister, and the second suggestion1 of the Consul"


def test_the_exact_words() -> None:
    (span,) = find(TEXT, TextQuote("second suggestion", "1", " of the Consul"))
    assert span == (64, 65)


def test_line_breaks_are_spaces() -> None:
    wrapped = TEXT.replace("second suggestion", "second\nsuggestion")
    assert len(find(wrapped, TextQuote("second suggestion", "1", " of the Consul"))) == 1


def test_words_changed_nearby() -> None:
    edited = TEXT.replace("second", "latter").replace("Consul", "Envoy")
    (span,) = find(edited, TextQuote("and the second suggestion", "1", " of the Consul"))
    assert edited[span[0] - 17 : span[1]] == "latter suggestion1"


def test_too_little_is_left() -> None:
    assert (
        find("wholly new words1 here", TextQuote("second suggestion", "1", " of the Consul")) == ()
    )


def test_two_places_are_both_given() -> None:
    assert len(find(TEXT, TextQuote("suggestion", "1", " of the"))) == 2


def test_the_words_around_a_place_lead_back_to_it() -> None:
    for place in (20, 64):
        span = (place, place + 1)
        assert find(TEXT, context_of(TEXT, span)) == (span,)


def test_context_reaches_to_whole_words() -> None:
    context = context_of(TEXT, (64, 65), reach=14)
    assert context.before == "second suggestion"
    assert context.after == " of the Consul"


def test_words_that_stand_at_too_many_places_are_found_where_all_around_them_is_the_same() -> None:
    """Two thousand decisions may be asked for in a text of a million characters."""
    text = "a " * 5_000 + "the suggestion1 of the Consul"
    (span,) = find(text, TextQuote("the sugges", "tion1", " of"), most=2)
    assert text[slice(*span)] == "tion1"
    assert find(text, TextQuote("zz", "a", " zz"), most=2) == ()


def test_blanks_belong_to_the_words_that_are_decided_on() -> None:
    text = "one\n\n \ttwo"
    (span,) = find(text, TextQuote("one", " ", "two"))
    assert text[slice(*span)] == "\n\n \t"
