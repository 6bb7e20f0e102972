// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

/* The book that lies in the page. What people decide is a log of records that is only appended to:
 * {doc, article, segment, field, value, time}. The browser keeps it where it can. */

let corpus, rows = [];
const rowOf = new Map(); /* by its place in the log */
const log = [], done = [], undone = [];
const known = new Set();
let n_saved = 0, isKept = true;

function keyOf(place) {
  return place.doc + "\n" + place.segment;
}

function readRows(data) {
  let doc;
  for (const data_ of data.rows) {
    if (data_.segment === undefined) {
      doc = data_;
      hasTargets ||= doc.target !== undefined;
      continue;
    }
    const row = makeRow(data_, doc, rows.length + 1);
    const key = keyOf({doc: doc.doc, segment: row.segment});
    /* Sentences of one id are one. */
    if (rowOf.has(key)) states.set(row.number, stateOf(rowOf.get(key)));
    else rowOf.set(key, row);
    rows.push(row);
  }
  corpus = data.corpus;
}

/* ---- The log ---- */

function fingerprint(record) {
  return JSON.stringify([record.doc, record.segment, record.field, record.value, record.time]);
}

function isRecord(record) {
  const types = {status: ["string"], target: ["string", "null"], comment: ["string", "null"],
    flag: ["boolean"], junk: ["boolean", "null"], split: ["object", "null"], join: ["object", "null"]};
  const type = record?.value === null ? "null" : typeof record?.value;
  return typeof record?.doc === "string" && typeof record.segment === "string" &&
    (types[record.field] ?? []).includes(type);
}

/* Returns whether the record finds its sentence. */
function append(record) {
  const row = rowOf.get(keyOf(record));
  known.add(fingerprint(record));
  log.push(record);
  if (row !== undefined) stateOf(row)[record.field] = record.value;
  return row !== undefined;
}

function keep(from) {
  for (let i = from; i < log.length; i++)
    isKept = store.set(`${corpus}:${i}`, JSON.stringify(log[i])) && isKept;
}

function write(changes, side) {
  const from = log.length;
  for (const {row, field, [side]: value} of changes) {
    append({doc: row.doc.doc, article: row.doc.article, segment: row.segment, field, value,
      time: new Date().toISOString()});
  }
  keep(from);
}

function step(from, to, side) {
  const changes = from.pop();
  if (changes === undefined) return null;
  write(changes, side);
  to.push(changes);
  return changes[0].row.number;
}

/* A record from the browser's store or a file; it can be undone like any other. */
function replay(record) {
  const row = rowOf.get(keyOf(record));
  const before = row && stateOf(row)[record.field];
  append(record);
  if (row) done.push([{row, field: record.field, before, after: record.value}]);
  return row !== undefined;
}

function recall() {
  for (let i = 0; ; i++) {
    const line = store.get(`${corpus}:${i}`);
    if (line === null) return;
    const record = parseRecord(line);
    if (record !== null) replay(record);
  }
}

function parseRecord(line) {
  try {
    const record = JSON.parse(line);
    return isRecord(record) ? record : null;
  } catch {
    return null;
  }
}

/* People who read the log want to see which sentence it is. */
function exportLog() {
  return log.map((record) => {
    const row = rowOf.get(keyOf(record));
    const source = row ? [...row.plain].slice(0, SOURCE_CHARACTERS).join("") : record.source;
    return JSON.stringify({...record, source}) + "\n";
  }).join("");
}

function download() {
  const url = URL.createObjectURL(new Blob([exportLog()], {type: "application/jsonl"}));
  const link = make("a", {href: url, download: "decisions.jsonl"});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  n_saved = log.length;
  announce(say("saved", log.length));
  showProgress();
}

async function load(file) {
  const lines = (await file.text()).split("\n").filter((line) => line.trim() !== "");
  const from = log.length;
  let n_broken = 0, n_lost = 0;
  for (const line of lines) {
    const record = parseRecord(line);
    if (record === null) n_broken++;
    else if (!known.has(fingerprint(record)) && !replay(record)) n_lost++;
  }
  undone.length = 0;
  keep(from);
  refresh();
  announce(say("loaded", log.length - from, n_lost, n_broken));
}

/* Another window shows the same page. */
function onStorage(event) {
  const record = event.key === `hexapla:${corpus}:${log.length}` ? parseRecord(event.newValue) : null;
  if (record === null) return;
  replay(record);
  if (edited === null) refresh();
}

/* ---- The book ---- */

function matches(row, words) {
  if (words === "") return true;
  row.folded ??= fold(row.plain);
  return row.folded.includes(words) || fold(targetOf(row)).includes(words);
}

const localBook = {
  filter: null,
  start() {
    readRows(JSON.parse($("data").textContent));
    recall();
    $("load").addEventListener("change", () => { if ($("load").files.length > 0) load($("load").files[0]); });
    addEventListener("storage", onStorage);
    return [...new Set(rows.map((row) => row.doc.title ?? row.doc.article))].slice(0, 2);
  },
  get counts() {
    return Object.fromEntries(Object.entries(FILTERS).map(([name, test]) => [name, rows.filter(test).length]));
  },
  get canUndo() {
    return done.length > 0;
  },
  get canRedo() {
    return undone.length > 0;
  },
  choose(filter) {
    this.filter = filter;
    view = rows.filter((row) => FILTERS[filter.filter](row) && matches(row, filter.words));
  },
  /* What does not fit any more goes. */
  rechoose() {
    const row = view[current];
    this.choose(filterNow());
    current = row ? this.find(row.number) : 0;
    if (current === view.length) current = Math.max(0, view.length - 1);
    guessHeights();
  },
  need() {},
  save(changes) {
    write(changes, "after");
    done.push(changes);
    undone.length = 0;
  },
  bulk(field, after) {
    decide(view.map((row) => ({row, field, after})));
    refresh();
  },
  undo: () => step(done, undone, "before"),
  redo: () => step(undone, done, "after"),
  find(number) {
    const index = view.findIndex((row) => row.number >= number);
    return index < 0 ? view.length : index;
  },
  nextOpen(from) {
    for (let i = 1; i <= view.length; i++) {
      const index = (from + i) % view.length;
      if (FILTERS.open(view[index])) return index;
    }
    return from;
  },
  blockOf: (row) => rows.filter((other) => other.doc === row.doc && other.block === row.block),
  download,
  status() {
    const n_left = log.length - n_saved;
    return {
      text: log.length === 0 ? "" : say(isKept ? "kept" : "not_kept", log.length, n_left),
      isWarning: !isKept && n_left > 0,
    };
  },
};

document.addEventListener("DOMContentLoaded", () => start(localBook));
