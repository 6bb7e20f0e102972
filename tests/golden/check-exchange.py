#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Exchange files both ways: read, converted, put back into their article, and validated.

usage: check-exchange.py PROGRAM
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / "tests"))
import tap  # noqa: E402

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())

TMX = ('<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" '
       'srclang="en" datatype="plaintext"/><body>%s</body></tmx>')
X12 = ('<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a.txt" source-language="en" '
       'target-language="fr" datatype="plaintext"><body>%s</body></file></xliff>')
X2 = ('<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="fr"><file id="f1">%s'
      '</file></xliff>')


# What a file of another tool holds besides, and what comes back in the same format.
KEPT = [
    ("matches", X2 % '<unit id="u1"><m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#s1"><source>A</source>'
     '<target>B</target></m:match></m:matches><segment id="s1"><source>A</source></segment></unit>',
     '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match ref="#s1"><source>A</source><target>B</target></m:match>'
     "</m:matches>"),
    ("glossary", X2 % '<unit id="u1"><gls:glossary xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"><gls:glossEntry><gls:term>A'
     "</gls:term><gls:definition>a &amp; o</gls:definition></gls:glossEntry></gls:glossary><segment><source>A</source></segment>"
     "</unit>", "<gls:term>A</gls:term><gls:definition>a &amp; o</gls:definition></gls:glossEntry></gls:glossary>"),
    ("metadata", X2 % '<unit id="u1"><m:metadata xmlns:m="urn:oasis:names:tc:xliff:metadata:2.0"><m:metaGroup category="x"><m:meta '
     'type="y">z</m:meta></m:metaGroup></m:metadata><segment><source>A</source></segment></unit>', ' category="x"><m:meta type="y">z<'),
    ("sizes", X2 % '<unit id="u1" xmlns:s="urn:oasis:names:tc:xliff:sizerestriction:2.0" s:sizeRestriction="9"><segment><source>A'
     "</source></segment></unit>", ' s:sizeRestriction="9">'),
    ("formats", X2 % '<unit id="u1" xmlns:f="urn:oasis:names:tc:xliff:fs:2.0" f:fs="p" f:subFs="a,b"><segment><source>A</source>'
     "</segment></unit>", ' xmlns:f="urn:oasis:names:tc:xliff:fs:2.0" f:fs="p" f:subFs="a,b">'),
    ("data of a file", X2 % '<e:a xmlns:e="urn:e"><e:b c="&quot;">x</e:b></e:a><unit id="u1"><segment><source>A</source></segment>'
     "</unit>", '<e:a xmlns:e="urn:e"><e:b c="&quot;">x</e:b></e:a>'),
    ("a default namespace", X2 % '<unit id="u1"><a xmlns="urn:e"><b/></a><segment><source>A</source></segment></unit>',
     '<ext:a xmlns:ext="urn:e"><ext:b></ext:b></ext:a>'),
    ("ids of notes", X2 % '<unit id="u1"><notes><note id="n1">x</note></notes><segment><source>A</source></segment></unit>',
     '<note id="n1">x</note>'),
    ("skeleton", X2 % '<skeleton>a<e:b xmlns:e="urn:e"/></skeleton><unit id="u1"><segment><source>A</source></segment></unit>',
     '<skeleton>a<e:b xmlns:e="urn:e"></e:b></skeleton>'),
    ("core attributes", X2 % '<unit id="u1" name="n" canResegment="no"><segment><source>A</source></segment></unit>',
     '<unit id="u1" name="n" canResegment="no">'),
    ("alternatives", X12 % '<trans-unit id="1"><source>A</source><alt-trans><target>Z</target></alt-trans></trans-unit>',
     "<alt-trans><target>Z</target></alt-trans></trans-unit>"),
    ("extensions of 1.2", X12 % '<trans-unit id="1" xmlns:q="urn:q" q:a="1"><source>A</source><q:b>x</q:b></trans-unit>',
     ' xmlns:q="urn:q" q:a="1"><source>A</source><q:b xmlns:q="urn:q">x</q:b></trans-unit>'),
]


def tu(*pairs, more=""):
    return "<tu>%s%s</tu>" % (more, "".join('<tuv xml:lang="%s"><seg>%s</seg></tuv>' % pair for pair in pairs))


def unit(source, target=None, more="", before="", after=""):
    target = "" if target is None else "<target>%s</target>" % target
    return '<unit id="u1">%s<segment%s><source>%s</source>%s</segment>%s</unit>' % (before, more, source, target, after)


def trans(body, more=""):
    return '<trans-unit id="1"%s>%s</trans-unit>' % (more, body)


# Name, file, options, what stands in the output.
CONVERT = [
    ("tmx to xliff", TMX % tu(("en", "One."), ("fr", "Un.")), "-T xliff",
     '<source>One.</source><target state="translated">Un.</target>'),
    ("tmx to xliff2", TMX % tu(("en", "One."), ("fr", "Un.")), "-T xliff2",
     '<target xml:space="preserve">Un.</target>'),
    ("languages of tmx", TMX % tu(("en", "One."), ("fr", "Un."), ("de", "Eins.")), "-T xliff -t de",
     "<target state=\"translated\">Eins.</target>"),
    ("forms of languages", TMX % tu(("EN-US", "One."), ("de-AT", "Eins.")), "-T xliff -s en -t de", "Eins."),
    ("backwards", TMX % tu(("en", "One."), ("fr", "Un.")), "-T xliff -s fr -t en", "<source>Un.</source>"),
    ("lang of tmx 1.1", TMX.replace("1.4", "1.1") % '<tu><tuv lang="en"><seg>A</seg></tuv><tuv lang="fr"><seg>B</seg>'
     '</tuv></tu>', "-T xliff", '<source>A</source><target state="translated">B</target>'),
    ("pair of tmx", TMX % tu(("en", 'A <bpt i="1" type="bold">&lt;b></bpt>b<ept i="1">&lt;/b></ept>'), ("fr", "B")),
     "-T xliff2", '<pc id="1" type="fmt" subType="xlf:b" dataRefEnd="d2" dataRefStart="d1">b</pc>'),
    ("half of tmx", TMX % tu(("en", 'A <it pos="begin" x="1">&lt;b></it>b'), ("fr", "B")), "-T xliff",
     '<it id="1" ctype="x-other" pos="open">&lt;b&gt;</it>b'),
    ("code alone", TMX % tu(("en", 'A<ph x="1" type="lb">&lt;br/></ph>b'), ("fr", "B")), "-T xliff2",
     'A<ph id="1" type="fmt" subType="xlf:lb" dataRef="d1"/>b'),
    ("highlight", TMX % tu(("en", "A <hi>b</hi>"), ("fr", "B")), "-T tmx", 'A <bpt i="1"'),
    ("code in a code", TMX % tu(("en", '<ph x="1">a<sub>b<ph>c</ph></sub>d</ph>e'), ("fr", "B")), "-T tmx", ">abcd</ph>e"),
    ("note and property", TMX % tu(("en", "A"), ("fr", "B"), more='<note>N</note><prop type="x-p">P</prop>'), "-T tmx",
     '<note>N</note><prop type="x-p">P</prop>'),
    ("note to xliff", TMX % tu(("en", "A"), ("fr", "B"), more="<note>N</note>"), "-T xliff", "<note>N</note>"),
    ("approved", X12 % trans("<source>A</source><target>B</target>", ' approved="yes"'), "-T xliff2", 'state="reviewed"'),
    ("final", X12 % trans('<source>A</source><target state="final">B</target>'), "-T xliff2", 'state="final"'),
    ("to be checked", X12 % trans('<source>A</source><target state="needs-review-translation">B</target>'), "-T xliff2",
     'state="translated" subState="hexapla:fuzzy"'),
    ("g", X12 % trans('<source>A <g id="1" ctype="italic">b</g></source>'), "-T tmx",
     '<bpt i="1" x="1" type="italic"></bpt>b<ept i="1"></ept>'),
    ("bx and ex", X12 % trans('<source><bx id="1" rid="7"/>b<ex id="2" rid="7"/></source>'), "-T xliff2",
     '<pc id="1">b</pc>'),
    ("segments of 1.2", X12 % trans('<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk mtype="seg" '
     'mid="2">B.</mrk></seg-source><target><mrk mtype="seg" mid="2">D.</mrk> <mrk mtype="seg" mid="1">C.</mrk></target>'),
     "-T xliff2", 'A.</source><target xml:space="preserve">C.'),
    ("target without segments", X12 % trans('<source>A. B.</source><seg-source><mrk mtype="seg" mid="1">A.</mrk> <mrk '
     'mtype="seg" mid="2">B.</mrk></seg-source><target>C. D.</target>'), "-T tmx", "<seg>A. B.</seg>"),
    ("alternatives are not targets", X12 % trans("<source>A</source><alt-trans><target>Z</target></alt-trans>"), "-T xliff",
     "<source>A</source><alt-trans><target>Z</target></alt-trans></trans-unit>"),
    ("not for translation", X12 % trans("<source>A</source>", ' translate="no"'), "-T xliff2", 'translate="no"'),
    ("white space between segments", X2 % '<unit id="u1"><segment><source>A.</source></segment><ignorable><source>  </source>'
     '</ignorable><segment><source>B.</source></segment></unit>', "-T xliff2", '<ignorable><source xml:space="preserve">  <'),
    ("ids of units", X2 % unit("A", "B"), "-T xliff", '<trans-unit id="u1"'),
    ("ids stay", X2 % unit("A", "B", ' id="s9"'), "-T xliff2", '<unit id="u1" type="hexapla:paragraph">'),
    ("sc and ec over segments", X2 % unit('<sc id="1"/>A.', after='<segment><source>B.<ec startRef="1"/></source></segment>'),
     "-T xliff2", '<ec id="1-end" isolated="yes"/>'),
    ("original data", X2 % unit('<ph id="1" dataRef="d1"/>A', before='<originalData><data id="d1">&lt;img></data>'
     "</originalData>"), "-T tmx", ">&lt;img&gt;</ph>A"),
    ("forbidden character", X2 % unit('A<cp hex="0001"/>B'), "-T xliff2", 'A<cp hex="0001"/>B'),
    ("terms are left out", X2 % unit('A <mrk id="m1" type="term">b</mrk>.'), "-T xliff2", ">A b.<"),
]

PAIRS = TMX % (tu(("en", 'A &amp;\n"b"'), ("ar", "<hi>ب</hi>,\tت")) + tu(("en", "C"), ("ar", " ")) + tu(("en", "D"), ("ar", "د")))

# Format, what stands in the output of these pairs.
TABLES = [
    ("tsv", 'id\ten\tar\n', 'A &\\n"b"\tب,\\tت\n'),
    ("csv", 'id,en,ar\n', '"A &\n""b""","ب,\tت"\n'),
    ("po", '"Language: ar\\n"', 'msgid "A &\\n\\"b\\""\nmsgstr "ب,\\tت"\n'),
    ("html-table", '<th>ar</th>', '<td lang="en" dir="ltr">A &amp;\n"b"</td><td lang="ar" dir="rtl">ب,\tت</td>'),
]

# Name, file, what is said to be left out.
LOSSES = [
    ("third language", TMX % tu(("en", "A"), ("fr", "B"), ("de", "C")), "other-languages: 1 left out"),
    ("date", TMX % '<tu creationdate="20200101T000000Z"><tuv xml:lang="en"><seg>A</seg></tuv></tu>', "creationdate: 1"),
    ("alternative", X12 % trans("<source>A</source><alt-trans><target>Z</target></alt-trans>"), "alt-trans: 1"),
    ("extension", X12 % trans('<source>A</source><x:y xmlns:x="urn:x">Z</x:y>'), "y: 1"),
    ("annotation", X2 % unit('<mrk id="m1" type="term">b</mrk>'), "mrk: 1"),
]

# Name, file, tag of what is wrong; None: nothing is.
VALIDATE = [
    ("a good unit", X2 % unit("A", "B"), None),
    ("a good pair", X2 % unit('<pc id="1">A</pc>', '<pc id="1">B</pc>'), None),
    ("a good memory", TMX % tu(("en", "A"), ("fr", "B")), None),
    ("a good trans-unit", X12 % trans("<source>A</source><target>B</target><note>C</note>"), None),
    ("target behind note", X12 % trans("<source>A</source><note>C</note><target>B</target>"), "invalid-element"),
    ("units of one id", X12 % (trans("<source>A</source>") * 2), "repeated-id"),
    ("no source", X12 % trans("<target>B</target>"), "invalid-element"),
    ("unknown segment", X12 % trans('<source>A</source><target><mrk mtype="seg" mid="1">B</mrk></target>'),
     "broken-reference"),
    ("no segment", X2 % '<unit id="u1"></unit>', "invalid-element"),
    ("text between elements", X2 % '<unit id="u1">x<segment><source>A</source></segment></unit>', "invalid-text"),
    ("two units of one id", X2 % (unit("A") * 2), "repeated-id"),
    ("an id with a space", X2.replace('id="f1"', 'id="f 1"') % unit("A"), "invalid-value"),
    ("state of 1.2", X2 % unit("A", "B", ' state="needs-translation"'), "invalid-value"),
    ("no target language", X2.replace(' trgLang="fr"', "") % unit("A", "B"), "invalid-language"),
    ("wrong language", X2 % '<unit id="u"><segment><source xml:lang="de">A</source></segment></unit>', "invalid-language"),
    ("white space differs", X2 % '<unit id="u"><segment><source xml:space="preserve">A</source><target>B</target></segment>'
     "</unit>", "invalid-value"),
    ("unknown attribute", X2 % unit("A", None, ' colour="red"'), "invalid-attribute"),
    ("no such data", X2 % unit('<ph id="1" dataRef="d1"/>'), "broken-reference"),
    ("code without end", X2 % unit('<sc id="1"/>A'), "broken-code"),
    ("end without start", X2 % unit('A<ec startRef="1"/>'), "broken-code"),
    ("end before start", X2 % unit('<ec startRef="1"/>A<sc id="1"/>'), "broken-code"),
    ("two codes of one id", X2 % unit('<ph id="1"/><ph id="1"/>'), "repeated-id"),
    ("deleted code", X2 % unit('<ph id="1" canDelete="no"/>A', "B"), "broken-code"),
    ("character that needs no cp", X2 % unit('<cp hex="0041"/>'), "invalid-value"),
    ("comment without text", X2 % unit('<mrk id="1" type="comment">A</mrk>'), "invalid-attribute"),
    ("wrong fragment", X2 % unit('<mrk id="1" type="term" ref="#u=1/f=1">A</mrk>'), "broken-reference"),
    ("type of nobody", X2 % '<unit id="u" type="mine"><segment><source>A</source></segment></unit>', "invalid-value"),
    ("order twice", X2 % ('<unit id="u"><segment><source>A</source><target order="2">A</target></segment><segment><source>B'
     "</source><target>B</target></segment></unit>"), "invalid-value"),
    ("skeleton twice", X2 % ('<skeleton href="a">b</skeleton>' + unit("A")), "invalid-attribute"),
    ("memory without languages", TMX % "<tu><tuv><seg>A</seg></tuv></tu>", "invalid-language"),
    ("memory without its source", TMX % tu(("de", "A"), ("fr", "B")), "invalid-language"),
    ("header without segtype", TMX.replace(' segtype="sentence"', "") % tu(("en", "A")), "invalid-attribute"),
    ("codes of xliff in a memory", TMX % tu(("en", '<g id="1">A</g>')), "invalid-element"),
    ("code without end in a memory", TMX % tu(("en", '<bpt i="1"/>A')), "broken-code"),
    ("date with hyphens", TMX % '<tu creationdate="2020-01-01"><tuv xml:lang="en"><seg>A</seg></tuv></tu>', "invalid-value"),
]

ARTICLES = {
    "text.txt": "The harbour was closed.  It opened\nagain on Monday.\r\n\r\nShare | Tweet\n\n“Kata’ib” said so.\n",
    "corpus.jsonl": '{"id":"a","title":"The \\"Rose\\"","text":"It sailed.\\nIt came\\u0020back \\u00e9.","n":1}\n'
                    '{"text":"It sailed.","id":"b"}\n',
    "page.html": '<html lang="en"><body><article><h1>Fish &amp; chips</h1>\r\n<p>The <b>old</b> shop <a href="/x?a&amp;b">closed'
                 "</a>. Nobody <i>came. Some</i> left.<br>The owner said that it had cost more than anybody had expected.</p>"
                 "</article></body></html>",
}


def run(folder, *arguments):
    return subprocess.run([PROGRAM, *arguments], cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60,
                          check=False)


def write(folder, name, text):
    (pathlib.Path(folder) / name).write_text(text, encoding="utf-8", newline="")


def check_convert(folder):
    for name, text, options, expected in CONVERT:
        write(folder, "in.xml", text)
        done = run(folder, "convert", "in.xml", *options.split())
        tap.row("convert " + name, done.returncode == 0 and expected in done.stdout, done.stderr + done.stdout)
        again = run(folder, "validate", "in.xml")
        write(folder, "out.xml", done.stdout)
        done = run(folder, "validate", "out.xml")
        tap.row("valid " + name, done.returncode == 0, done.stderr + again.stderr)
    for encoding in ("utf-16", "utf-16-le", "iso-8859-1"):
        mark = "\ufeff" if encoding == "utf-16-le" else ""
        text = mark + '<?xml version="1.0" encoding="%s"?>' % encoding.replace("-le", "") + TMX % tu(("en", "é"), ("fr", "à"))
        (pathlib.Path(folder) / "in.tmx").write_bytes(text.encode(encoding))
        done = run(folder, "convert", "in.tmx", "-T", "xliff")
        tap.row("convert " + encoding, "<source>é</source>" in done.stdout, done.stderr + done.stdout)
    for name, text, expected in LOSSES:
        write(folder, "in.xml", text)
        done = run(folder, "convert", "in.xml", "-T", "jsonl")
        tap.row("loss of " + name, done.returncode == 0 and expected in done.stderr, done.stderr)


def check_kept(folder):
    for name, text, expected in KEPT:
        write(folder, "in.xlf", text)
        done = run(folder, "convert", "in.xlf", "-T", "xliff2" if text.startswith(X2[:23]) else "xliff")
        write(folder, "out.xlf", done.stdout)
        checked = run(folder, "validate", "out.xlf")
        ok = expected in done.stdout and done.stderr == "" and checked.returncode == 0
        tap.row("keeps " + name, ok, done.stderr + checked.stderr + done.stdout)
        done = run(folder, "convert", "in.xlf", "-T", "tsv")
        tap.row("loses " + name, name == "ids of notes" or "left out" in done.stderr, done.stderr)


def check_leverage(folder):
    write(folder, "a.txt", "It  is ‘late’.\n\nNobody came.\n\nIt rained.\n")
    write(folder, "m.tmx", TMX % (tu(("en", "It is 'late'."), ("fr", "Il est tard.")) + tu(("en", "Nobody came"), ("fr", "Z"))))
    for to, match in (("xliff", '<alt-trans match-quality="100%" origin="tm"><target>Il est tard.</target></alt-trans>'),
                      ("xliff2", '<target xml:space="preserve">Il est tard.</target></mtc:match>')):
        done = run(folder, "export", "-q", "-s", "en", "-t", "fr", "a.txt", "--tm", "m.tmx", "-T", to)
        write(folder, "out.xml", done.stdout)
        checked = run(folder, "validate", "out.xml")
        tap.row("match in " + to, match in done.stdout and ">Z<" not in done.stdout and checked.returncode == 0,
                done.stderr + checked.stderr + done.stdout)
    done = run(folder, "export", "-q", "-s", "en", "-t", "fr", "a.txt", "--tm", "m.tmx", "--tm-as", "target", "-T", "tsv")
    tap.row("match as target", "‘late’.\tIl est tard.\n" in done.stdout and "Nobody came.\t\n" in done.stdout, done.stdout)
    run(folder, "export", "-q", "-s", "en", "-t", "fr", "a.txt", "--copy-source", "-o", "old.xlf")
    old = (pathlib.Path(folder) / "old.xlf").read_text(encoding="utf-8")
    write(folder, "old.xlf", translate(old, lambda s: s.upper()).replace('state="translated">IT RAINED.', 'state="final">PLUT.'))
    write(folder, "a.txt", "New.\n\nIt rained.\n\nNobody came back.\n")
    done = run(folder, "export", "-q", "-s", "en", "-t", "fr", "a.txt", "--previous", "old.xlf", "-T", "xliff")
    tap.row("earlier translations", '<target state="final">PLUT.</target>' in done.stdout and done.stdout.count("<target") == 1,
            done.stderr + done.stdout)
    page = '<html lang="en"><body><article><h1>A <b>big</b> day</h1><p>The mayor of the town said on Monday that the work %s</p>' \
           "</article></body></html>"
    write(folder, "p.html", page % "had <i>cost</i> more than the council had expected, and that all would be paid.")
    run(folder, "export", "-q", "-t", "fr", "p.html", "--copy-source", "-o", "p.tmx")
    done = run(folder, "export", "-q", "-t", "fr", "p.html", "--tm", "p.tmx", "--tm-as", "target", "-T", "xliff")
    tap.row("codes of a memory", 'A <g id="1" ctype="bold">big</g> day</target>' in done.stdout and "<i>" not in done.stdout,
            done.stderr + done.stdout)


def check_tables(folder):
    write(folder, "in.tmx", PAIRS)
    for to, *expected in TABLES:
        done = run(folder, "convert", "in.tmx", "-T", to)
        tap.row("table " + to, all(text in done.stdout for text in expected), done.stderr + done.stdout)
    done = run(folder, "convert", "in.tmx", "-s", "en", "-t", "ar", "-T", "moses", "-o", "pairs")
    lines = [(pathlib.Path(folder) / ("pairs." + tag)).read_text(encoding="utf-8") for tag in ("en", "ar")]
    tap.row("moses", lines == ['A & "b"\nD\n', "ب,\tت\nد\n"], (done.stderr, lines))
    done = run(folder, "convert", "-f", "moses", "pairs.en", "-s", "en", "-t", "ar", "-T", "tsv")
    tap.row("moses back", done.stdout.count("\t") == 6 and '\tA & "b"\tب,\tت\n'.replace("\tت", "\\tت") in done.stdout, done.stdout)
    write(folder, "m.en", "One.\n\nThree.\nFour.\n")
    write(folder, "m.fr", "Un.\nDeux.\n\nQuatre.\n")
    done = run(folder, "convert", "-f", "moses", "m.en", "-s", "en", "-t", "fr", "-T", "csv")
    ok = ",One.,Un.\n" in done.stdout and ",Four.,Quatre.\n" in done.stdout and "empty-pair: 2" in done.stderr
    tap.row("moses with empty lines", ok, done.stdout + done.stderr)
    (pathlib.Path(folder) / "m.fr").write_bytes(b"Un.\n\xff\nTrois.\nQuatre.\n")
    done = run(folder, "convert", "-f", "moses", "m.en", "-s", "en", "-t", "fr", "-T", "csv")
    ok = done.returncode == 1 and ",Three.,Trois.\n" in done.stdout and "m.en:2:" in done.stderr
    tap.row("moses with a broken line", ok, done.stdout + done.stderr)
    write(folder, "m.fr", "Un.\nDeux.\nTrois.\n")
    done = run(folder, "convert", "-f", "moses", "m.en", "-s", "en", "-t", "fr", "-o", "never.csv")
    ok = done.returncode == 3 and not (pathlib.Path(folder) / "never.csv").exists()
    tap.row("moses with a missing line", ok, done.stderr)
    tap.row("moses to a stream", run(folder, "convert", "in.tmx", "-s", "en", "-t", "ar", "-T", "moses").returncode == 2)
    done = run(folder, "convert", "in.tmx", "-o", "pairs.tsv")
    text = (pathlib.Path(folder) / "pairs.tsv").read_text(encoding="utf-8")
    tap.row("table by extension", text.startswith("id\ten\tar\n"), done.stderr)


def check_validate(folder):
    for name, text, tag in VALIDATE:
        write(folder, "in.xml", text)
        done = run(folder, "validate", "in.xml")
        ok = done.returncode == 0 if tag is None else done.returncode == 1 and "[%s]" % tag in done.stderr
        tap.row("validate " + name, ok, "%d %s" % (done.returncode, done.stderr))
        found = run(folder, "validate", "--json", "in.xml").stdout.splitlines()
        ok = all(json.loads(line)["line"] > 0 for line in found)
        tap.row("places of " + name, ok and (len(found) > 0) == (tag is not None), found)
    write(folder, "in.xml", "<html/>")
    tap.row("validate no exchange file", run(folder, "validate", "in.xml").returncode == 3)


def translate(text, how):
    """Fills the targets, which hold the source."""
    text = re.sub(r'state="(needs-translation|initial)"', 'state="translated"', text)
    text = re.sub(r"(<target[^>]*>)([^<]*)", lambda m: m[1] + how(m[2]), text)
    return re.sub(r'(<tuv xml:lang="fr"><seg>)([^<]*)', lambda m: m[1] + how(m[2]), text)


def check_merge(folder):
    for article, text in ARTICLES.items():
        write(folder, article, text)
        for to in ("xliff", "xliff2", "tmx"):
            name = "%s by %s" % (article, to)
            export = ["export", "-s", "en", "-t", "fr", "-q", "--junk", "keep", "--copy-source", article, "-T", to]
            for options, restore in ((["--names", "keep", "--apostrophes", "keep"], []), ([], ["--restore"])):
                exported = run(folder, *export, *options).stdout
                write(folder, "out.xml", translate(exported, lambda s: s))
                done = run(folder, "merge", "out.xml", article, *restore, "-o", "merged")
                same = done.returncode == 0 and (pathlib.Path(folder) / "merged").read_bytes() == text.encode()
                tap.row("unchanged %s %s" % (name, " ".join(restore)), same, done.stderr)
            write(folder, "out.xml", translate(exported, lambda s: "[" + s.upper().replace("&AMP;", "&amp;") + "]"))
            done = run(folder, "merge", "out.xml", article)
            if article.endswith("jsonl"):
                records = [json.loads(line) for line in done.stdout.splitlines()]
                ok = records[0]["text"] == "[IT SAILED.]\n[IT CAME BACK É.]" and records[0]["title"] == '[THE "ROSE"]'
            elif article.endswith("html"):
                ok = "<h1>[FISH &amp; CHIPS]</h1>\n<p>[THE ]<b>old</b> shop <a href=" in done.stdout
                ok = ok and "<i>came. [SOME]</i> left.<br>" in done.stdout
            else:
                ok = done.stdout.startswith("[THE HARBOUR WAS CLOSED.]  [IT OPENED AGAIN ON MONDAY.]\n\n[SHARE | TWEET]\n")
            tap.row("translated " + name, ok, done.stderr + done.stdout)
    write(folder, "text.txt", ARTICLES["text.txt"])
    done = run(folder, "export", "-q", "-s", "en", "-t", "pt-BR", "--one-segment-per-unit", "--copy-source", "text.txt", "-T",
               "xliff2")
    write(folder, "out.xlf", translate(done.stdout, lambda s: s))
    checked = run(folder, "validate", "out.xlf")
    merged = run(folder, "merge", "-q", "--restore", "out.xlf", "text.txt", "-o", "merged")
    same = merged.returncode == 0 and (pathlib.Path(folder) / "merged").read_bytes() == ARTICLES["text.txt"].encode()
    ok = done.stdout.count("<unit ") == done.stdout.count("<segment ") > 3 and 'trgLang="pt-BR"' in done.stdout
    tap.row("one segment a unit", ok and same and checked.returncode == 0, checked.stderr + merged.stderr + done.stdout)
    run(folder, "export", "-s", "en", "-t", "fr", "-q", "text.txt", "-o", "empty.xlf")
    done = run(folder, "merge", "empty.xlf")
    tap.row("missing stays", done.stdout == ARTICLES["text.txt"].replace("\r", "") and "[untranslated]" in done.stderr, done.stderr)
    done = run(folder, "merge", "empty.xlf", "--missing", "error", "-o", "never")
    tap.row("missing is an error", done.returncode == 3 and not (pathlib.Path(folder) / "never").exists(), done.stderr)
    done = run(folder, "merge", "empty.xlf", "--missing", "mark")
    tap.row("missing is marked", "[[The harbour was closed.]]  [[" in done.stdout, done.stdout)
    done = run(folder, "merge", "empty.xlf", "-o", "text.txt")
    tap.row("merge onto its input", done.returncode == 4, done.stderr)
    write(folder, "blank.txt", "\n\n")
    run(folder, "export", "-q", "-s", "en", "-t", "fr", "blank.txt", "-o", "blank.xlf")
    tap.row("merge of nothing", run(folder, "merge", "blank.xlf").stdout == "\n\n")
    write(folder, "foreign.xlf", X12 % trans("<source>A</source><target>B</target>"))
    tap.row("merge without ids", run(folder, "merge", "foreign.xlf", "text.txt").returncode == 3)
    write(folder, "away.xlf", (pathlib.Path(folder) / "empty.xlf").read_text(encoding="utf-8").replace('href="text.txt"',
                                                                                                      'href="../text.txt"'))
    tap.row("merge with a file elsewhere", run(folder, "merge", "away.xlf").returncode == 2)
    tap.row("export of an exchange file", run(folder, "export", "empty.xlf", "-o", "x.tmx").returncode == 2)
    tap.row("conversion of an article", run(folder, "convert", "text.txt", "-o", "x.tmx").returncode == 2)


with tempfile.TemporaryDirectory() as place:
    check_convert(place)
    check_kept(place)
    check_leverage(place)
    check_tables(place)
    check_validate(place)
    check_merge(place)
tap.end()
