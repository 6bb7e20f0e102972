#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the examples of README.md, or of another page, and compares what they print.

usage: check-readme.py PROGRAM [PAGE TOOL]
Without TOOL, which the page runs, it is skipped. HEXAPLA_UPDATE_GOLDEN=1 writes the output of such a page anew.
A block of ```console is a terminal: lines with `$ ` are commands, the lines below are their output, `…` alone on a
line stands for any lines.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
PAGE = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else TOP / "README.md")
TOOL = sys.argv[3] if len(sys.argv) > 3 else "sh"


def steps():
    for block in re.findall(r"^```console\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.S | re.M):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def agrees(want, got):
    pattern = "".join(".*" if line == "…\n" else re.escape(line) for line in want.splitlines(keepends=True))
    return re.fullmatch(pattern, got, re.S) is not None


if not shutil.which(TOOL):
    tap.skip(PAGE.name, "no " + TOOL)
    tap.end()
written = PAGE.read_text(encoding="utf-8")
with tempfile.TemporaryDirectory() as folder:
    os.symlink(TOP / "samples", os.path.join(folder, "samples"))
    os.mkdir(os.path.join(folder, "build"))
    os.symlink(PROGRAM, os.path.join(folder, "build", "hexapla"))
    for command, output in list(steps()):
        done = subprocess.run(command, shell=True, cwd=folder, text=True, encoding="utf-8",
                              env={**os.environ, "HOME": folder},
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        written = written.replace("$ %s\n%s" % (command, output), "$ %s\n%s" % (command, done.stdout))
        tap.row("README: " + command, agrees(output, done.stdout), "expected:\n%s\ngot:\n%s" % (output, done.stdout))
if os.environ.get("HEXAPLA_UPDATE_GOLDEN") and len(sys.argv) > 2:
    PAGE.write_text(written, encoding="utf-8")
tap.row("README has examples", tap.rows >= 3, tap.rows)
tap.end()
