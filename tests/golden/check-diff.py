#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""`diff` names the causes why two exports differ: all of them, and no other.

usage: check-diff.py PROGRAM
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])

# Exports by hand: a sentence is its text, or its text and what differs. What is expected: cause, detail and count.
ROWS = [
    ("nothing", ["One.", "Two."], ["One.", "Two."], []),
    ("a new sentence", ["One.", "Two."], ["One.", "More.", "Two."], ["source: a new sentence 1"]),
    ("a sentence less", ["One.", "Two."], ["Two."], ["source: a sentence is gone 1"]),
    ("an edited one", ["One.", "Two."], ["One!", "Two."], ["source: an edited sentence 1"]),
    ("a moved one", ["One.", "Two.", "Three."], ["Two.", "Three.", "One."],
     ["source: a new sentence 1", "source: a sentence is gone 1"]),
    ("joined", ["To Dr.", "Ash.", "End."], ["To Dr. Ash.", "End."], ["rule: en.stop: a break is gone 1"]),
    ("split", ["To Dr. Ash.", "End."], ["To Dr.", "Ash.", "End."], ["rule: en.stop: a new break 1"]),
    ("split elsewhere", ["A b.", "C d e."], ["A b. C", "d e."],
     ["rule: en.stop: a break is gone 1", "rule: en.stop: a new break 1"]),
    ("joined beside an edited one", ["Old.", "To Dr.", "Ash."], ["New.", "To Dr. Ash."],
     ["source: an edited sentence 1", "rule: en.stop: a break is gone 1"]),
    ("another rule", [("One.", {})], [("One.", {"rule": "en.item"})], ["rule: en.stop → en.item, the same end 1"]),
    ("junk", [("Share", {}), ("Tweet", {"junk": "share"})], [("Share", {"junk": "share"}), ("Tweet", {})],
     ["junk: none → share 1", "junk: share → none 1"]),
    ("a spelling twice", [("Sana a.", {"names": [{"text": "Sana", "canonical": "Sana"}] * 2})],
     [("Saná a.", {"original": "Sana a.", "names": [{"text": "Sana", "canonical": "Saná"}] * 2})],
     ["name: Sana: “Sana” → “Saná” 2"]),
    ("a form", [("Sana.", {"names": [{"text": "Sana", "canonical": "Sana"}]})],
     [("Sana.", {"names": [{"text": "Sana", "canonical": "Sana", "form": "Сана"}]})],
     ["name: Sana: form “” → “Сана” 1"]),
]
TEXT = """The Mill of Port Selwyn

The mill opened again on Monday. Its owner, Pfz. Karim Dervish, said he had waited for years. Nobody believed him.

The river rose in April. Two bridges were closed, and the road to Zarqat stayed dry.

Read our charter for supporters

Karim Dervish lives beside the weir.
"""
SRX = r"""<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body><languagerules>
<languagerule languagerulename="English"><rule break="no"><beforebreak>\b(%s)\.</beforebreak><afterbreak>\s</afterbreak>
</rule><rule break="yes"><beforebreak>[.?!]</beforebreak><afterbreak>\s</afterbreak></rule></languagerule></languagerules>
<maprules><languagemap languagepattern=".*" languagerulename="English"/></maprules></body></srx>"""
LEDGER = "spelling\tcanonical\tclass\tstatus\nKarim Dervish\t%s\tperson\tapproved\n"
REPEATED = "news.example\t9\t9\tRead our charter for supporters\n"
CAUSES = ["source: an edited sentence 1", "rule: en.srx: a break is gone 1", "junk: none → repeated-line 1",
          "name: Karim Dervish: “Karim Dervish” → “Karīm Derviş” 1"]


def write_run(path, sentences):
    with open(path, "w", encoding="utf-8") as out:
        for sentence in sentences:
            text, more = sentence if isinstance(sentence, tuple) else (sentence, {})
            record = {"doc": "a", "segment": "s" + more.get("original", text), "text": text, "rule": "en.stop", **more}
            out.write(json.dumps(record) + "\n")


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, check=False)


def check(name, before, after, expected):
    done = run("diff", "-q", before, after, "--json")
    found = ["%(cause)s: %(detail)s %(count)d" % json.loads(line) for line in done.stdout.splitlines()]
    tap.row(name, found == expected and done.returncode == bool(expected), (found, done.stderr))


def export(folder, name, text, abbreviations, spelling, *more):
    (folder / "news.jsonl").write_text(json.dumps(
        {"id": "mill", "lang": "en", "url": "https://news.example/mill", "text": text}), encoding="utf-8")
    (folder / "rules.srx").write_text(SRX % abbreviations, encoding="utf-8")
    (folder / "names.tsv").write_text(LEDGER % spelling, encoding="utf-8")
    run("export", "-q", folder / "news.jsonl", "--srx", folder / "rules.srx", "--ledger", folder / "names.tsv",
        "-o", folder / name, *more)
    return folder / name


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for title, before, after, expected in ROWS:
            write_run(folder / "1.jsonl", before)
            write_run(folder / "2.jsonl", after)
            check(title, folder / "1.jsonl", folder / "2.jsonl", expected)
        (folder / "repeated.tsv").write_text(REPEATED, encoding="utf-8")
        before = export(folder, "old.jsonl", TEXT, "Dr", "Karim Dervish")
        after = export(folder, "new.jsonl", TEXT.replace("Two", "Three"), "Dr|Pfz",
                       "Karīm Derviş", "--repeated-lines", folder / "repeated.tsv")
        check("an abbreviation, an entry, an edited sentence and a rule for junk", before, after, CAUSES)
        (folder / "bad.jsonl").write_text('{"doc":"a"}\n', encoding="utf-8")
        done = run("diff", before, folder / "bad.jsonl")
        tap.row("no export", done.returncode == 3 and "bad.jsonl:1:1: error: this is no sentence" in done.stderr, done)
        tap.row("one run", run("diff", before).returncode == 2)
    tap.end()


main()
