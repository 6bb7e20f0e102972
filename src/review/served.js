// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

/* The book of a server on this machine: `hexapla review`. Rows come when they are shown; decisions are
 * shown at once and go out one after the other. */

const PAGE_ROWS = 100;
const REPORT_MS = 300;

let token = "", problem = "", n_waiting = 0;
let tail = Promise.resolve();
const asked = new Set(); /* pages of rows that are under way */
const documents = new Map();

async function call(method, path, body) {
  const headers = {"Content-Type": "application/json", ...(token ? {"X-Hexapla-Token": token} : {})};
  const answer = await fetch(path, method === "GET" ? {} : {method, headers, body: JSON.stringify(body ?? {})});
  const data = await answer.json();
  if (!answer.ok && answer.status !== 409) throw new Error(data.problem ?? answer.statusText);
  return data;
}

/* The address is good for once; then the browser is known. */
async function openSession() {
  const ticket = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  token = (ticket ? await call("POST", "/api/session", ticket) : await call("GET", "/api/session")).token;
}

function takeRow({number, document: id, row, state}) {
  states.set(number, {...OPEN, ...state});
  return makeRow(row, documents.get(id), number);
}

function takeDocuments(found) {
  for (const [id, doc] of Object.entries(found)) if (!documents.has(Number(id))) documents.set(Number(id), doc);
}

/* Decisions on names, by their spelling. */
function takeNames(state) {
  servedBook.version = state.version;
  servedBook.renames = new Map(Object.entries(state).filter(([spelling, value]) => spelling !== "version" && value !== null));
}

function takeProgress({counts, undo, redo}) {
  servedBook.counts = counts;
  servedBook.canUndo = undo;
  servedBook.canRedo = redo;
}

/* Rows of an answer replace those that are shown. */
function takeAnswer(answer) {
  takeDocuments(answer.documents);
  const byNumber = new Map(answer.rows.map((found) => [found.number, takeRow(found)]));
  if (byNumber.size > 0)
    view.forEach((row, i) => { if (byNumber.has(row.number)) view[i] = byNumber.get(row.number); });
  takeNames(answer.corpus);
  takeProgress(answer);
}

/* Runs one after the other. What fails is told, and the page shows what the server has. */
function enqueue(run, revert) {
  n_waiting++;
  const result = tail.then(run).then((answer) => {
    problem = "";
    return answer;
  }, (error) => {
    revert?.();
    problem = say("not_saved", error.message);
    announce(problem);
    return null;
  }).finally(() => {
    n_waiting--;
    if (edited === null) refresh();
    else showProgress();
  });
  tail = result;
  return result;
}

async function sendChanges(changes) {
  const answer = await call("POST", "/api/decisions", {
    final: servedBook.endsDisputes(),
    changes: changes.map(({row, field, after}) => ({number: row.number, version: stateOf(row).version, field, value: after})),
  });
  takeAnswer(answer);
  if (!answer.saved) announce(say("changed_elsewhere"));
}

function revertChanges(changes) {
  for (const {row, field, before} of changes) stateOf(row)[field] = before;
}

async function stepOnServer(path) {
  const answer = await enqueue(() => call("POST", path));
  if (answer === null) return null;
  takeAnswer(answer);
  return answer.rows.length > 0 ? Math.min(...answer.rows.map((found) => found.number)) : null;
}

async function loadPage(page) {
  const {id} = servedBook;
  const answer = await call("GET", `/api/rows?view=${id}&from=${page * PAGE_ROWS}&n=${PAGE_ROWS}`);
  if (id !== servedBook.id) return;
  takeDocuments(answer.documents);
  answer.rows.forEach((found, i) => { view[answer.from + i] = takeRow(found); });
  asked.delete(page);
  if (edited === null) showDetail();
  renderList();
}

/* Long searches come bit by bit. */
async function continueView(found) {
  while (!found.done && found.view === servedBook.id) {
    found = await call("GET", `/api/view?view=${found.view}`);
    if (found.view !== servedBook.id) return;
    view.length = found.n;
    guessHeights();
    renderList();
  }
}

/* The program writes the file; we ask until it is there. */
const FORMATS = ["tmx", "xlf", "tsv", "csv", "po", "jsonl", "decisions", "overrides", "names"];

async function exportAs(format) {
  const tell = (text) => { $("export-status").textContent = text; };
  try {
    await tail;
    tell(say("saving"));
    await call("POST", "/api/export?format=" + format);
    let answer;
    do {
      await new Promise((resolve) => setTimeout(resolve, REPORT_MS));
      answer = await fetch("/api/export");
    } while (answer.status === 202);
    if (!answer.ok) throw new Error((await answer.json()).problem);
    const url = URL.createObjectURL(await answer.blob());
    make("a", {href: url, download: "reviewed." + format.replace("decisions", "decisions.jsonl")}).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    tell(say("exported", format));
  } catch (error) {
    tell(say("not_saved", error.message));
  }
}

function showExport() {
  $("export-status").textContent = "";
  $("export-formats").replaceChildren(...FORMATS.map((format) => {
    const button = make("button", {type: "button", id: "export-" + format}, say("format_" + format));
    button.addEventListener("click", () => exportAs(format));
    return button;
  }));
  $("export").showModal();
}

/* ---- Name cards ---- */

async function rename(name, value) {
  const change = {number: 0, version: servedBook.version, field: "name", spelling: name.spelling, value};
  const answer = await enqueue(() => call("POST", "/api/decisions", {changes: [change]}));
  if (answer === null) return;
  takeAnswer(answer);
  refresh();
  listNames();
}

async function showPlaces(name) {
  $("names").close();
  servedBook.name = name.spelling;
  $("filter").value = "all";
  $("search").value = "";
  await choose(1);
  $("list").focus();
}

/* How many places a decision changes stands on its button. */
function showCard(name, index) {
  const id = "name-" + index, chosen = servedBook.renames.get(name.spelling);
  const input = make("input", {id, dir: "auto", value: chosen ?? name.canonical ?? name.spelling});
  const button = (text, run) => {
    const element = make("button", {type: "button"}, text);
    element.addEventListener("click", run);
    return element;
  };
  const bearer = name.bearer !== name.spelling ? [" = ", make("bdi", {}, ...showText(name.bearer))] : [];
  const form = name.form ? [make("p", {}, say(name.is_seen ? "form_seen" : "form_made"), " ", make("bdi", {}, ...showText(name.form)))] : [];
  return make("section", {className: "card", "aria-labelledby": id + "-title"},
    make("h3", {id: id + "-title"}, make("bdi", {}, ...showText(name.spelling))),
    make("p", {}, `${say("class_" + name.class)}, ${say("relation_" + name.relation)}`, ...bearer), ...form,
    make("label", {htmlFor: id}, say("write_as")), " ", input, " ",
    button(say("change_places", name.places), () => rename(name, input.value.trim() || null)), " ",
    ...(chosen !== undefined ? [button(say("as_it_was"), () => rename(name, null)), " "] : []),
    button(say("show_places", name.places), () => showPlaces(name)));
}

async function listNames() {
  const {names} = await call("GET", "/api/names?" + new URLSearchParams({q: $("names-search").value}));
  $("names-list").replaceChildren(...names.map(showCard));
  if (names.length === 0) $("names-list").append(make("p", {}, say("no_names")));
}

async function showNameCards() {
  $("more").open = false;
  await listNames();
  $("names").showModal();
}

/* ---- Other reviewers ---- */

const others = new Map(); /* what they decided, by number; only where it is disputed */

async function showAgreement() {
  const answer = await call("GET", "/api/agreement");
  takeProgress(answer);
  const share = (number) => number === undefined ? "–" : numbers.format(number);
  $("agreement-rows").replaceChildren(...answer.fields.map(({field, units, agreed, kappa, alpha}) => make("tr", {},
    make("th", {scope: "row"}, say("field_" + field)),
    ...[numbers.format(units), numbers.format(agreed), share(kappa), share(alpha)].map((text) => make("td", {}, text)))));
  $("show-disputed").disabled = answer.counts.disputed === 0;
  $("more").open = false;
  $("agreement").showModal();
}

async function showDisputed() {
  $("agreement").close();
  showFilters(servedBook.counts);
  $("filter").value = "disputed";
  await choose(1);
  $("list").focus();
}

async function askOthers(number) {
  others.set(number, []);
  others.set(number, await call("GET", "/api/others?number=" + number));
  if (edited === null) showDetail();
}

function showValue(value) {
  if (typeof value !== "string") return say(value ? "yes" : "no");
  return value in {accepted: 0, rejected: 0, open: 0} ? say("filter_" + value) : value;
}

const servedBook = {
  id: -1,
  name: "", /* only sentences with it */
  renames: new Map(),
  counts: {},
  canUndo: false,
  canRedo: false,
  async start() {
    await openSession();
    const corpus = await call("GET", "/api/corpus");
    takeProgress(corpus);
    takeNames(corpus.state);
    hasTargets = corpus.has_targets;
    $("load").closest("label").hidden = true;
    $("reviewer").textContent = corpus.reviewer;
    $("show-agreement").hidden = $("show-names").hidden = false;
    $("names-search").addEventListener("input", listNames);
    for (const [id, run] of [["show-names", showNameCards], ["hide-names", () => $("names").close()], ["show-agreement", showAgreement], ["show-disputed", showDisputed], ["hide-agreement", () => $("agreement").close()]])
      $(id).addEventListener("click", run);
    return corpus.titles;
  },
  async choose({filter, words}) {
    const found = await call("GET", "/api/view?" + new URLSearchParams({filter, q: words, name: this.name}));
    this.name = "";
    this.id = found.view;
    view = new Array(found.n);
    asked.clear();
    continueView(found);
  },
  rechoose() {},
  need(from, to) {
    for (let page = Math.floor(from / PAGE_ROWS); page * PAGE_ROWS < to; page++) {
      let isMissing = false;
      for (let i = page * PAGE_ROWS; i < Math.min(view.length, (page + 1) * PAGE_ROWS); i++) isMissing ||= view[i] === undefined;
      if (!isMissing || asked.has(page)) continue;
      asked.add(page);
      loadPage(page).catch((error) => {
        asked.delete(page);
        announce(error.message);
      });
    }
  },
  save: (changes) => enqueue(() => sendChanges(changes), () => revertChanges(changes)),
  bulk(field, value) {
    const body = {changes: [{number: 1, field, value}]};
    return enqueue(async () => {
      takeProgress(await call("POST", `/api/bulk?view=${this.id}&n=${view.length}`, body));
      view = new Array(view.length);
      asked.clear();
    });
  },
  undo: () => stepOnServer("/api/undo"),
  redo: () => stepOnServer("/api/redo"),
  async find(number) {
    await tail;
    const {index} = await call("GET", `/api/place?view=${this.id}&number=${number}`);
    const page = Math.floor(index / PAGE_ROWS);
    if (index < view.length && view[index] === undefined) await loadPage(page);
    return index;
  },
  async nextOpen(from) {
    await tail;
    return (await call("GET", `/api/place?view=${this.id}&from=${from}`)).index;
  },
  /* The server decides about the others. */
  blockOf: (row) => [row],
  endsDisputes: () => filterNow().filter === "disputed",
  /* Where reviewers disagree, what each of them decided; the next decision ends it. */
  othersOf(row) {
    if (!this.endsDisputes()) return [];
    if (!others.has(row.number)) askOthers(row.number).catch(() => {});
    return (others.get(row.number) ?? []).map(([reviewer, field, value]) =>
      make("p", {}, make("strong", {}, make("bdi", {}, reviewer)), ` ${say("field_" + field)}: `, make("bdi", {}, showValue(value))));
  },
  download: showExport,
  status() {
    return problem ? {text: problem, isWarning: true}
      : {text: say(n_waiting > 0 ? "saving" : "all_saved"), isWarning: n_waiting > 0};
  },
};

document.addEventListener("DOMContentLoaded", () => start(servedBook).catch((error) => {
  $("kept").textContent = error.message;
  $("kept").classList.add("warning");
}));
