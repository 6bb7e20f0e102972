#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the splitter to the quality that it has reached, language by language.

segmentation.tsv says for each set of sentences its F1, and for each language how many rule cases it
passed. A set that loses more than 0.3 fails, and so does a language that passes fewer cases; what
became worse is printed. The data are not part of the project: they are looked for in
$HEXAPLA_SHARED/data/segmentation, else in ../shared beside the checkout.

Usage: check-segmentation.py build/hexapla
HEXAPLA_UPDATE_QUALITY=1 writes segmentation.tsv anew.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
SHARED = pathlib.Path(os.environ.get("HEXAPLA_SHARED", HERE.parent.parent.parent / "shared"))
DATA = SHARED / "data" / "segmentation"
TABLE = HERE / "segmentation.tsv"
TOLERANCE = 0.3


def squash(sentence):
    """White space does not count."""
    return "".join(c for c in sentence if not c.isspace() and c not in "\u200b\ufeff")


def split(program, language, text):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        run = subprocess.run([program, "segment", "-q", "-s", language, file.name],
                             capture_output=True, check=True)
    sentences = map(squash, run.stdout.decode("utf-8").split("\n"))
    return [sentence for sentence in sentences if sentence]


def spans(sentences):
    """Where each sentence begins and ends in the text without white space."""
    found, end = set(), 0
    for sentence in sentences:
        found.add((end, end + len(sentence)))
        end += len(sentence)
    return found


def score(gold, found):
    """F1 of whole sentences, as in the CoNLL 2018 shared task."""
    a, b = spans(gold), spans(found)
    return 200.0 * len(a & b) / (len(a) + len(b))


def differences(gold, found):
    text = "".join(gold)
    missed, wrong = spans(gold) - spans(found), spans(found) - spans(gold)
    return "\n".join(f"{kind}: {text[start:end]}" for kind, places in
                     (("missed", missed), ("wrong", wrong)) for start, end in sorted(places))


def check_set(program, name, known):
    raw = (DATA / "ud" / (name + ".raw")).read_text(encoding="utf-8")
    gold = [squash(line) for line in
            (DATA / "ud" / (name + ".gold")).read_text(encoding="utf-8").split("\n")]
    gold = [sentence for sentence in gold if sentence]
    found = split(program, name.split("_")[0], raw)
    if "".join(gold) != "".join(found):
        tap.row(name, False, "the text was changed")
        return 0.0
    f1 = score(gold, found)
    tap.row(name, f1 >= known - TOLERANCE,
            f"F1 is {f1:.2f}, it was {known:.2f}\n" + differences(gold, found))
    return f1


def check_cases(program, language, known):
    passed, failures = 0, []
    for line in (DATA / "golden" / (language + ".jsonl")).read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        case = json.loads(line)
        found = split(program, language, case["text"])
        if found == [squash(sentence) for sentence in case["sentences"] if squash(sentence)]:
            passed += 1
        else:
            failures.append(f"{case['id']}: {case['text']!r}")
    tap.row("cases " + language, passed >= known,
            f"{passed} passed, {known:.0f} did before\n" + "\n".join(failures))
    return passed


def read_table():
    if not TABLE.exists():
        return {}
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines())
    return {name: float(value) for name, value in rows}


def main():
    program = os.path.abspath(sys.argv[1])
    known = read_table()
    if not DATA.is_dir():
        tap.skip("quality of sentences", "the data are absent")
        tap.end()
    reached = {}
    for path in sorted((DATA / "ud").glob("*.raw")):
        name = path.stem
        reached[name] = f"{check_set(program, name, known.get(name, 0.0)):.2f}"
    for path in sorted((DATA / "golden").glob("*.jsonl")):
        name = "cases " + path.stem
        reached[name] = str(check_cases(program, path.stem, known.get(name, 0.0)))
    if os.environ.get("HEXAPLA_UPDATE_QUALITY"):
        TABLE.write_text("".join(f"{name}\t{value}\n" for name, value in reached.items()),
                         encoding="utf-8")
    tap.end()


main()
