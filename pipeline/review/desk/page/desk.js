"use strict";

// The desk itself: what is known of the edition, what a key does, what the server says has changed.

const state = {
  documents: {},
  decided: {}, // who committed the last decision on a document, and when
  names: new Map(), // the place of each document in the book
  shown: null, // the document in both panes
  stale: false, // whether it was changed while somebody was at it
  ahead: new Map(), // documents that were fetched before they are asked for
  revisions: {}, // the last update of each document
  busy: false,
  early: -Infinity, // when a key was pressed that came before the card
  reason: "",
};

const TYPED = 250; // milliseconds at most between keys that are typed in one go

// A report is a page of files: it carries its data itself, and nothing can be done to it.
const isReport = typeof report !== "undefined";

async function fetched(path, sent) {
  const about = sent === undefined ? {} : {
    method: "POST", body: JSON.stringify(sent), headers: { "content-type": "application/json" },
  };
  const answer = await fetch(path, about);
  if (answer.status === 403) throw new Error(`${(await answer.text()).trim()}.`);
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.trouble), { status: answer.status });
  return said;
}

function tell(...words) {
  fill(byId("status"), ...words);
}

async function begin() {
  Object.assign(raw, { pane: byId("raw") });
  Object.assign(reading, { pane: byId("reading") });
  Object.assign(pages, { pane: byId("pages") });
  Object.assign(queue, { pane: byId("queue") });
  Object.assign(card, { pane: byId("card"), acts: isReport ? null : acts });
  document.body.classList.toggle("report", isReport);
  queue.start((one) => { open(one).catch(failed); });
  together.start();
  addEventListener("resize", forget);
  await load();
  if (!isReport) listen();
  queue.pane.focus();
}

async function load() {
  const edition = isReport ? report.edition : await fetched("edition");
  document.title = edition.title;
  fill(byId("title"), edition.title);
  byId("title").title = edition.title;
  state.documents = edition.documents;
  state.decided = edition.decided;
  state.names = new Map(Object.keys(edition.documents).map((name, place) => [name, place]));
  state.revisions = Object.fromEntries(Object.keys(edition.documents).map((name) => [name, edition.revision]));
  state.revision = edition.revision;
  state.ahead.clear();
  state.stale = state.shown !== null;
  const was = queue.selected;
  queue.rows = [];
  queue.take(edition.queue, order);
  for (const row of edition.others) queue.rows.push({ document: row[6], order: -1, row });
  queue.arrange();
  progress(edition.undo);
  tell(`${plural(queue.shown.length, "finding")} in ${plural(state.names.size, "document")}.`);
  queue.select((was && queue.find(was.document, was.row[KEY])) || queue.shown[0]);
  if (!queue.selected && state.names.size) await turnTo([...state.names.keys()][0]);
}

const order = (name) => state.names.get(name) ?? -1;

function progress(undo) {
  const rows = Object.values(state.documents);
  const clean = rows.filter(([, errors, warnings]) => !errors && !warnings).length;
  const open = rows.reduce((sum, [, errors, warnings]) => sum + errors + warnings, 0);
  const remarks = rows.reduce((sum, row) => sum + row[3], 0);
  const decided = rows.reduce((sum, row) => sum + row[4], 0);
  fill(
    byId("progress"),
    make("strong", {}, `${clean.toLocaleString("en")} of ${plural(rows.length, "document")} clean`),
    [` · ${open.toLocaleString("en")} to settle`, remarks && plural(remarks, "remark"), decided && `${decided.toLocaleString("en")} decided`]
      .filter(Boolean).join(" · "),
  );
  byId("bar").value = rows.length ? clean / rows.length : 1;
  byId("undo").disabled = !undo;
  byId("undo").title = undo || "";
}

// Show the finding of a row, and its document.
async function open(one) {
  if (!one) {
    card.show(null, null, queue.rows.length);
    raw.pass([]);
    return;
  }
  if (!state.names.has(one.document)) {
    const [, code, rank, , , message] = one.row;
    card.show({ code, name: "", severity: SEVERITIES[rank], message, hint: "Mend this in the file itself.", choices: [], places: [], related: [], fix: null, at: null }, one, queue.shown.length);
    return;
  }
  wait();
  // The document may come late, or once more: what is being written on its finding stays.
  const isWanted = () => isSame(queue.selected, one) && !(raw.isEdited() && isSame(one, card.one));
  await turnTo(one.document, isWanted);
  if (!isWanted()) return;
  const found = state.shown.findings[one.row[KEY]];
  if (!(found && byId("asked") && isSame(one, card.one))) card.show(found || null, queue.selected, queue.shown.length);
  if (!found) return;
  const marks = found.related.map(([, at]) => [at, "related"]);
  if (found.at) marks.push([found.at, "current"]);
  raw.pass(marks);
  if (found.at) {
    together.leader = null;
    raw.scrollTo(found.at, ".current");
    reading.point(found.at);
  }
  ahead(queue.selected);
}

// Show a document, unless something else is wanted once it has come.
async function turnTo(name, isWanted = () => !raw.isEdited()) {
  if (state.shown && state.shown.name === name && !state.stale) return;
  const waiting = state.ahead.get(name) || fetchedDocument(name);
  state.ahead.delete(name);
  const shown = await waiting;
  if (isWanted()) show(shown);
}

// Fetch a document, again where it was changed on the way: queue and panes are of one moment.
async function fetchedDocument(name) {
  if (isReport) return carried(name);
  const shown = await fetched(`documents/${encodeURIComponent(name)}`);
  return shown.revision < state.revisions[name] ? fetchedDocument(name) : shown;
}

// A page that is opened from a disk may load scripts and nothing else.
function carried(name) {
  return new Promise((done, refused) => {
    const known = () => done(report.documents[name]);
    if (report.documents[name]) { known(); return; }
    const src = `documents/${state.names.get(name)}.js`;
    document.head.append(make("script", { src, onload: known, onerror: () => refused(new Error(`${src} is missing.`)) }));
  });
}

// What comes next is at hand before it is asked for.
function ahead(one) {
  const next = queue.shown[one.place + 1];
  if (isReport || !next || !state.names.has(next.document)) return;
  if (next.document === state.shown.name || state.ahead.has(next.document)) return;
  const waiting = fetchedDocument(next.document);
  waiting.catch(() => state.ahead.delete(next.document));
  state.ahead.set(next.document, waiting);
}

function show(shown) {
  const same = state.shown && state.shown.name === shown.name;
  const places = same ? [raw.pane.scrollTop, reading.pane.scrollTop] : [0, 0];
  state.shown = shown;
  state.stale = false;
  forget();
  fill(byId("document"), shown.name);
  fill(byId("first-words"), (state.documents[shown.name] || [""])[0]);
  raw.show(shown);
  reading.show(shown.tree);
  pages.show(shown);
  together.leader = null;
  [raw.pane.scrollTop, reading.pane.scrollTop] = places;
}

// Take what a stroke, here or on another page, or a changed file has changed. The answer to a
// stroke and what is told of others may come in any order: of each document the last one holds.
function take(update) {
  const names = Object.keys(update.documents)
    .filter((name) => update.revision > (state.revisions[name] ?? -1));
  for (const name of names) {
    state.revisions[name] = update.revision;
    state.documents[name] = update.documents[name];
    state.ahead.delete(name);
  }
  queue.take(Object.fromEntries(names.map((name) => [name, update.queue[name]])), order);
  const isLast = update.revision > state.revision;
  if (isLast) state.revision = update.revision;
  progress(isLast ? update.undo : byId("undo").title);
  return names;
}

async function stroke(path, sent) {
  if (state.busy || isReport) return;
  state.busy = true;
  wait();
  const was = queue.selected;
  try {
    const update = await fetched(path, sent);
    take(update);
    announce(update);
    // The document as it is now is shown with what comes next, if that is in it.
    state.ahead.set(update.on, Promise.resolve(update.document));
    state.stale ||= state.shown !== null && state.shown.name === update.on;
    const same = was && queue.find(was.document, was.row[KEY]);
    if (path === "undo") queue.select(queue.shown.find((one) => one.document === update.on) || queue.shown[0]);
    else queue.onward(same ? same.place : was ? was.place : 0, was);
    if (!queue.selected || !state.names.has(queue.selected.document)) show(update.document);
    state.ahead.delete(update.on);
  } catch (error) {
    if (error.status === 409) await renew(was);
    const unwritten = sent.text === undefined ? "" : ` This is not written: ${sent.text}`;
    failed({ message: `${error.message}${unwritten}` });
  } finally {
    state.busy = false;
    wait();
  }
}

function announce(update) {
  const more = update.changes.map((one) => make("li", {}, one));
  tell(make("strong", {}, `${update.on}, ${update.said}`), ...(more.length ? [make("ul", {}, ...more)] : []));
}

// The document was changed under the hands: show it as it is now.
async function renew(was) {
  const { name } = was ? card.shown : state.shown;
  state.ahead.delete(name);
  show(await fetchedDocument(name));
  if (was) await open(queue.find(was.document, was.row[KEY]) || queue.selected);
}

function failed(error) {
  tell(make("span", { class: "trouble" }, error.message || String(error)));
}

const addressOf = (shown) => `documents/${encodeURIComponent(shown.name)}`;
// What is settled is the finding on the card, whichever document the panes show meanwhile.
function settle(how, sent, shown = card.shown) {
  stroke(`${addressOf(shown)}/${how}`, { seen: shown.seen, ...sent });
}

// Whether a stroke or the next card is waited for.
const isWaiting = () => state.busy || Boolean(queue.selected && !isSame(card.one, queue.selected));
const wait = () => card.pane.setAttribute("aria-busy", String(isWaiting()));
// A key is meant for the card that was to be seen when it was pressed, or does nothing.
const isReady = (event) => !isWaiting() && card.found !== null && event.timeStamp > card.since;

const acts = {
  decide(kind, value, span, why = "") {
    settle("decide", { kind, value, span, why });
  },
  mend() {
    settle("mend", { finding: card.one.row[KEY] });
  },
  takeOut() {
    settle("takeout", { finding: card.one.row[KEY] });
  },
  stand() {
    const choice = card.found.choices.find(([kind]) => kind === OPTION.READING);
    if (!choice) {
      tell("No edition can put up with this: mend it in the text.");
      return;
    }
    card.ask("Why it stands", state.reason, (why) => {
      state.reason = why;
      acts.decide(choice[0], choice[1], choice[2], why);
    });
  },
  other() {
    const [kind, , span] = card.found.choices[0] || [];
    if (!kind || kind === OPTION.READING) return;
    const words = { marker: "It is the marker of note", reference: "It leads to", role: "It is of the kind" };
    const hints = kind === OPTION.ROLE ? Object.keys(ROLES) : ["none"];
    card.ask(words[kind], "", (value) => acts.decide(kind, value, span), hints);
  },
  edit() {
    if (!card.found || !card.found.at || isReport) return;
    turnBack();
    editLine(card.found.at[0]);
  },
  preview(places, at) {
    turnBack();
    raw.pass([...places.map((place) => [place, "candidate"]), [at, "current"]]);
    raw.scrollTo(at, ".current");
    reading.point(at);
  },
};

// Show the document of the card again, where another one was gone to.
function turnBack() {
  if (state.shown !== card.shown) show(card.shown);
}

function editLine(place) {
  const line = raw.lines[place];
  const field = make("textarea", { class: "edit", rows: 1, "aria-label": `Line ${place + 1} of the raw text`, spellcheck: "false" });
  const { shown } = card;
  const before = shown.lines[place].replace(/\r$/, "");
  field.value = before;
  const close = () => {
    field.replaceWith(raw.line(place).querySelector(".words"));
    queue.pane.focus();
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    const text = field.value.replace(/\n/g, " ");
    close();
    if (event.key === "Enter" && text !== before) settle("edit", { line: place, text }, shown);
    else commands.Escape(); // what came meanwhile is shown
  });
  const grow = () => { field.style.height = "auto"; field.style.height = `${field.scrollHeight}px`; };
  field.addEventListener("input", grow);
  line.querySelector(".words").replaceWith(field);
  grow();
  const column = card.found && card.found.at && card.found.at[0] === place ? card.found.at[1] : 0;
  field.focus();
  field.setSelectionRange(column, column);
  tell("Enter writes the line into the file, Escape leaves it as it was.");
}

const commands = {
  j: () => queue.step(1), ArrowDown: () => queue.step(1),
  k: () => queue.step(-1), ArrowUp: () => queue.step(-1),
  PageDown: () => queue.step(10), PageUp: () => queue.step(-10),
  ArrowRight: (event) => { if (isReady(event)) card.move(1); },
  ArrowLeft: (event) => { if (isReady(event)) card.move(-1); },
  Escape: () => {
    if (byId("asked")) fill(byId("ask"));
    if (queue.selected) open(queue.selected).catch(failed);
  },
  u: () => { if (!byId("undo").disabled) stroke("undo", {}); },
  s: () => turnQueue(), d: () => showDocuments(state.documents, state.decided, goTo),
  h: () => { if (state.shown) showHistory(state.shown); },
  p: () => showPdf(), v: () => { if (state.shown && !isReport) pages.turn(); },
  "?": () => showHelp(), "/": () => byId("filter").focus(),
};

function showPdf() {
  if (!state.shown || isReport) return;
  make("a", { href: `${addressOf(state.shown)}/pdf`, target: "_blank", rel: "noopener" }).click();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const target = event.target;
  if (target.matches("input, textarea, select")) {
    if (event.key === "Escape") queue.pane.focus();
    return;
  }
  if (event.key === "Enter" && target.matches("a, button")) return;
  if (["ArrowDown", "ArrowUp", "PageDown", "PageUp"].includes(event.key) && target !== queue.pane && target !== document.body) return;
  const action = card.actions.find(({ keys }) => keys.includes(event.key));
  const command = commands[event.key];
  const isTyped = event.key.length === 1 && isWaiting(); // for a card that is not there yet
  if (!action && !command && !isTyped) return;
  event.preventDefault();
  // Of what is typed in one go, as a reason, nothing is a command where its first key was too early.
  if (event.timeStamp - state.early < TYPED || (!command && !isReady(event))) state.early = event.timeStamp;
  else if (!action) command(event);
  else if (!event.repeat) action.act(); // a key that is held down settles once
}

function turnQueue() {
  queue.worstFirst = !queue.worstFirst;
  const button = byId("sorted");
  button.setAttribute("aria-pressed", String(queue.worstFirst));
  fill(button, queue.worstFirst ? "Worst first " : "In order ", key("s"));
  queue.arrange();
  if (queue.selected) queue.select(queue.selected);
}

// Open a document at its first finding, or alone where it has none.
function goTo(name) {
  const one = queue.shown.find((each) => each.document === name);
  if (one) queue.select(one);
  else turnTo(name).then(() => { queue.selected = null; queue.draw(); card.show(null, null, 1); }).catch(failed);
  queue.pane.focus();
}

// A click on either side goes to the other; one on a link goes to what it leads to.
function clicked(event) {
  const link = event.target.closest("a[data-to]");
  if (link) {
    event.preventDefault();
    follow(link.dataset.to.replace(/^#/, ""));
    return;
  }
  const line = event.target.closest(".line");
  if (line && raw.pane.contains(line)) {
    const part = event.target.closest("[data-column]");
    together.leader = null;
    const at = [Number(line.dataset.line), part ? Number(part.dataset.column) : 0];
    reading.point(part ? [...at, at[0], at[1] + part.textContent.length] : at);
    return;
  }
  const placed = event.target.closest("[data-line]");
  if (placed && (reading.pane.contains(placed) || pages.pane.contains(placed))) {
    const at = [Number(placed.dataset.line), Number(placed.dataset.column)];
    together.leader = null;
    raw.pass([[[at[0], at[1], at[0], at[1] + 1], "current"]]);
    raw.scrollTo(at, ".current");
    reading.point(at);
  }
}

function follow(id) {
  const element = byId(`t-${id}`);
  if (element) {
    together.leader = null;
    centre(reading.pane, element);
    const placed = element.closest("[data-line]") || element.querySelector("[data-line]");
    if (placed) clicked({ target: placed, preventDefault() {} });
    return;
  }
  const name = `${id.replace(/fn[^f]*$/, "")}.txt`;
  if (state.names.has(name)) turnTo(name).then(() => { if (byId(`t-${id}`)) follow(id); }).catch(failed);
  else tell(`${id} is not in this edition.`);
}

function listen() {
  const events = new EventSource("events");
  let lost = false;
  events.addEventListener("message", (event) => {
    const update = JSON.parse(event.data);
    if (update.reload) load().catch(failed);
    else if (update.trouble) failed({ message: update.trouble });
    else settled().then(() => elsewhere(update)).catch(failed);
  });
  events.addEventListener("error", () => {
    lost = true;
    tell(make("span", { class: "trouble" }, "The desk does not answer. What was settled is written down; start `edition desk` again."));
  });
  events.addEventListener("open", () => { if (lost) { lost = false; load().catch(failed); } });
}

// Wait until no stroke is under way.
async function settled() {
  while (state.busy) await new Promise((done) => setTimeout(done, 20));
}

// Something was changed on another page or in a file.
async function elsewhere(update) {
  const was = queue.selected;
  if (!take(update).length) return; // it was the stroke of this page
  state.stale ||= state.shown !== null && state.shown.name in update.documents;
  const same = was && queue.find(was.document, was.row[KEY]);
  // What somebody is at stays as it is.
  if (raw.isEdited() || byId("asked") || (card.chosen >= 0 && !isWaiting())) {
    queue.selected = same || was;
    queue.draw();
    return;
  }
  queue.select(same || queue.shown[was ? Math.min(was.place, queue.shown.length - 1) : 0]);
  const isOfText = queue.selected && state.names.has(queue.selected.document);
  if (state.stale && !isOfText) await turnTo(state.shown.name);
  if (document.querySelector(".trouble")) return; // why a stroke was refused stays to be read
  tell(update.said ? `Elsewhere: ${update.on}, ${update.said}` : `${Object.keys(update.documents).join(", ")} changed.`);
}

document.addEventListener("keydown", pressed);
raw_and_reading();
function raw_and_reading() {
  for (const name of ["raw", "reading", "pages"]) byId(name).addEventListener("click", clicked);
}
byId("open-documents").addEventListener("click", commands.d);
byId("open-history").addEventListener("click", commands.h);
byId("open-help").addEventListener("click", commands["?"]);
byId("undo").addEventListener("click", commands.u);
byId("open-pdf").addEventListener("click", showPdf);
byId("turn-pane").addEventListener("click", commands.v);
byId("sorted").addEventListener("click", turnQueue);
byId("filter").addEventListener("input", (event) => {
  queue.filter = event.target.value;
  queue.arrange();
  queue.select(queue.shown.includes(queue.selected) ? queue.selected : queue.shown[0]);
});
byId("filter").addEventListener("keydown", (event) => {
  if (event.key === "Enter") queue.pane.focus();
});
begin().catch(failed);
