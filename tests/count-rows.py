#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the rows of a test run: the TAP lines of every program in meson's testlog*.json.

Prints what failing programs said, then "N passed, N failed[, N skipped]" of all folders together.
Usage: count-rows.py build/meson-logs [build-asan/meson-logs...]
"""

import collections
import json
import pathlib
import re
import sys

ROW = re.compile(r"(not )?ok\b(.*)")
SKIP = re.compile(r"#\s*skip", re.IGNORECASE)
UNINTERESTING = re.compile(r"ok\b|# (Start|End) of |\s*$")
GOOD_RESULTS = ("OK", "EXPECTEDFAIL", "SKIP")
MOST_LINES = 100  # of one program; all of it is in meson's testlog.txt


def outcome_of(row):
    if row[1]:
        return "failed"
    return "skipped" if SKIP.search(row[2]) else "passed"


def count_rows(test):
    """The rows of one program: at least one, and at least one failed if the program failed."""
    rows = filter(None, map(ROW.match, test["stdout"].split("\n")))
    counts = collections.Counter(map(outcome_of, rows))
    if test["result"] not in GOOD_RESULTS:
        # Without a failed row it crashed, hung or stopped before its last row.
        counts["failed"] = max(counts["failed"], 1)
    elif not counts:
        counts["skipped" if test["result"] == "SKIP" else "passed"] = 1
    return counts


def report(build, test):
    """Everything but the rows that passed: comments stand before their row or after it."""
    output = test["stdout"].splitlines() + test.get("stderr", "").splitlines()
    lines = [line for line in output if not UNINTERESTING.match(line)]
    print(f"--- {test['name']}, in {build}: {test['result']}, exit status {test['returncode']}")
    for line in lines[:MOST_LINES]:
        print(line)
    if len(lines) > MOST_LINES:
        print(f"(and {len(lines) - MOST_LINES} more lines)")


def count_folder(folder):
    total = collections.Counter()
    for log in sorted(folder.glob("testlog*.json")):
        for line in log.read_text(encoding="utf-8").splitlines():
            test = json.loads(line)
            counts = count_rows(test)
            total += counts
            if counts["failed"]:
                report(folder.parent, test)
    return total


def main(folders):
    total = collections.Counter()
    for folder in folders:
        total += count_folder(pathlib.Path(folder))
    summary = f"{total['passed']} passed, {total['failed']} failed"
    if total["skipped"]:
        summary += f", {total['skipped']} skipped"
    print(summary)
    return 0 if total["passed"] and not total["failed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
