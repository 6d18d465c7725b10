"""The part of the grammar that reads which volume is cited."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.encode.references.syntax import CitedWork, VolumeNumber
from pipeline.encode.references.tokens import Token, TokenKind, TokenReader
from pipeline.encode.references.volumes import volume_number, years_of

_LONGEST_TITLE = 160
_TITLE = re.compile(r"(?P<title>, [A-Z](?:[^.()“”]|(?<=[A-Z])\.){0,150}?), (?=Documents? [0-9])")
_TITLE_BEFORE_PART = re.compile(r", [A-Z][^.;()“”0-9]{0,60}?, (?=[Pp]art [0-9])")


class Sources(TokenReader):
    """Reads sources; the rules stand in ``parse``."""

    def source(self, place: int) -> CitedWork | None:
        """Read the source that begins at ``place``."""
        return self._series(place) or self._ibid(place) or self._bare_volumes(place)

    def _series(self, place: int) -> CitedWork | None:
        for name in self.settings.series:
            if self.text.startswith(name, place):
                return self._after_series(place, place + len(name))
        return None

    def _after_series(self, start: int, after: int) -> CitedWork | None:
        follower = self.token(after)
        if follower is not None and follower.text in self.settings.not_series:
            return None
        years, end = self._years(self.over(after, ",.["))
        place = self.over(end, ",.]")
        named = self._title(place, self.settings.names)
        if named is not None:
            years, end = named
            _, end = self._years(self.over(end, ","))
            place = self.over(end, ",")
        titled = self._title(place, self.settings.titles.get(years, {}))
        if titled is not None:
            return CitedWork((start, titled[1]), named=True, years=years, name=years + titled[0])
        supplement = self._title(place, self.settings.supplements) if years else None
        if supplement is not None:
            years += supplement[0]
            end = place = supplement[1]
        volumes = self.volumes(self.over(place, ",.")) if years else ()
        if volumes:
            end = self._over_title(volumes[-1].span[1])
            return CitedWork((start, end), named=True, years=years, volumes=volumes)
        if named is not None or supplement is not None:
            name = self.settings.numbered.get(years, years)
            return CitedWork((start, end), named=True, years=years, name=name)
        return self._whole_year(start, after)

    def _whole_year(self, start: int, place: int) -> CitedWork | None:
        """Read ``Foreign Relations, 1912``; years that need a volume give a source without."""
        year = self.token(self.over(place, ",.["))
        if year is None or year.kind is not TokenKind.NUMBER or len(year.text) != len("1912"):
            return None
        name, end = self._name_of_year(year.text, year.end)
        return CitedWork((start, end), named=True, name=name)

    def _name_of_year(self, year: str, place: int) -> tuple[str, int]:
        """Give the name of the volume of a year, or of ``1907, pt. 1``; empty if it has several."""
        if not year or int(year[:4]) > self.settings.whole_years_through:
            return "", place
        at_next = self.over(place, ",")
        part = self._part(at_next)
        if part is not None:
            return year + part[0], part[1]
        after = self.token(at_next)
        of_year = {*self.words.part, *self.words.supplement}
        return ("" if after is not None and after.text in of_year else year), place

    def _ibid(self, place: int) -> CitedWork | None:
        word = self.token(place)
        if word is None or word.text not in self.words.ibid:
            return None
        end = self.over(word.end, ".", most=1)
        start_of_rest = self.over(end, ",")
        years, after = self._years(start_of_rest)
        supplement = (
            self._title(self.over(after, ","), self.settings.supplements) if years else None
        )
        if supplement is not None:
            years, after = years + supplement[0], supplement[1]
        volumes = self.volumes(self.over(after, ","))
        if volumes:
            span = (place, self._over_title(volumes[-1].span[1]))
            return CitedWork(span, carried=True, years=years, volumes=volumes)
        name = self.settings.numbered.get(years, years)
        if supplement is None:
            name, after = self._name_of_year(years, after)
        if name:
            return CitedWork((place, after), carried=True, years=years, name=name)
        return CitedWork((place, end), carried=True)

    def _bare_volumes(self, place: int) -> CitedWork | None:
        volumes = self.volumes(place)
        if not volumes:
            return None
        return CitedWork((place, self._over_title(volumes[-1].span[1])), volumes=volumes)

    def _years(self, place: int) -> tuple[str, int]:
        """Read ``1955–1957`` or ``1951`` as in volume ids, or nothing."""
        first = self.token(place)
        if first is None or first.kind is not TokenKind.NUMBER or len(first.text) != len("1955"):
            return "", place
        dash = self.token(first.end)
        last = self.token(dash.end) if dash is not None else None
        if dash is None or dash.kind is not TokenKind.DASH or last is None:
            return first.text, first.end
        years = years_of(first.text, last.text)
        known = years is not None and self.settings.spans.get(first.text) in {years, None}
        return (years, last.end) if years and known else ("", place)

    def volumes(self, place: int) -> tuple[VolumeNumber, ...]:
        """Read ``vol. VI, Part 2`` or ``volumes XVII and XVIII``."""
        word = self.token(place)
        if word is None or word.text not in self.words.volume:
            return ()
        found: list[VolumeNumber] = []
        place = self.over(word.end, ".", most=1)
        while (volume := self._volume(place)) is not None:
            found.append(volume)
            joint = self.token(volume.span[1])
            if not word.text.rstrip(".").endswith("s") or joint is None:
                break
            if joint.text not in {",", "and"}:
                break
            place = joint.end
        return tuple(found)

    def _volume(self, place: int) -> VolumeNumber | None:
        token = self.token(place)
        if token is None:
            return None
        start, electronic = token.start, ""
        if token.text == "E":
            dash = self.token(token.end)
            token = self.token(dash.end) if dash and dash.kind is TokenKind.DASH else None
            electronic = "e"
        number = _numeral(token)
        if token is None or number is None:
            return None
        titled = _TITLE_BEFORE_PART.match(self.text, token.end)
        after = titled.end() if titled else self.over(token.end, ",(", most=1)
        part = self._part(after)
        end = part[1] if part else token.end
        return VolumeNumber(f"v{electronic}{number:02}", part[0] if part else "", (start, end))

    def _part(self, place: int) -> tuple[str, int] | None:
        word = self.token(place)
        if word is None or word.text not in self.words.part:
            return None
        token = self.token(self.over(word.end, ".", most=1))
        number = _numeral(token)
        return None if number is None or token is None else (f"p{number}", token.end)

    def _title(self, place: int, titles: Mapping[str, str]) -> tuple[str, int] | None:
        article = self.token(place) if titles else None
        if article is None:
            return None
        begin = article.end if article.text in {"The", "the"} else place
        rest = _plain(self.text[begin : begin + _LONGEST_TITLE])
        lead = len(rest) - len(rest.lstrip(" "))
        for title in sorted(titles, key=len, reverse=True):
            if rest.startswith(_plain(title), lead):
                return titles[title], begin + lead + len(title)
        return None

    def _over_title(self, place: int) -> int:
        """Go over a volume's title where a document follows it: ``, Korea, Document 200``."""
        match = _TITLE.match(self.text[place : place + _LONGEST_TITLE])
        if match is None or self.settings.source_word.search(match["title"]):
            return place
        return place + match.end("title")


def _numeral(token: Token | None) -> int | None:
    if token is None:
        return None
    if token.kind is TokenKind.NUMBER:
        return int(token.text) if len(token.text) <= len("99") else None
    return volume_number(token.text) if token.kind is TokenKind.WORD else None


def _plain(text: str) -> str:
    return re.sub("[-‐‑‒–—]", "-", text)
