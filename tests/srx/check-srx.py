#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the cases of tests/srx/cases.tsv: README.md there tells what the columns mean.

Usage: check-srx.py build/hexapla
"""

import json
import pathlib
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))
import tap  # noqa: E402

PROGRAM = sys.argv[1]


def segment(rules, language, text):
    record = json.dumps({"id": "1", "blocks": [text]}) + "\n"
    return subprocess.run(
        [PROGRAM, "segment", "-q", "-s", language, "-f", "jsonl", "-T", "jsonl", "--srx", FOLDER / (rules + ".srx"), "-"],
        input=record.encode(), capture_output=True)


def check(name, rules, language, expected):
    text = expected.replace("\\n", "\n").replace("\\r", "\r")
    result = segment(rules, language, text.replace("|", ""))
    message = result.stderr.decode()
    if expected == "!":
        tap.row(name, result.returncode == 3 and rules + ".srx:" in message, message)
        return
    pieces = [piece.strip() for piece in text.split("|") if piece.strip()]
    found = [json.loads(line)["text"] for line in result.stdout.decode().split("\n")[:-1]]
    tap.row(name, result.returncode == 0 and found == pieces, f"{found}\n{pieces}\n{message}")


for case in (FOLDER / "cases.tsv").read_text(encoding="utf-8").split("\n")[1:-1]:
    check(*case.split("\t"))
tap.end()
