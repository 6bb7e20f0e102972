#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds our SRX engine and our exported rules against the schema and libsegment (Debian: libsegment-java, omegat).

Paragraphs are those of samples/ and, where they are, of $HEXAPLA_SHARED/data/segmentation/ud; the schema is
looked for in $HEXAPLA_SHARED/schemas. Jars are looked for in $HEXAPLA_JARS, else in /usr/share/java; OmegaT's rules in $HEXAPLA_OMEGAT, else in
/usr/share/omegat/OmegaT.jar. Rows whose tool is absent are skipped. With --show differences are printed.
Usage: test-srx.py build/hexapla [--show]
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = sys.argv[1]
SHOW = "--show" in sys.argv
SHARED = pathlib.Path(os.environ.get("HEXAPLA_SHARED", TOP.parent / "shared"))
UD = SHARED / "data/segmentation/ud"
SCHEMAS = SHARED / "schemas"
JARS = pathlib.Path(os.environ.get("HEXAPLA_JARS", "/usr/share/java"))
OMEGAT = pathlib.Path(os.environ.get("HEXAPLA_OMEGAT", "/usr/share/omegat/OmegaT.jar"))
NEEDED = ["segment", "commons-logging", "jaxb-api", "jaxb-runtime", "javax.activation"]
OMEGAT_LANGUAGES = ["en", "fr", "de", "ru", "pl", "ja"]
MAX_PARAGRAPH = 300  # characters: what libsegment does for a paragraph grows faster than its length
MAX_PARAGRAPHS = 300
SAME_PARAGRAPHS = 0.999  # by OmegaT's rules
SAME_SEGMENTS = 0.99  # by our own rules, written as SRX
ENOUGH_SEGMENTS = 400  # to tell one in a hundred; samples are made of hard cases


def pieces_of(line):
    """Some treebanks are one long line. A mark that a cut left alone ends nothing."""
    cuts = range(0, len(line), MAX_PARAGRAPH)
    return filter(None, (line[cut : cut + MAX_PARAGRAPH].lstrip(" .").rstrip() for cut in cuts))


def paragraphs_of(language):
    texts = [path.read_text(encoding="utf-8") for path in sorted((TOP / "samples" / language).glob("*.txt"))]
    texts += [path.read_text(encoding="utf-8") for path in sorted(UD.glob(language + "_*.raw"))]
    # \s is ASCII in Java and Unicode in ICU, so the texts have only the blanks that are both.
    lines = (" ".join(block.split()) for text in texts for block in text.split("\n\n"))
    return [piece for line in lines for piece in pieces_of(line)][:MAX_PARAGRAPHS]


def ours(paragraphs, language, *options):
    """The segments of each paragraph; records keep paragraphs apart."""
    records = "".join(json.dumps({"id": str(i), "blocks": [text]}) + "\n" for i, text in enumerate(paragraphs))
    result = subprocess.run(
        [PROGRAM, "segment", "-q", "-s", language, "-f", "jsonl", "-T", "jsonl", *options, "-"],
        input=records, capture_output=True, text=True, encoding="utf-8", check=True)
    segments = [[] for _ in paragraphs]
    for line in result.stdout.split("\n")[:-1]:
        row = json.loads(line)
        segments[int(row["doc"])].append(row["text"])
    return segments


def theirs(classes, rules, texts):
    """The segments of each paragraph, by language: one Java machine for all, because starting it takes long."""
    lines = [f"{language}\t{text}\n" for language, paragraphs in texts.items() for text in paragraphs]
    result = subprocess.run(
        ["java", "-XX:+UseSerialGC", "-cp", classes, "Segment", rules], input="".join(lines), capture_output=True,
        text=True, encoding="utf-8", check=True)
    blocks = iter(result.stdout.split("\n\n")[:-1])
    return {language: [[piece.strip() for piece in next(blocks).split("\n") if piece.strip()] for _ in paragraphs]
            for language, paragraphs in texts.items()}


def report(language, mine, others):
    for mine_here, other in zip(mine, others):
        if SHOW and mine_here != other:
            print(f"# {language} ours   {' | '.join(mine_here)}\n# {language} theirs {' | '.join(other)}")


def compare_paragraphs(name, language, mine, others):
    same = sum(a == b for a, b in zip(mine, others))
    report(language, mine, others)
    tap.row(f"{name} {language}", len(mine) == len(others) and same >= SAME_PARAGRAPHS * len(mine),
            f"{same} of {len(mine)} paragraphs are the same")
    print(f"# {name} {language}: {same} of {len(mine)} paragraphs")


def compare_segments(name, language, mine, others):
    total = sum(map(len, mine))
    same = sum(len([piece for piece in a if piece in b]) for a, b in zip(mine, map(set, others)))
    report(language, mine, others)
    if total < ENOUGH_SEGMENTS and len(mine) == len(others):
        tap.skip(f"{name} {language}", f"{same} of {total} segments are the same, too few to judge")
        return
    tap.row(f"{name} {language}", len(mine) == len(others) and same >= SAME_SEGMENTS * total,
            f"{same} of {total} segments are the same")
    print(f"# {name} {language}: {same} of {total} segments")


def build_java(folder):
    """The class path with our class, None when Java or libsegment is absent."""
    jars = [JARS / (name + ".jar") for name in NEEDED]
    if shutil.which("javac") is None or not all(jar.exists() for jar in jars):
        return None
    classes = os.pathsep.join(map(str, [*jars, folder]))
    subprocess.run(["javac", "-cp", classes, "-d", folder, TOP / "tests/interop/Segment.java"], check=True)
    return classes


def check_schema(rules):
    schema = SCHEMAS / "srx/srx20.xsd"
    if shutil.which("xmllint") is None or not schema.exists():
        tap.skip("the schema", "xmllint or the schema is absent")
        return
    result = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", schema, rules], capture_output=True, text=True,
        env={**os.environ, "XML_CATALOG_FILES": str(SCHEMAS / "catalog.xml")})
    tap.row("the schema", result.returncode == 0, result.stderr)


def compare_omegat(classes, folder):
    rules = folder / "omegat.srx"
    with zipfile.ZipFile(OMEGAT) as jar:
        rules.write_bytes(jar.read("org/omegat/core/segmentation/defaultRules.srx"))
    texts = {language: paragraphs_of(language) for language in OMEGAT_LANGUAGES}
    others = theirs(classes, rules, {language.upper(): paragraphs for language, paragraphs in texts.items()})
    for language, paragraphs in texts.items():
        if paragraphs:
            compare_paragraphs("omegat", language, ours(paragraphs, language, "--srx", rules), others[language.upper()])


def compare_exported(classes, rules):
    languages = [path.stem for path in sorted((TOP / "src/languages").glob("*.ini"))]
    texts = {language: paragraphs_of(language) for language in languages}
    others = theirs(classes, rules, texts) if classes is not None else None
    for language, paragraphs in texts.items():
        if not paragraphs:
            continue
        mine = ours(paragraphs, language)
        compare_segments("exported, read by us", language, mine, ours(paragraphs, language, "--srx", rules))
        if others is not None:
            compare_segments("exported", language, mine, others[language])


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        rules = folder / "hexapla.srx"
        classes = build_java(folder)
        subprocess.run([PROGRAM, "languages", "--to", "srx", "-o", rules], check=True)
        check_schema(rules)
        compare_exported(classes, rules)
        if classes is None or not OMEGAT.exists():
            tap.skip("libsegment", "libsegment-java, omegat or javac is absent")
        else:
            compare_omegat(classes, folder)
    tap.end()


main()
