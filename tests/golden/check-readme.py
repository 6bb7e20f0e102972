#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the examples of README.md and compares what they print.

usage: check-readme.py PROGRAM
A block of ```console is a terminal: lines with `$ ` are commands, the lines below are their output, `…` alone on a
line stands for any lines.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])


def steps():
    for block in re.findall(r"^```console\n(.*?)^```", (TOP / "README.md").read_text(encoding="utf-8"), re.S | re.M):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def agrees(want, got):
    pattern = "".join(".*" if line == "…\n" else re.escape(line) for line in want.splitlines(keepends=True))
    return re.fullmatch(pattern, got, re.S) is not None


with tempfile.TemporaryDirectory() as folder:
    os.symlink(TOP / "samples", os.path.join(folder, "samples"))
    os.mkdir(os.path.join(folder, "build"))
    os.symlink(PROGRAM, os.path.join(folder, "build", "hexapla"))
    for command, output in steps():
        done = subprocess.run(command, shell=True, cwd=folder, text=True, encoding="utf-8",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        tap.row("README: " + command, agrees(output, done.stdout), "expected:\n%s\ngot:\n%s" % (output, done.stdout))
tap.row("README has examples", tap.rows >= 3, tap.rows)
tap.end()
