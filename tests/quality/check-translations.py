#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds `check` to what it has to find, and to what it must leave alone.

translations.tsv has pairs of sentences: English with Arabic, Russian, French and German, half of
them with one planted error of a kind. translations-names.tsv is the ledger of their names.

Usage: check-translations.py build/hexapla
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
from xml.sax.saxutils import escape

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
MIN_RECALL = 0.95
MAX_FALSE_ALARMS = 0.02
# What tells an error of the kind. A day is a number too.
TAGS = {
    "number": {"number-differs", "unit-differs"},
    "date": {"date-differs", "number-differs"},
    "unit": {"unit-differs", "number-differs"},
    "url": {"address-differs"},
    "code": {"placeholder-differs", "lost-code"},
    "bracket": {"bracket-differs"},
    "quote": {"quotation-differs"},
    "untranslated": {"source-left"},
    "doubled": {"text-doubled"},
    "end": {"end-differs"},
    "bidi": {"direction-unbalanced"},
    "name": {"name-missing", "name-other-form"},
}


def read_pairs():
    for line in (HERE / "translations.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield [re.sub(r"\\u([0-9A-F]{4})", lambda m: chr(int(m[1], 16)), cell)
                   for cell in line.split("\t")]


def mark_up(text):
    return re.sub(r"&lt;(/?[gx]\b[^&]*?)&gt;", r"<\1>", escape(text))


def write_xliff(path, language, pairs):
    units = "".join(
        f'<trans-unit id="u{i}" xml:space="preserve"><source>{mark_up(source)}</source>'
        f"<target>{mark_up(target)}</target></trans-unit>\n"
        for i, (kind, source, target) in enumerate(pairs))
    path.write_text('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
                    f'<file original="pairs" datatype="plaintext" source-language="en" '
                    f'target-language="{language}"><body>\n{units}</body></file></xliff>',
                    encoding="utf-8")


def check(program, language, pairs, folder):
    """The tags of each pair."""
    path = folder / (language + ".xlf")
    write_xliff(path, language, pairs)
    run = subprocess.run([program, "check", "-q", "--json", str(path), "--ledger",
                          str(HERE / "translations-names.tsv")], capture_output=True, check=False)
    tap.row(language + " is checked", run.returncode == 1, run.stderr.decode("utf-8"))
    found = [set() for pair in pairs]
    for line in run.stdout.decode("utf-8").splitlines():
        finding = json.loads(line)
        found[int(finding["segment"].lstrip("u"))].add(finding["tag"])
    return found


def main():
    program = os.path.abspath(sys.argv[1])
    by_language = {}
    for language, *pair in read_pairs():
        by_language.setdefault(language, []).append(pair)
    missed, alarms, n_bad, n_good = [], [], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for language, pairs in by_language.items():
            for (kind, source, target), tags in zip(
                    pairs, check(program, language, pairs, pathlib.Path(folder))):
                row = f"{language}: {kind}: {source} | {target} {sorted(tags)}"
                if kind == "-":
                    n_good += 1
                    alarms += [row] if tags else []
                else:
                    n_bad += 1
                    missed += [] if tags & TAGS[kind] else [row]
    recall = 1 - len(missed) / n_bad
    rate = len(alarms) / n_good
    tap.row(f"recall {recall:.3f} of {n_bad} errors", recall >= MIN_RECALL, "\n".join(missed))
    tap.row(f"false alarms {rate:.3f} of {n_good} pairs", rate <= MAX_FALSE_ALARMS,
            "\n".join(alarms))
    tap.end()


main()
