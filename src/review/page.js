// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

/* The page in which people go through a corpus. Sentences come from a book, and decisions go there: a
 * decision sets one field of one sentence, and undoing sets it back. A page in a file is its own book
 * (local.js), a server is another one (served.js):
 *
 *   start()            resolves when corpus and progress are known
 *   n                  sentences; counts: how many each filter leaves; canUndo, canRedo
 *   choose(filter)     fills the view; sparse where sentences are still to come
 *   rechoose()         after decisions
 *   need(from, to)     sees to it that these rows of the view come
 *   save(changes)      [{row, field, before, after}], made and undone together
 *   bulk(field, value) the same for all of the view
 *   undo(), redo()     resolve with the number of a sentence to go to, or null
 *   find(number)       resolves with its index in the view, or the next one
 *   nextOpen(index)    resolves with the index of the next one that is open
 *   download(), status() */

const OPEN = {status: "open", target: null, comment: null, flag: false, junk: null, split: null, join: null,
  version: 0};
const RTL = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Mend"]);
const THEMES = ["auto", "light", "dark", "contrast"];
const SOURCE_CHARACTERS = 80;
const OVERSCAN = 8;

const $ = (id) => document.getElementById(id);

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element && name !== "role") element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/* ---- Interface language ---- */

let strings, locale, numbers;

function say(key, ...values) {
  const text = strings[locale][key] ?? strings.en[key] ?? key;
  return text.replace(/\{(\d)\}/g, (_, i) => {
    const value = values[i];
    return typeof value === "number" ? numbers.format(value) : value;
  });
}

function directionOf(language) {
  try {
    return RTL.has(new Intl.Locale(language).maximize().script) ? "rtl" : "ltr";
  } catch {
    return "auto";
  }
}

/* ---- What the browser keeps ---- */

/* A browser may forbid it for files, or be full. */
const store = {
  get(key) {
    try {
      return localStorage.getItem("hexapla:" + key);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem("hexapla:" + key, value);
      return true;
    } catch {
      return false;
    }
  },
};

/* ---- The corpus ---- */

let book, hasTargets = false;
const states = new Map();

/* What the program says of a sentence becomes a row. */
function makeRow(row, doc, number) {
  const junkNote = row.notes?.find(([from]) => from === "hexapla-junk");
  row.doc = doc;
  row.junk ??= row.locked ? junkNote?.[1] : undefined;
  row.plain = row.source.map((piece) => typeof piece === "string" ? piece : piece.text ?? "").join("");
  row.number = number;
  row.score = Number(row.notes?.find(([from]) => from === "prop:score")?.[1] ?? 1);
  if (!states.has(number)) states.set(number, {...OPEN});
  return row;
}

function stateOf(row) {
  return states.get(row.number);
}

function targetOf(row) {
  return stateOf(row).target ?? row.target ?? "";
}

function isJunk(row) {
  return row.junk !== undefined && stateOf(row).junk === null;
}

/* Changes are [{row, field, after}], made and undone together. */
function decide(changes) {
  const real = changes.filter(({row, field, after}) => stateOf(row)[field] !== after || book.endsDisputes?.())
    .map((change) => ({...change, before: stateOf(change.row)[change.field]}));
  if (real.length === 0) return;
  for (const {row, field, after} of real) stateOf(row)[field] = after;
  book.save(real);
}

/* ---- What is shown ---- */

const FILTERS = {
  all: () => true,
  open: (row) => !isJunk(row) && stateOf(row).status === "open",
  accepted: (row) => stateOf(row).status === "accepted",
  rejected: (row) => stateOf(row).status === "rejected",
  flagged: (row) => stateOf(row).flag,
  commented: (row) => Boolean(stateOf(row).comment),
  edited: (row) => stateOf(row).target !== null,
  cut: (row) => stateOf(row).split !== null || stateOf(row).join !== null,
  junk: (row) => row.junk !== undefined,
  renamed: (row) => row.source.some((piece) => piece.original !== undefined),
  named: (row) => row.source.some((piece) => piece.name !== undefined),
  missing: (row) => !isJunk(row) && targetOf(row) === "",
  low: (row) => row.score < LOW_SCORE,
  disputed: () => false,
};
const LOW_SCORE = 0.6;

let view = [], current = 0;

/* Marks and capitals make no difference. */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[’‘ʼʾʿ`]/g, "'").toLowerCase();
}

function filterNow() {
  return {filter: $("filter").value || "all", words: fold($("search").value.trim())};
}

/* ---- The list ---- */

/* Heights of the rows and their sums, in a tree of sums (Fenwick), so that any place of a long list
 * is found at once. */
const heights = {
  values: [], sums: [],
  reset(values) {
    this.values = values;
    this.sums = new Float64Array(values.length + 1);
    for (let i = 1; i <= values.length; i++) {
      this.sums[i] += values[i - 1];
      const parent = i + (i & -i);
      if (parent <= values.length) this.sums[parent] += this.sums[i];
    }
  },
  set(index, height) {
    const difference = height - this.values[index];
    if (difference === 0) return;
    this.values[index] = height;
    for (let i = index + 1; i < this.sums.length; i += i & -i) this.sums[i] += difference;
  },
  before(index) {
    let sum = 0;
    for (let i = index; i > 0; i -= i & -i) sum += this.sums[i];
    return sum;
  },
  at(offset) {
    let low = 0, high = this.values.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.before(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(0, low);
  },
};

/* Rows that were shown before have their real height. */
function guessHeights() {
  const isWide = matchMedia("(min-width: 48rem)").matches;
  const width = Math.max(150, $("list").clientWidth - 60) / (isWide && hasTargets ? 2 : 1);
  const cells = isWide || !hasTargets ? 1 : 2;
  heights.reset(Array.from(view, (row) => row === undefined ? UNSEEN_HEIGHT : row.height ??
    20 + 24 * cells * Math.ceil(Math.max(row.plain.length, targetOf(row).length) * 8 / width)));
}

function forgetHeights() {
  view.forEach((row) => { row.height = undefined; });
  guessHeights();
}

/* Browsers know no element higher than some millions of pixels; a longer list is scrolled through in
 * larger steps. */
const MAX_SPACE = 8e6;
const UNSEEN_HEIGHT = 64;

function scaleNow() {
  return Math.max(1, heights.before(view.length) / MAX_SPACE);
}

/* Characters that would turn the text around are shown instead of obeyed, as are controls. */
const HIDDEN = /([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069])/;

function showText(text) {
  return text.split(HIDDEN).filter((part) => part !== "").map((part) => {
    if (!HIDDEN.test(part)) return part;
    const code = part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return make("bdi", {className: "control", dir: "ltr"}, "U+" + code);
  });
}

function showPiece(piece) {
  if (typeof piece === "string") return showText(piece);
  if (piece.code !== undefined)
    return [make("bdi", {className: "code", dir: "ltr"}, "‹" + piece.code + "›")];
  return [make("span", {className: "changed"}, ...showText(piece.text))];
}

/* What stands in place of a name: what the reviewer decided, else what the program did. */
function showName(row, index) {
  const inside = row.source.slice(index + 1, row.source.indexOf(0, index));
  const written = inside.map((piece) => typeof piece === "string" ? piece : piece.original ?? piece.text ?? "").join("");
  const chosen = book.renames?.get(written);
  return make("bdi", {className: "name"}, ...(chosen === undefined ? inside.flatMap(showPiece)
    : [make("span", {className: "changed", title: written}, ...showText(chosen))]));
}

function showSource(row) {
  const cell = make("div", {className: "source", lang: row.doc.language, dir: directionOf(row.doc.language)});
  for (let i = 0; i < row.source.length; i++) {
    if (row.source[i].name === undefined) {
      cell.append(...showPiece(row.source[i]));
      continue;
    }
    cell.append(showName(row, i));
    i = row.source.indexOf(0, i);
  }
  return cell;
}

function showTarget(row) {
  const language = row.doc.target ?? "";
  const text = targetOf(row);
  if (text === "") return make("div", {className: "target missing"}, say("no_target"));
  return make("div", {className: "target", lang: language, dir: language ? directionOf(language) : "auto"},
    ...showText(text));
}

function marksOf(row) {
  const state = stateOf(row);
  const marks = [];
  if (state.status !== "open") marks.push([state.status === "accepted" ? "✓" : "✗", "filter_" + state.status]);
  if (state.flag) marks.push(["⚑", "filter_flagged"]);
  if (state.split !== null) marks.push(["✂", "split_here"]);
  if (state.join !== null) marks.push(["⤵", "joined"]);
  if (state.comment) marks.push(["✎", "filter_commented"]);
  if (isJunk(row)) marks.push(["∅", "filter_junk"]);
  return marks;
}

function showMarks(row) {
  const cell = make("div", {className: "marks"});
  for (const [sign, key] of marksOf(row)) {
    cell.append(make("span", {"aria-hidden": "true"}, sign), make("span", {className: "hidden"}, say(key) + ". "));
  }
  return cell;
}

function showUnseen(index) {
  return make("div", {className: "row unseen", id: "row-" + index, role: "option", "aria-selected": String(index === current),
    "aria-setsize": view.length, "aria-posinset": index + 1}, "…");
}

function showRow(index) {
  const row = view[index];
  if (row === undefined) return showUnseen(index);
  const element = make("div", {className: `row ${row.kind} ${stateOf(row).status}`, id: "row-" + index, role: "option",
    "aria-selected": String(index === current), "aria-setsize": view.length, "aria-posinset": index + 1},
  make("div", {className: "number"}, numbers.format(row.number)), showMarks(row), showSource(row));
  if (isJunk(row)) element.classList.add("junk");
  if (hasTargets) element.append(showTarget(row));
  return element;
}

function renderList() {
  const list = $("list");
  const scale = scaleNow(), top = list.scrollTop * scale;
  const first = Math.max(0, heights.at(top) - OVERSCAN);
  const last = Math.min(view.length, heights.at(top + list.clientHeight) + 1 + OVERSCAN);
  book.need(first, last);
  const elements = [];
  for (let i = first; i < last; i++) elements.push(showRow(i));
  $("rows").replaceChildren(...elements);
  if (view.length === 0) $("rows").append(make("p", {className: "none"}, say("nothing")));
  elements.map((element) => element.offsetHeight).forEach((height, i) => {
    if (view[first + i] !== undefined) view[first + i].height = height;
    heights.set(first + i, height);
  });
  $("rows").style.transform = `translateY(${heights.before(first) - top + list.scrollTop}px)`;
  $("space").style.height = Math.max(heights.before(view.length) / scale, 40) + "px";
  if (current >= first && current < last) list.setAttribute("aria-activedescendant", "row-" + current);
  else list.removeAttribute("aria-activedescendant");
}

/* Guessed heights become real ones only where the list is shown, hence twice. */
function reveal() {
  const list = $("list");
  for (let i = 0; i < 2; i++) {
    const top = heights.before(current), bottom = top + (heights.values[current] ?? 0), scale = scaleNow();
    const shown = list.scrollTop * scale;
    if (top < shown) list.scrollTop = top / scale;
    else if (bottom > shown + list.clientHeight) list.scrollTop = Math.min(top, bottom - list.clientHeight) / scale;
    renderList();
  }
}

/* ---- The sentence at hand ---- */

const ACTIONS = [
  ["accept", "KeyA", () => setStatus("accepted")],
  ["reject", "KeyR", () => setStatus("rejected")],
  ["reopen", "KeyP", () => setStatus("open")],
  ["edit", "KeyE", () => openEditor("target")],
  ["comment", "KeyC", () => openEditor("comment")],
  ["flag", "KeyF", toggleFlag],
  ["restore", "KeyT", toggleJunk],
  ["split", "KeyX", () => openEditor("split")],
  ["join", "KeyM", toggleJoin],
  ["to_next", "Shift+KeyM", () => moveTarget(1)],
  ["to_previous", "Shift+KeyL", () => moveTarget(-1)],
];

const MOVES = [
  ["next", ["ArrowDown", "KeyJ"], () => move(current + 1)],
  ["previous", ["ArrowUp", "KeyK"], () => move(current - 1)],
  ["next_open", ["KeyN"], async () => move(await book.nextOpen(current))],
  ["page_down", ["PageDown"], () => move(heights.at(heights.before(current) + $("list").clientHeight))],
  ["page_up", ["PageUp"], () => move(heights.at(heights.before(current) - $("list").clientHeight))],
  ["first", ["Home"], () => move(0)],
  ["last", ["End"], () => move(view.length - 1)],
  ["undo", ["KeyU", "Ctrl+KeyZ"], undo],
  ["redo", ["Shift+KeyU", "Ctrl+KeyY", "Ctrl+Shift+KeyZ"], redo],
  ["search", ["Slash"], () => $("search").focus()],
  ["save", ["KeyS", "Ctrl+KeyS"], () => book.download()],
  ["keys", ["Shift+Slash"], () => $("keys").showModal()],
];

function isEditable(row) {
  return row?.doc.target !== undefined && !row.codes && !(row.locked && isJunk(row));
}

/* A neighbour in the corpus, not only in the list. */
function neighbourOf(row, step) {
  const other = view[current + step];
  return other?.number === row.number + step && isEditable(other) ? other : undefined;
}

/* Where the program found the end of a sentence, a person may find another one. */
function isCuttable(row) {
  return row.rule !== undefined && !isJunk(row);
}

function nextOfBlock(row) {
  const next = view[current + 1];
  return next?.number === row.number + 1 && next.doc === row.doc && next.block === row.block ? next : undefined;
}

function isOffered(action, row) {
  if (action === "split") return isCuttable(row);
  if (action === "join") return isCuttable(row) && (stateOf(row).join !== null || nextOfBlock(row) !== undefined);
  if (action === "to_next") return isEditable(row) && targetOf(row) !== "" && neighbourOf(row, 1) !== undefined;
  if (action === "to_previous") return isEditable(row) && targetOf(row) !== "" && neighbourOf(row, -1) !== undefined;
  if (action === "restore") return row.junk !== undefined;
  if (action === "edit") return isEditable(row);
  if (action === "reopen") return stateOf(row).status !== "open";
  return true;
}

function setStatus(status) {
  decide([{row: view[current], field: "status", after: status}]);
  const row = view[current];
  announce(say("filter_" + status));
  refresh();
  if (status !== "open" && view[current] === row) move(current + 1);
}

function toggleFlag() {
  const after = !stateOf(view[current]).flag;
  announce(say(after ? "filter_flagged" : "no_flag"));
  decide([{row: view[current], field: "flag", after}]);
  refresh();
}

/* A place is known by the text around it, as its author wrote it. */
const CONTEXT = 40;

function writtenOf(row) {
  return row.source.map((piece) => typeof piece === "string" ? piece : piece.original ?? piece.text ?? "").join("");
}

function splitAt(row, caret) {
  const text = writtenOf(row);
  const before = text.slice(0, caret).trim().slice(-CONTEXT), behind = text.slice(caret).trim().slice(0, CONTEXT);
  if (before === "" || behind === "") return;
  decide([{row, field: "split", after: [...(stateOf(row).split ?? []), [before, behind]]}]);
}

function toggleJoin() {
  const row = view[current];
  const after = stateOf(row).join !== null ? null
    : [[writtenOf(row).trim().slice(-CONTEXT), writtenOf(nextOfBlock(row)).trim().slice(0, CONTEXT)]];
  decide([{row, field: "join", after}]);
  announce(say(after === null ? "not_joined" : "joined"));
  refresh();
}

/* What translates the neighbour goes there: all of it, or in the editor what stands on that side of the
 * caret. */
function moveTarget(step) {
  const row = edited?.row ?? view[current], other = neighbourOf(row, step);
  const text = edited ? $("editor-text").value : targetOf(row);
  const caret = edited ? $("editor-text").selectionStart : step > 0 ? 0 : text.length;
  if (other === undefined) return;
  const before = text.slice(0, caret).trim(), behind = text.slice(caret).trim();
  const [stays, goes] = step > 0 ? [before, behind] : [behind, before];
  const joined = (step > 0 ? [goes, targetOf(other)] : [targetOf(other), goes]).filter((part) => part !== "").join(" ");
  closeEditor();
  decide([{row, field: "target", after: stays}, {row: other, field: "target", after: joined}]);
  refresh();
  move(current + step);
  $("list").focus();
}

/* Junk is decided by the block; the book knows which sentences that are. */
function toggleJunk() {
  const row = view[current];
  const after = isJunk(row) ? false : null;
  decide(book.blockOf(row).map((other) => ({row: other, field: "junk", after})));
  refresh();
}

async function undo() {
  await goTo(await book.undo());
}

async function redo() {
  await goTo(await book.redo());
}

/* What was undone has to be seen, whatever is filtered. */
async function goTo(number) {
  if (number === null) return;
  refresh();
  let index = await book.find(number);
  if (view[index]?.number !== number) {
    $("filter").value = "all";
    $("search").value = "";
    await choose();
    index = await book.find(number);
  }
  move(index);
}

/* Another list, in which the sentence at hand is looked for. */
async function choose(number = view[current]?.number ?? 1) {
  await book.choose(filterNow());
  guessHeights();
  current = Math.max(0, Math.min(view.length - 1, await book.find(number)));
  refresh();
}

function move(index) {
  current = Math.max(0, Math.min(view.length - 1, index));
  closeEditor();
  showDetail();
  reveal();
}

function showActions(row) {
  $("actions").replaceChildren(...ACTIONS.filter(([action]) => isOffered(action, row)).map(([action, code, run]) => {
    const state = stateOf(row);
    const isOn = (action === "flag" && state.flag) || (action === "accept" && state.status === "accepted") ||
      (action === "reject" && state.status === "rejected") || (action === "restore" && state.junk === false);
    const button = make("button", {type: "button", id: "do-" + action, "aria-keyshortcuts": keyName(code)},
      say(action), " ", make("kbd", {"aria-hidden": "true"}, keyName(code)));
    if (["accept", "reject", "flag", "restore"].includes(action)) button.setAttribute("aria-pressed", String(isOn));
    button.addEventListener("click", () => {
      run();
      if ($("editor").hidden) $("list").focus();
    });
    return button;
  }));
}

function reason(label, ...parts) {
  return make("p", {}, make("strong", {}, say(label)), " ", ...parts);
}

function quoted(text, language) {
  return make("bdi", {lang: language, dir: directionOf(language)}, ...showText(text));
}

function nameReasons(row) {
  return row.source.filter((piece) => piece.original !== undefined)
    .map((piece) => reason("why_name", quoted(piece.original, row.doc.language), " → ",
      quoted(piece.text, row.doc.language)));
}

function showNames(row) {
  const names = row.source.flatMap((piece, i) => {
    if (piece.name === undefined) return [];
    const inside = row.source.slice(i + 1, row.source.indexOf(0, i));
    const text = inside.map((part) => typeof part === "string" ? part : part.text ?? "").join("");
    const item = make("span", {className: "item"}, quoted(text, row.doc.language), ` (${say("class_" + piece.name)})`);
    if (piece.form) item.append(" = ", quoted(piece.form, row.doc.target ?? "und"));
    return [item, " "];
  });
  return names.length > 0 ? [reason("names", ...names)] : [];
}

function showNotes(row) {
  const notes = (row.notes ?? []).filter(([from]) => from !== "hexapla-junk");
  const properties = notes.filter(([from]) => from.startsWith("prop:"));
  return [
    ...notes.filter(([from]) => !from.startsWith("prop:"))
      .map(([from, text]) => reason("note", ...(from ? [make("bdi", {}, from), ": "] : []), make("bdi", {}, ...showText(text)))),
    ...(properties.length > 0 ? [reason("properties", ...properties.flatMap(([from, text]) => [
      make("bdi", {className: "item"}, from.slice(5), " ", make("bdi", {}, ...showText(text))), " "]))] : []),
  ];
}

function showReasons(row) {
  const state = stateOf(row);
  const reasons = row.rule !== undefined ? [reason("why_end", say("rule_" + row.rule))] : [];
  if (row.junk !== undefined) reasons.unshift(reason(isJunk(row) ? "why_junk" : "was_junk", say("junk_" + row.junk)));
  if (row.state || row.fuzzy) reasons.push(reason("state", say(row.fuzzy ? "state_fuzzy" : "state_" + row.state)));
  if (row.locked && row.junk === undefined) reasons.push(reason("locked"));
  if (row.codes) reasons.push(reason("has_codes"));
  if (state.target !== null && row.target) reasons.push(reason("was", quoted(row.target, row.doc.target)));
  for (const [before, behind] of state.split ?? []) reasons.push(reason("split_here", quoted(`… ${before} ✂ ${behind} …`, row.doc.language)));
  if (state.join !== null) reasons.push(reason("joined"));
  if (state.comment) reasons.push(reason("comment", make("bdi", {}, ...showText(state.comment))));
  return [...(book.othersOf?.(row) ?? []), ...nameReasons(row), ...reasons, ...showNames(row), ...showNotes(row)];
}

function showDetail() {
  const row = view[current];
  $("detail").hidden = row === undefined;
  if (row === undefined) return;
  showActions(row);
  $("reasons").replaceChildren(
    make("p", {className: "place"}, make("bdi", {}, row.doc.title ?? row.doc.article), ` · ${say("kind_" + row.kind)}`),
    ...showReasons(row));
}

/* ---- Editing ---- */

let edited = null;

/* What the editor shows of a row, in which language, and what comes of it. */
const EDITORS = {
  target: {label: "edit_target", text: targetOf, language: (row) => row.doc.target,
    apply: (row, text) => decide([{row, field: "target", after: text === (row.target ?? "") ? null : text}])},
  comment: {label: "comment", text: (row) => stateOf(row).comment ?? "", language: () => locale,
    apply: (row, text) => decide([{row, field: "comment", after: text === "" ? null : text}])},
  split: {label: "split_where", text: writtenOf, language: (row) => row.doc.language,
    apply: (row) => splitAt(row, $("editor-text").selectionStart)},
};

function openEditor(field) {
  const row = view[current];
  const text = $("editor-text");
  const editor = EDITORS[field], language = editor.language(row);
  edited = {row, field};
  $("editor").hidden = false;
  $("editor-label").textContent = say(editor.label);
  text.value = editor.text(row);
  text.readOnly = field === "split";
  text.lang = language;
  text.dir = field === "comment" ? "auto" : directionOf(language);
  text.focus();
  if (text.readOnly) text.setSelectionRange(0, 0);
  reveal();
}

function closeEditor() {
  edited = null;
  $("editor").hidden = true;
}

function applyEditor() {
  const {row, field} = edited;
  EDITORS[field].apply(row, $("editor-text").value);
  closeEditor();
  refresh();
  $("list").focus();
}

/* ---- The whole list at once ---- */

const BULK = [["accept", "status", "accepted"], ["reject", "status", "rejected"], ["reopen", "status", "open"], ["flag", "flag", true]];

/* People see how many sentences it is before it is done. */
function showBulk() {
  $("more").open = false;
  $("bulk-count").textContent = say("bulk_count", view.length);
  for (const [id] of BULK) $("bulk-" + id).disabled = view.length === 0;
  $("bulk").showModal();
}

async function runBulk(field, value) {
  $("bulk").close();
  const n = view.length;
  await book.bulk(field, value);
  announce(say("bulk_done", n));
  $("list").focus();
}

/* ---- The rest of the page ---- */

function announce(text) {
  $("status").textContent = text;
}

function showProgress(counts = book.counts) {
  const n = counts.accepted + counts.rejected, total = counts.open + n;
  const {text, isWarning} = book.status();
  $("progress").max = Math.max(1, total);
  $("progress").value = n;
  $("progress-text").textContent = say("progress_of", n, total);
  $("undo").disabled = !book.canUndo;
  $("redo").disabled = !book.canRedo;
  $("kept").textContent = text;
  $("kept").classList.toggle("warning", isWarning);
}

function showFilters(counts) {
  const chosen = $("filter").value || "all";
  const offered = Object.keys(FILTERS).filter((name) => name !== "disputed" || counts[name] > 0 || chosen === name);
  $("filter").replaceChildren(...offered.map((name) =>
    make("option", {value: name, selected: name === chosen}, `${say("filter_" + name)} (${numbers.format(counts[name])})`)));
}

function refresh() {
  book.rechoose();
  const {counts} = book;
  showFilters(counts);
  showProgress(counts);
  showDetail();
  reveal();
}

function keyName(combination) {
  return combination.replace("Key", "").replace("Shift+Slash", "?").replace("Slash", "/")
    .replace("ArrowDown", "↓").replace("ArrowUp", "↑");
}

function showKeys() {
  const entries = [...ACTIONS.map(([action, code]) => [action, [code]]), ...MOVES,
    ["apply", ["Ctrl+Enter"]], ["cancel", ["Esc"]],
    ["caret_next", ["Alt+↓"]], ["caret_previous", ["Alt+↑"]]];
  $("key-list").replaceChildren(...entries.flatMap(([action, codes]) => [
    make("dt", {}, ...codes.flatMap((code, i) => [...(i > 0 ? [" "] : []), make("kbd", {dir: "ltr"}, keyName(code))])),
    make("dd", {}, say(action))]));
}

/* Keys are known by their place too: on an Arabic or Russian keyboard there is no A. */
function codeOf(event) {
  const letter = /^[a-z]$/i.test(event.key) ? "Key" + event.key.toUpperCase() : event.code;
  if (event.key === "?") return "Shift+Slash";
  if (event.key === "/") return "Slash";
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.shiftKey ? "Shift+" : "") + letter;
}

function onKey(event) {
  if (event.altKey || view[current] === undefined && !["KeyU", "Ctrl+KeyZ", "Slash"].includes(codeOf(event))) return;
  const code = codeOf(event);
  const action = ACTIONS.find(([name, key]) => key === code && isOffered(name, view[current]));
  const run = action?.[2] ?? MOVES.find(([, keys]) => keys.includes(code))?.[2];
  if (run === undefined) return;
  event.preventDefault();
  run();
}

function onEditorKey(event) {
  if (event.altKey && event.key === "ArrowDown" && edited.field === "target") moveTarget(1);
  else if (event.altKey && event.key === "ArrowUp" && edited.field === "target") moveTarget(-1);
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) applyEditor();
  else if (event.key === "Escape") cancelEditor();
  else return;
  event.preventDefault();
}

function cancelEditor() {
  closeEditor();
  reveal();
  $("list").focus();
}

function setLocale(tag) {
  locale = tag;
  numbers = new Intl.NumberFormat(tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = directionOf(tag);
  for (const [attribute, set] of [["text", (e, s) => { e.textContent = s; }],
    ["label", (e, s) => e.setAttribute("aria-label", s)], ["placeholder", (e, s) => { e.placeholder = s; }]]) {
    for (const element of document.querySelectorAll(`[data-${attribute}]`)) set(element, say(element.dataset[attribute]));
  }
  $("progress-label").textContent = say("progress");
  $("theme").replaceChildren(...THEMES.map((theme) =>
    make("option", {value: theme, selected: theme === (store.get("theme") ?? "auto")}, say("theme_" + theme))));
  showKeys();
}

function setTheme(theme) {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const wantsContrast = matchMedia("(prefers-contrast: more)").matches;
  document.documentElement.dataset.theme =
    theme !== "auto" ? theme : wantsContrast ? "contrast" : isDark ? "dark" : "light";
}

function chooseLocale() {
  const wanted = [store.get("language"), ...navigator.languages.map((tag) => tag.split("-")[0])];
  return wanted.find((tag) => tag in strings) ?? "en";
}

function showLanguages() {
  $("language").replaceChildren(...Object.keys(strings).map((tag) =>
    make("option", {value: tag, lang: tag, selected: tag === locale}, strings[tag].own_name)));
}

function listen() {
  let waiting;
  const on = (id, type, run) => $(id).addEventListener(type, run);
  on("list", "keydown", onKey);
  on("list", "scroll", () => requestAnimationFrame(renderList));
  on("list", "click", (event) => {
    const row = event.target.closest(".row");
    if (row) move(Number(row.id.slice(4)));
  });
  on("filter", "change", () => choose(1));
  on("search", "input", () => { clearTimeout(waiting); waiting = setTimeout(choose, 150); });
  on("search", "keydown", (event) => { if (event.key === "Enter" || event.key === "Escape") $("list").focus(); });
  on("undo", "click", undo);
  on("redo", "click", redo);
  on("save", "click", () => book.download());
  on("show-bulk", "click", showBulk);
  on("hide-bulk", "click", () => $("bulk").close());
  for (const [id, field, value] of BULK) on("bulk-" + id, "click", () => runBulk(field, value));
  on("hide-export", "click", () => $("export").close());
  on("show-keys", "click", () => $("keys").showModal());
  on("hide-keys", "click", () => $("keys").close());
  on("editor-save", "click", applyEditor);
  on("editor-cancel", "click", cancelEditor);
  on("editor-text", "keydown", onEditorKey);
  on("language", "change", () => { store.set("language", $("language").value); setLocale($("language").value); refresh(); });
  on("theme", "change", () => { store.set("theme", $("theme").value); setTheme($("theme").value); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme($("theme").value));
  addEventListener("resize", () => { forgetHeights(); reveal(); });
  addEventListener("beforeunload", (event) => { if (book.status().isWarning) event.preventDefault(); });
}

function showTitle(titles) {
  const title = (titles[0] ?? "") + (titles.length > 1 ? " …" : "");
  $("title").replaceChildren(make("bdi", {}, title || "Hexapla"));
  document.title = (title || "") + " – Hexapla";
}

/* BOOK: see above. */
async function start(chosen) {
  book = chosen;
  strings = JSON.parse($("strings").textContent);
  setLocale(chooseLocale());
  setTheme(store.get("theme") ?? "auto");
  showLanguages();
  const titles = await book.start();
  showTitle(titles);
  document.body.classList.toggle("pairs", hasTargets);
  listen();
  await choose(1);
  $("list").focus();
}
