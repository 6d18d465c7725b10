// Finds words in the texts of the edition; search-index.js, which goes before, holds them.
"use strict";
(() => {
  const MOST_TEXTS = 100;
  const MOST_PLACES = 3;
  const AROUND = 70;
  const status = document.getElementById("found");
  const results = document.getElementById("results");
  const query = document.getElementById("query");
  const say = results.dataset;
  const LETTER = /[\p{L}\p{M}\p{N}]/u;
  const SAME = { "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\n": " " };

  // Case, accents and forms of quotation marks are evened out, one character for each, so that a
  // place in the folded text is the same place in the text.
  function foldOne(character) {
    const plain = (SAME[character] || character.normalize("NFD")[0]).toLowerCase();
    return plain.length === 1 ? plain : character;
  }

  function fold(text) {
    return text.replace(/[^\x00-\x09\x0b-@[-\x7f]/g, foldOne);
  }

  function fill(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function add(parent, name, text, attributes) {
    const element = document.createElement(name);
    element.textContent = text || "";
    for (const key of Object.keys(attributes || {})) {
      element.setAttribute(key, attributes[key]);
    }
    parent.append(element);
    return element;
  }

  // A passage is the running text of a section, or one of its notes.
  const passages = [];
  editionIndex.forEach((section, order) => {
    const starts = [];
    let text = "";
    for (const [id, piece] of section.text) {
      starts.push([text.length, id]);
      text += piece;
    }
    const number = passages.length;
    passages.push({ number, order, text, starts, label: "" });
    section.notes.forEach(([id, label, note], place) => {
      passages.push({ number: number + place + 1, order, text: note, starts: [[0, id]], label });
    });
  });

  function termsOf(asked) {
    const terms = [];
    for (const [, phrase, word] of fold(asked).matchAll(/"([^"]+)"?|([^" ]+)/g)) {
      const term = (phrase || word).trim();
      if (term) {
        terms.push(term);
      }
    }
    return terms;
  }

  // A term is found where a word begins with it.
  function placesOf(term, folded) {
    const places = [];
    const wordly = LETTER.test(term[0]);
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      if (!wordly || at === 0 || !LETTER.test(folded[at - 1])) {
        places.push({ at, end: at + term.length });
      }
    }
    return places;
  }

  // A text is found when all terms occur in it, in the running text or in notes.
  function find(terms) {
    const found = new Map();
    for (const passage of passages) {
      passage.folded = passage.folded || fold(passage.text);
      terms.forEach((term, number) => {
        for (const place of placesOf(term, passage.folded)) {
          const one = found.get(passage.order) || { terms: new Set(), places: [] };
          one.terms.add(number);
          one.places.push({ ...place, passage });
          found.set(passage.order, one);
        }
      });
    }
    return Array.from(found).filter(([, one]) => one.terms.size === terms.length);
  }

  function showPlace(parent, { at, end, passage }) {
    const { text, starts, label, order } = passage;
    const [, id] = starts.filter(([start]) => start <= at).pop();
    const line = add(parent, "p");
    const said = label ? fill(say.note, { label }) : id ? fill(say.page, { number: id.slice(3) }) : "";
    // No word is cut, unless it is longer than all that is shown.
    const before = at > AROUND ? text.indexOf(" ", at - AROUND) + 1 : 0;
    const after = end + AROUND < text.length ? text.lastIndexOf(" ", end + AROUND) : text.length;
    const from = before > at || (at > AROUND && before === 0) ? at : before;
    const to = Math.max(after, end);
    line.append((from ? "…\u00a0" : "") + text.slice(from, at));
    add(line, "mark", text.slice(at, end));
    line.append(text.slice(end, to) + (to < text.length ? "\u00a0… " : " "));
    if (said) {
      add(line, "a", said, { href: editionIndex[order].file + "#" + encodeURIComponent(id) });
    }
  }

  function showText([order, { places }]) {
    const { file, title } = editionIndex[order];
    const item = add(results, "li");
    add(add(item, "h2"), "a", title, { href: file });
    places.sort((one, other) => one.passage.number - other.passage.number || one.at - other.at);
    places.slice(0, MOST_PLACES).forEach((place) => showPlace(item, place));
  }

  function search() {
    const terms = termsOf(query.value);
    results.replaceChildren();
    status.textContent = "";
    if (terms.length === 0) {
      return;
    }
    const found = find(terms);
    const places = found.reduce((sum, [, one]) => sum + one.places.length, 0);
    const sentence = found.length === 0 ? say.nothing : say.many;
    status.textContent = fill(sentence, { query: query.value, documents: found.length, places });
    if (found.length > MOST_TEXTS) {
      status.append(" " + fill(say.shown, { shown: MOST_TEXTS }));
    }
    found.slice(0, MOST_TEXTS).forEach(showText);
  }

  document.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const address = new URL(location.href);
    address.searchParams.set("q", query.value);
    history.replaceState(null, "", address);
    search();
  });
  query.value = new URL(location.href).searchParams.get("q") || "";
  search();
})();
