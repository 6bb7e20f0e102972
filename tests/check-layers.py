#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Checks that includes point one way, that sources carry their licence, and the top level.

Usage: check-layers.py [--selftest] [TOP]
--selftest adds rows that show the check refusing trees that are wrong on purpose.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import tap  # noqa: E402

SHARED = {"base", "translit", "document"}
SIBLINGS = {"clean", "segment", "names", "align", "check", "formats"}

# What a layer may include, apart from itself.
SEES = {
    "base": set(),
    "translit": {"base"},
    "document": {"base", "translit"},
    "clean": SHARED,
    "segment": SHARED,
    "names": SHARED,
    "align": SHARED,
    "check": SHARED,
    "formats": {"base", "document"},
    "pipeline": SHARED | SIBLINGS,
    "review": SHARED | SIBLINGS | {"pipeline"},
    "cli": SHARED | SIBLINGS | {"pipeline", "review"},
}
TOP_LEVEL = {"src", "formats", "tests", "samples", "meson.build", "README.md", "LICENSE"}

INCLUDE = re.compile(r'\s*#\s*include\s*"([^"]*)"')
LICENCE = "SPDX-License-Identifier: LGPL-2.1-or-later"


def sources(top, folders, suffixes):
    return sorted(
        path.relative_to(top)
        for folder in folders
        for path in (top / folder).rglob("*")
        if path.suffix in suffixes
    )


def layer_of(path):
    """formats/tmx.c is in "formats", src/names/ledger.c in "names"; None where no C belongs."""
    parts = path.parts[1:] if path.parts[0] == "src" else path.parts
    return parts[0] if len(parts) > 1 and parts[0] in SEES else None


def is_generated(top, name):
    """A bare name that no folder of ours holds is a header that the build writes."""
    return "/" not in name and not any(
        next((top / folder).rglob(name), None) for folder in ("src", "formats")
    )


def include_problems(top, path):
    layer = layer_of(path)
    if layer is None:
        return [f"{path} is in no layer; the layers are {', '.join(SEES)}"]
    problems = []
    lines = (top / path).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        include = INCLUDE.match(line)
        if not include or is_generated(top, include[1]):
            continue
        target = include[1].split("/")[0]
        if "/" not in include[1] or target not in SEES:
            problem = "does not start with a layer, as in document/document.h"
        elif target != layer and target not in SEES[layer]:
            problem = f"is out of sight for {layer}"
        else:
            continue
        problems.append(f"{path}:{number}: “{include[1]}” {problem}")
    return problems


def licence_problems(top, path):
    lines = (top / path).read_text(encoding="utf-8").splitlines()
    return [] if any(LICENCE in line for line in lines[:2]) else [f"{path}:1: no “{LICENCE}”"]


def tracked_names(top):
    """The visible names git tracks at the top; none where git or its repository is absent."""
    try:
        git = subprocess.run(
            ["git", "-C", top, "ls-files", "-z"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return set()
    names = {name.split("/")[0] for name in git.stdout.split("\0") if name}
    return {name for name in names if not name.startswith(".")}


def check_top_level(top):
    names = tracked_names(top)
    if not names:
        tap.skip("top level", "git tracks nothing here")
        return
    problems = [f"{name} does not belong there" for name in sorted(names - TOP_LEVEL)]
    problems += [f"{name} is missing" for name in sorted(TOP_LEVEL - names)]
    tap.problems("top level", problems)


def check(top):
    for path in sources(top, ["src", "formats"], {".c", ".h"}):
        tap.problems(f"layers: {path}", include_problems(top, path))
    for path in sources(top, ["src", "formats", "tests"], {".c", ".h", ".py"}):
        tap.problems(f"licence: {path}", licence_problems(top, path))
    check_top_level(top)


# Each a file, its text, and whether the rule on includes accepts it.
CASES = [
    ("src/names/ok.c", '#include "names/ledger.h"\n#include "translit/key.h"\n', True),
    ("src/pipeline/ok.c", '#include "formats/format.h"\n#include <glib.h>\n', True),
    ("src/base/comment.c", '/*\n * #include "cli/main.h"\n */\n', True),
    ("formats/ok.c", '#include "document/document.h"\n#include "formats/format.h"\n', True),
    ("src/base/generated.c", '#include "language-list.h"\n', True),
    ("src/document/document.h", "", True),
    ("src/base/upward.c", '#include "document/document.h"\n', False),
    ("src/names/sibling.c", '#include "segment/segmenter.h"\n', False),
    ("src/pipeline/spaced.c", '  #  include  "review/page.h"\n', False),
    ("src/review/command.c", '#include "cli/command.h"\n', False),
    ("formats/stage.c", '#include "pipeline/pipeline.h"\n', False),
    ("formats/words.c", '#include "translit/key.h"\n', False),
    ("src/document/near.c", '#include "document.h"\n', False),
    ("src/document/relative.c", '#include "../base/text.h"\n', False),
    ("src/languages/code.c", "", False),
    ("src/loose.c", "", False),
]


def selftest():
    with tempfile.TemporaryDirectory() as folder:
        top = pathlib.Path(folder)
        for name, text, accepted in CASES:
            path = pathlib.Path(name)
            (top / path).parent.mkdir(parents=True, exist_ok=True)
            (top / path).write_text(text, encoding="utf-8")
            problems = include_problems(top, path)
            wrong = ["accepted"] if not problems else problems
            word = "accepts" if accepted else "refuses"
            tap.problems(f"selftest: {word} {name}", [] if accepted == (not problems) else wrong)
        bare = bool(licence_problems(top, pathlib.Path("formats/ok.c")))
        tap.problems("selftest: refuses a missing licence", [] if bare else ["accepted"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--selftest", action="store_true")
    parser.add_argument("top", nargs="?", default=pathlib.Path(__file__).resolve().parent.parent)
    options = parser.parse_args()
    check(pathlib.Path(options.top))
    if options.selftest:
        selftest()
    tap.end()


if __name__ == "__main__":
    main()
