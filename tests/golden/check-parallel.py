#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Articles and their translations, compared with the beads that a person found.

usage: check-parallel.py PROGRAM
Strict F1 over all: a bead counts when both sides are exactly those of the other file; sentences that nothing translates
count as found, but need not be.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
SAMPLES = TOP / "samples/parallel"
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
MIN_F1 = 0.95
# With the names that samples/parallel/names.tsv tells.
MIN_F1_WITH_NAMES = 0.97
# Of each article; short ones have few beads, so that one mistake weighs much.
MIN_F1_EACH = 0.85


def run(*arguments):
    return subprocess.run([PROGRAM, "align", "-q", *arguments], cwd=SAMPLES, capture_output=True, encoding="utf-8",
                          check=False)


def read(text):
    """Without the confidence behind the second colon."""
    return {":".join(line.split(":")[:2]) for line in text.splitlines()}


def find_f1(gold, got):
    pairs = {bead for bead in gold if "[]" not in bead}
    precision = len(got & gold) / max(len(got), 1)
    recall = len(got & pairs) / max(len(pairs), 1)
    return 2 * precision * recall / max(precision + recall, 1e-9)


def align_all(language, articles, *arguments):
    """The beads of all articles in that language, by article."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = pathlib.Path(folder, "pairs.tsv")
        pairs.write_text("".join(f"{a}.en.txt\t{a}.{language}.txt\t{a}\n" for a in articles), encoding="utf-8")
        result = run("-s", "en", "-t", language, "-T", "beads", "--pairs", pairs, "-o", folder, *arguments)
        tap.row(f"parallel: {language} {' '.join(arguments)}", result.returncode == 0, result.stderr)
        return {a: read(pathlib.Path(folder, a).read_text(encoding="utf-8")) for a in articles}


gold, got, named = set(), set(), set()
for language in ("ar", "fr", "ru", "zh"):
    paths = {path.stem.split(".")[0]: path for path in sorted((HERE / "parallel").glob(f"*.en-{language}.beads"))}
    plain = align_all(language, paths)
    with_names = align_all(language, paths, "--ledger", "names.tsv")
    for article, path in paths.items():
        want, have = read(path.read_text(encoding="utf-8")), with_names[article]
        tap.row("parallel: " + path.stem, find_f1(want, have) >= MIN_F1_EACH, sorted(have - want))
        gold |= {path.stem + bead for bead in want}
        named |= {path.stem + bead for bead in have}
        got |= {path.stem + bead for bead in plain[article]}
tap.row("parallel: all", find_f1(gold, got) >= MIN_F1, find_f1(gold, got))
tap.row("parallel: all, with names", find_f1(gold, named) >= MIN_F1_WITH_NAMES, find_f1(gold, named))
tap.row("parallel: names help", find_f1(gold, named) > find_f1(gold, got), (find_f1(gold, named), find_f1(gold, got)))

TBX = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
<langSec xml:lang="en"><termSec><term>old town</term></termSec></langSec>
<langSec xml:lang="ar"><termSec><term>البلدة القديمة</term></termSec></langSec></conceptEntry></body></text></tbx>
"""
with tempfile.TemporaryDirectory() as folder:
    for name, text, anchors in (
        ("words.tsv", "# en\tar\nevery morning\tكل صباح\tphrase\nbridge\tجسر\n", 2),
        ("terms.tbx", TBX, 1),
        ("broken.tsv", "bridge\n", 0),
    ):
        dictionary = pathlib.Path(folder, name)
        dictionary.write_text(text, encoding="utf-8")
        result = run("-s", "en", "-t", "ar", "--dictionary", dictionary, "bridge.en.txt", "bridge.ar.txt")
        found = len(re.findall(r'"anchors">[^<]*dictionary', result.stdout))
        tap.row("parallel: " + name, found >= anchors and result.returncode == (0 if anchors else 3), result.stderr or found)
    lexicon = pathlib.Path(folder, "lexicon.tsv")
    articles = ["library.en.txt", "library.ar.txt", "--lexicon", lexicon]
    result = run("-s", "en", "-t", "ar", *articles)
    learned = lexicon.read_text(encoding="utf-8")
    tap.row("parallel: a lexicon is written", "\npair\t" in learned, learned[:400])
    again = run("-s", "en", "-t", "ar", "-n", *articles)
    tap.row("parallel: a dry run leaves it", lexicon.read_text(encoding="utf-8") == learned, again.stderr)
    again = run("-s", "en", "-t", "ar", *articles)
    counts = [float(re.search(r"^source\tlibrar\t([0-9.]+)", text, re.M)[1])
              for text in (learned, lexicon.read_text(encoding="utf-8"))]
    tap.row("parallel: a lexicon grows", counts[1] > 1.5 * counts[0], counts)
    lexicon.write_text("hexapla-wordbook/1\ten\tar\nsource\tpetiti\t20\t0.9\ntarget\tعريضه\t20\t0.9\n"
                       "pair\tpetiti\tعريضه\t0.9\t0.9\n", encoding="utf-8")
    again = run("-s", "en", "-t", "ar", *articles)
    tap.row("parallel: a lexicon is used", again.stdout.count(">lexicon ") > result.stdout.count(">lexicon "),
            again.stderr)
    again = run("-s", "en", "-t", "fr", *articles)
    tap.row("parallel: a lexicon of other languages", again.returncode == 3 and "other languages" in again.stderr, again.stderr)
    pathlib.Path(folder, "pairs.tsv").write_text(
        "".join(f"{a}.en.txt\t{a}.ar.txt\t{a}.tmx\n" for a in ("bridge", "library")), encoding="utf-8")
    result = run("-s", "en", "-t", "ar", "--pairs", f"{folder}/pairs.tsv", "-o", folder)
    names = sorted(path.name for path in pathlib.Path(folder).glob("*.tmx"))
    tap.row("parallel: a list", result.returncode == 0 and names == ["bridge.tmx", "library.tmx"], result.stderr)
    text = pathlib.Path(folder, "bridge.tmx").read_text(encoding="utf-8") if names else ""
    tap.row("parallel: memories hold pairs", text.count("<tuv ") == 2 * text.count("<tu ") > 20, text[:400])
    tap.row("parallel: and say how sure they are", '<prop type="score">0.' in text, text[:400])
    exported = subprocess.run([PROGRAM, "export", "-q", "-s", "en", "-t", "ar", "-T", "xliff", "bridge.en.txt"], cwd=SAMPLES,
                              capture_output=True, encoding="utf-8", check=False).stdout
    ids = set(" ".join(re.findall(r'"source-ids">([^<]*)', text)).split())
    tap.row("parallel: and where they come from", len(ids) > 10 and all(f'"{i}"' in exported for i in ids), ids)
    result = run("-s", "en", "-t", "ar", "bridge.en.txt", "bridge.ar.txt", "-o", f"{folder}/bridge.xlf")
    text = pathlib.Path(folder, "bridge.xlf").read_text(encoding="utf-8")
    tap.row("parallel: XLIFF keeps what is not translated", text.count("<source>") > text.count("<target"), text[:400])

# Pairs of sentences, and why they are left out; with "all" but no "short".
NAMES = "spelling\tcanonical\tclass\trelation\tcluster\tcount\tstatus\tfr\nAnna Berg\tAnna Berg\tperson\tspelling\tAnna Berg\t1\tapproved\tAnna Berg\n"
FILTERED = (
    ("The harbour opened in 1911 after a long debate.", "Le port a ouvert en 1911 après un long débat.", ""),
    ("It closed in 1987.", "Il a fermé en 1989.", "numbers"),
    ("It opened again in 1991 and closed in 1995.", "Il a rouvert en 1991 et fermé en 1995.", ""),
    ("Later Anna Berg bought fourteen boats there.", "Plus tard, on y a acheté quatorze bateaux.", "names"),
    ("Yes.", "Oui.", ""),
    ("Nobody came back to the harbour for years.", "Personne n’est revenu au port pendant des années.", ""),
    ("nobody came back to the harbour for years", "personne n’est revenu au port pendant des années", "duplicate"),
    ("The keeper of the lighthouse wrote to his daughter.", "The keeper of the lighthouse wrote to his daughter.",
     "identical"),
    ("Then the museum opened its doors to visitors from all over the country and abroad.",
     "Dann öffnete das Museum seine Türen für Besucher aus dem ganzen Land und aus dem Ausland.", "language"),
)
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    (folder / "names.tsv").write_text(NAMES, encoding="utf-8")
    for side, place in (("en", 0), ("fr", 1)):
        (folder / side).write_text("\n\n".join(row[place] for row in FILTERED) + "\n", encoding="utf-8")
    result = run("-s", "en", "-t", "fr", "-f", "text", "-T", "tmx", folder / "en", folder / "fr", "--ledger", folder / "names.tsv",
                 "--filter", "all", "--dedup-pairs", "words", "--left-out", folder / "left.tsv")
    left = [line.split("\t") for line in (folder / "left.tsv").read_text(encoding="utf-8").splitlines()]
    for source, target, reason in FILTERED:
        kept = f"<seg>{source}</seg>" in result.stdout
        found = [row[0] for row in left if row[4:] == [source, target]]
        tap.row(f"parallel: {reason or 'kept'}: {source[:20]}", kept == (not reason) and found == [reason] * (not kept),
                (found, result.stderr))
    result = run("-s", "en", "-t", "fr", "-f", "text", "-T", "beads", folder / "en", folder / "fr", "--filter", "nothing")
    tap.row("parallel: an unknown filter", result.returncode == 2, result.stderr)

# Boilerplate that only one of the languages has a pattern for, and both.
JUNK = (
    ("The harbour opened in 1911", "Le port a ouvert en 1911", False),
    ("The harbour of Aldera opened after a long debate.", "Le port d’Aldera a ouvert après un long débat.", False),
    ("Share this article on Facebook", "Faites-le savoir à vos amis sur Facebook", True),
    ("It closed in 1987, and nobody came back for years.", "Il a fermé en 1987, et personne n’est revenu.", False),
    ("Anna Berg bought fourteen boats there in 1988.", "Anna Berg y a acheté quatorze bateaux en 1988.", False),
    ("Read more about the islands of the north", "Toujours plus sur les îles du nord", True),
    ("Subscribe to our newsletter", "Abonnez-vous à notre lettre d’information", True),
)
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    for side, place in (("en", 0), ("fr", 1)):
        (folder / side).write_text("\n\n".join(row[place] for row in JUNK) + "\n", encoding="utf-8")
    for policy in ("mark", "keep"):
        result = run("-s", "en", "-t", "fr", "-f", "text", "-T", "tmx", "--junk", policy, folder / "en", folder / "fr")
        for source, target, is_junk in JUNK:
            found = [f"<seg>{text}</seg>" in result.stdout for text in (source, target)]
            tap.row(f"parallel: --junk {policy}: {source[:20]}", found == [not is_junk or policy == "keep"] * 2, result.stderr)

# What nobody should align: the outcome is clear, and confidence says what it is worth.
for row, languages, files, low, high, word in (
    # Fifteen sentences have little to tell them by.
    ("unrelated articles", ("en", "ru"), ("chess.en.txt", "library.ru.txt"), 0, 0.85, "1 article"),
    ("one article twice", ("en", "en"), ("chess.en.txt", "chess.en.txt"), 0.95, 1, "16 pairs"),
    ("languages exchanged", ("ar", "en"), ("chess.en.txt", "chess.ar.txt"), 0, 1, "looks like “en” and not like “ar”"),
    ("unknown languages", ("xx", "yy"), ("chess.en.txt", "chess.fr.txt"), 0.8, 1, "1 article"),
    ("a side is empty", ("en", "fr"), ("chess.en.txt", os.devnull), 0, 0, "16 and 0 sentences without translation"),
):
    result = subprocess.run([PROGRAM, "align", "-s", languages[0], "-t", languages[1], "-f", "text", "-T", "beads", *files],
                            cwd=SAMPLES, capture_output=True, encoding="utf-8", check=False)
    beads = [line.split(":") for line in result.stdout.splitlines()]
    scores = [float(bead[2]) for bead in beads if "[]" not in bead]
    mean = sum(scores) / max(len(scores), 1)
    tap.row("parallel: " + row, result.returncode == 0 and low <= mean <= high and word in result.stderr,
            (mean, result.stderr))

# Articles of many files: each row is what is given, and which articles are paired.
ARTICLES = ["bridge", "carpets", "chess", "library"]
with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    records = []
    for language, order in (("en", ARTICLES), ("ar", ARTICLES[::-1])):
        (folder / language).mkdir()
        (folder / ("any-" + language)).mkdir()
        (folder / "both").mkdir(exist_ok=True)
        corpus = []
        for i, article in enumerate(order):
            text = (SAMPLES / f"{article}.{language}.txt").read_text(encoding="utf-8")
            (folder / language / f"{article}.txt").write_text(text, encoding="utf-8")
            (folder / "both" / f"{article}_{language.upper()}.txt").write_text(text, encoding="utf-8")
            (folder / ("any-" + language) / f"{language}{i + 5}.txt").write_text(text, encoding="utf-8")
            records.append({"id": f"{language}{i}", "lang": language, "story": article, "text": text})
            corpus.append({"url": f"https://news.example/{language}/{article}", "text": text})
        (folder / f"{language}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in corpus), encoding="utf-8")
    (folder / "all.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    (folder / "en" / "alone.txt").write_text("Nobody wrote this twice.\n", encoding="utf-8")
    for row, arguments, alone in (
        ("folders by name", ["--pair-by", "name", folder / "en", folder / "ar"], "1 and 0 articles"),
        ("a folder by suffix", ["--pair-by", "name", folder / "both"], ""),
        ("a corpus by key", ["--pair-by", "name", "--field", "key=story", folder / "all.jsonl"], ""),
        ("corpora by address", ["--pair-by", "name", folder / "en.jsonl", folder / "ar.jsonl"], ""),
        ("folders by content", ["--ledger", "names.tsv", folder / "any-en", folder / "any-ar"], ""),
        ("nothing by name", ["--pair-by", "name", folder / "any-en", folder / "any-ar"], "4 and 4 articles"),
    ):
        result = subprocess.run([PROGRAM, "align", "-s", "en", "-t", "ar", "-o", folder / "out.tmx", *arguments], cwd=SAMPLES,
                                capture_output=True, encoding="utf-8", check=False)
        text = (folder / "out.tmx").read_text(encoding="utf-8")
        found = [a for a, word in zip(ARTICLES, ("كارلسن", "أصفهان", "تبليسي", "مارتشينكو")) if word in text]
        ok = len(found) == (0 if "nothing" in row else 4) and alone in result.stderr
        tap.row("parallel: " + row, ok and result.returncode == 0 and ("no partner" in result.stderr) == bool(alone),
                result.stderr)
tap.end()
