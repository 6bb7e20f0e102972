#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds what we export against schemas, other people's readers and the article itself.

Schemas are not part of the project: they are looked for in $HEXAPLA_SHARED/schemas, else in
../shared/schemas beside the checkout. Rows whose schema or tool is absent are skipped.
Usage: test-schemas.py build/hexapla
"""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import tap  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
SCHEMAS = pathlib.Path(os.environ.get("HEXAPLA_SHARED", TOP.parent / "shared")) / "schemas"

OPTIONS = {
    "plain": [],
    "copy": ["--copy-source"],
    "inline": ["--copy-source", "--terms", "inline"],
    "drop": ["--junk", "drop"],
    "keep": ["--junk", "keep", "--terms", "inline"],
}

# Articles that no journalist wrote: name and bytes.
ODD = {
    "empty": b"",
    "blank": b" \n\t\n",
    "markup": b"<b>Bold</b> & \"quoted\" ]]> text. <![CDATA[x]]> <!-- y -->\n\n&amp; &#0; &no; stays.\n",
    "control": b"One\x01 two\x7f.\x0cThree\x1b[1m four.\n",
    "returns": b"One. Two.\r\nThree.\r\n\r\nFour.\rFive.\r",
    "arabic": "وصل الوفد إلى صنعاء. ثم غادر إلى عدن؟ نعم.\n".encode(),
    "repeated": b"No.\n\nNo.\n\nNo. No. No.\n",
    "no-line-end": "“Kata’ib Hezbollah” and Kata'ib Hezbollah".encode(),
}

FILES = {"xliff": "x12.xlf", "xliff2": "x21.xlf", "tmx": "tmx", "jsonl": "jsonl"}
FIELDS = ["doc", "block", "kind", "segment", "start", "end", "text", "original", "rule", "junk",
          "names", "target"]

# What each schema takes, and how it is asked. xmllint prints one line a file.
XMLLINT = {
    "xliff": ("--schema", "xliff-1.2/xliff-core-1.2-strict.xsd"),
    "xliff2": ("--schema", "drivers/xliff-2.1-all.xsd"),
    "tmx": ("--dtdvalid", "tmx/tmx14.dtd"),
}
SCHEMATRON = "xliff-2.1/xliff_2_advanced_validation.nvdl"

X12 = "{urn:oasis:names:tc:xliff:document:1.2}"
X21 = "{urn:oasis:names:tc:xliff:document:2.0}"
MDA = "{urn:oasis:names:tc:xliff:metadata:2.0}"

# Runs in the Python that the distribution's translate-toolkit belongs to.
TOOLKIT = r"""
import json, sys
from translate.storage import factory
for path in sys.argv[1:]:
    units = [u for u in factory.getobject(path).units if not u.isheader()]
    print(json.dumps([[str(u.source), None if u.target is None else str(u.target)] for u in units]))
"""


def run(*command, env=None):
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, errors="replace", env=env
    )


def decode(text):
    """An offset inside a character is a problem to tell, not an end of the test."""
    return text.decode(errors="replace")


class Export:
    """One article exported with one set of options into every format."""

    def __init__(self, program, folder, article, language, options):
        self.article = article
        self.name = f"{article.stem} {options}"
        self.junk_left_out = "drop" in OPTIONS[options]
        stem = f"{article.stem}-{options}"
        self.paths = {name: folder / f"{stem}.{ending}" for name, ending in FILES.items()}
        outputs = [word for name, path in self.paths.items() for word in ("-o", f"{name}:{path}")]
        target = "en" if language == "ar" else "ar"
        more = ["--suggest"] if options == "inline" and target == "ar" else []
        self.result = run(
            program, "export", article, "-s", language, "-t", target, *OPTIONS[options], *more, *outputs
        )

    def problems(self):
        if self.result.returncode != 0:
            return [f"exit status {self.result.returncode}", self.result.stderr]
        return [f"{path.name} is missing" for path in self.paths.values() if not path.exists()]


def text_of(element):
    """The text of an inline tree, with the characters that XLIFF 2 carries as <cp>."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == X21 + "cp":
            parts.append(chr(int(child.get("hex"), 16)))
        else:
            parts.append(text_of(child))
        parts.append(child.tail or "")
    return "".join(parts)


def meta_of(unit, category):
    groups = unit.iter(MDA + "metaGroup")
    found = [group for group in groups if group.get("category") == category]
    return {meta.get("type"): meta.text or "" for group in found for meta in group}


def block_problems(unit, article):
    """All sources of a unit joined, the changed ones as they were, are the bytes of the block."""
    place = meta_of(unit, "block")
    originals = meta_of(unit, "original")
    start = int(place["offset"])
    block = decode(article[start : start + int(place["length"])])
    joined = "".join(
        originals.get(element.get("id"), text_of(element.find(X21 + "source")))
        for element in unit
        if element.tag in (X21 + "segment", X21 + "ignorable")
    )
    return [] if joined == block else [f"{joined!r} is not {block!r}"]


def join_problems(path, article):
    units = ElementTree.parse(path).getroot().iter(X21 + "unit")
    return [
        problem
        for unit in units
        if unit.get("id") != "empty"
        for problem in block_problems(unit, article)
    ]


def location_problems(path, article):
    """Offsets of XLIFF 1.2 hit the sentence, and its line is the one they are on."""
    problems = []
    for unit in ElementTree.parse(path).getroot().iter(X12 + "trans-unit"):
        contexts = {c.get("context-type"): c.text for c in unit.iter(X12 + "context")}
        if unit.get("id") == "empty":
            continue
        start, end = map(int, contexts["x-bytes"].split("-"))
        sentence = decode(article[start:end])
        lines = decode(article[:start]).replace("\r\n", "\n").replace("\r", "\n").count("\n")
        changed = any(n.get("from") == "hexapla-original" for n in unit.iter(X12 + "note"))
        source = "".join(unit.find(X12 + "source").itertext())
        if not changed and source.split() != sentence.split() and "\ufffd" not in source:
            problems.append(f"{source!r} is not at {start}-{end}: {sentence!r}")
        if int(contexts["linenumber"]) != lines + 1:
            problems.append(f"{source!r} is on line {lines + 1}, not {contexts['linenumber']}")
    return problems


def record_problems(record, article):
    found = decode(article[record["start"] : record["end"]])
    problems = []
    if list(record) != [field for field in FIELDS if field in record]:
        problems.append(f"fields are {list(record)}")
    if found != record.get("original", record["text"]):
        problems.append(f"{record['text']!r} is not {found!r}")
    for name in record["names"]:
        if decode(article[name["start"] : name["end"]]) != name["text"]:
            problems.append(f"{name['text']!r} is not at {name['start']}")
    return problems


def jsonl_problems(path, article):
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines.pop() != "":
        return ["the last line does not end"]
    return [problem for line in lines for problem in record_problems(json.loads(line), article)]


def id_problems(path):
    """Ids that importers key on: in a file of XLIFF, in a whole memory."""
    root = ElementTree.parse(path).getroot()
    scopes = [root] if root.tag == "tmx" else list(root)
    kinds = ("tu", X12 + "trans-unit", X21 + "unit")
    problems = []
    for scope in scopes:
        ids = [e.get("tuid") or e.get("id") for e in scope.iter() if e.tag in kinds]
        counts = collections.Counter(ids)
        problems += [f"id {id} stands {n} times" for id, n in counts.items() if n > 1]
    return problems


def well_formed_problems(path):
    try:
        return id_problems(path)
    except (OSError, ElementTree.ParseError) as error:
        return [error]


def check_well_formed(exports):
    """Returns those whose files can be looked into."""
    good = []
    for export in exports:
        found = {
            name: well_formed_problems(path)
            for name, path in export.paths.items()
            if name != "jsonl"
        }
        for name, problems in found.items():
            tap.problems(f"well-formed: {name} {export.name}", problems)
        if not any(found.values()):
            good.append(export)
    return good


def check_content(exports):
    checks = {"xliff": location_problems, "xliff2": join_problems, "jsonl": jsonl_problems}
    for export in exports:
        article = export.article.read_bytes()
        for name, check in checks.items():
            tap.problems(f"content: {name} {export.name}", check(export.paths[name], article))


def xmllint_problems(option, schema, paths):
    env = dict(os.environ, XML_CATALOG_FILES=str(SCHEMAS / "catalog.xml"))
    result = run("xmllint", "--nonet", "--noout", option, SCHEMAS / schema, *paths, env=env)
    # The DTD that a memory names is not beside it, which is a warning.
    lines = [line for line in result.stderr.splitlines() if "warning:" not in line]
    problems = {path: [line for line in lines if line.startswith(f"{path}:")] for path in paths}
    if result.returncode != 0 and not any(problems.values()):
        problems[paths[0]] = [result.stderr]
    return problems


def check_xmllint(exports):
    for name, (option, schema) in XMLLINT.items():
        if not shutil.which("xmllint") or not (SCHEMAS / schema).exists():
            for export in exports:
                tap.skip(f"schema: {name} {export.name}", "no xmllint, or no schema")
            continue
        paths = [export.paths[name] for export in exports]
        problems = xmllint_problems(option, schema, paths)
        for export in exports:
            tap.problems(f"schema: {name} {export.name}", problems[export.paths[name]])


def schematron_problems(paths):
    """jing names the file for the schema and not for the Schematron: then one by one."""
    if run("jing", SCHEMAS / SCHEMATRON, *paths).returncode == 0:
        return {path: [] for path in paths}
    results = {path: run("jing", SCHEMAS / SCHEMATRON, path) for path in paths}
    return {path: [r.stdout + r.stderr] if r.returncode else [] for path, r in results.items()}


def check_schematron(exports):
    paths = [export.paths["xliff2"] for export in exports]
    if not shutil.which("jing") or not (SCHEMAS / SCHEMATRON).exists():
        for export in exports:
            tap.skip(f"schematron: xliff2 {export.name}", "no jing, or no Schematron")
        return
    problems = schematron_problems(paths)
    for export in exports:
        tap.problems(f"schematron: xliff2 {export.name}", problems[export.paths["xliff2"]])


def units_of(path):
    """Pairs of source and target as XML says them."""
    root = ElementTree.parse(path).getroot()
    pairs = []
    for unit in root.iter():
        if unit.tag == X12 + "trans-unit":
            sides = [unit.find(X12 + "source"), unit.find(X12 + "target")]
        elif unit.tag == "tu":
            sides = [tuv.find("seg") for tuv in unit.iter("tuv")]
        else:
            continue
        texts = [None if side is None else "".join(side.itertext()) for side in sides]
        pairs.append((texts + [None])[:2])
    return pairs


def toolkit_problems(line, path):
    expected = units_of(path)
    found = json.loads(line)
    if len(found) != len(expected):
        return [f"{len(found)} units are read of {len(expected)}"]
    return [f"{a} is read as {b}" for a, b in zip(expected, found) if a != b]


def check_toolkit(exports):
    rows = [(export, name) for export in exports for name in ("xliff", "tmx")]
    paths = [export.paths[name] for export, name in rows]
    python = "/usr/bin/python3"
    probe = "import translate.storage.factory"
    if not os.path.exists(python) or run(python, "-c", probe).returncode != 0:
        for export, name in rows:
            tap.skip(f"translate-toolkit: {name} {export.name}", "no translate-toolkit")
        return
    result = run(python, "-c", TOOLKIT, *paths)
    lines = result.stdout.splitlines()
    for (export, name), path, line in zip(rows, paths, lines):
        tap.problems(f"translate-toolkit: {name} {export.name}", toolkit_problems(line, path))
    if len(lines) != len(paths):
        tap.problems(f"translate-toolkit reads {paths[len(lines)].name}", [result.stderr])


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        articles = sorted((TOP / "samples" / "en").glob("*.txt"))
        for stem, content in ODD.items():
            articles.append(folder / f"{stem}.txt")
            articles[-1].write_bytes(content)
        exports = [
            Export(program, folder, article, "ar" if article.stem == "arabic" else "en", options)
            for article in articles
            for options in OPTIONS
        ]
        for export in exports:
            tap.problems(f"export: {export.name}", export.problems())
        exports = [export for export in exports if not export.problems()]
        exports = check_well_formed(exports)
        for check in (check_content, check_xmllint, check_schematron, check_toolkit):
            if exports:
                check(exports)
    tap.end()


if __name__ == "__main__":
    main(sys.argv[1])
