#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The command line as users meet it: exit statuses, messages, and files that appear whole or not at all.

usage: check-cli.py PROGRAM
"""
import gzip
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import tap  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
MANY = 1000 if "HEXAPLA_SANITIZED" in os.environ else 20000
CORPUS = b'{"id":"a","text":"One."}\n{"id":"b","text":"Two."}\n'
QUESTIONS = """\
{"id": "a", "lang": "ru", "name": "Omar Haddad", "set": "x", "a": "L. Voss", "b": "Lena Voss", "kind": "Person",
 "query": "Бремен", "candidates": ["Berlin", "Bremen"], "text": "Kata'ib left.", "offset": 4}
{"id": 7, "lang": "en", "name": "Umar Haddad", "set": "x", "a": "Lena Voss", "b": "Lars Voss", "kind": "Person",
 "query": "Bremen", "candidates": [], "text": "They've left.", "offset": 4}
""".replace(",\n", ",").encode()
PAIRS = """<?xml version="1.0"?>
<tmx version="1.4"><header srclang="en" adminlang="en" datatype="plaintext" segtype="sentence" o-tmf="x"
 creationtool="x" creationtoolversion="1"/><body>
<tu tuid="a"><tuv xml:lang="en"><seg>Lee slept.</seg></tuv><tuv xml:lang="ru"><seg>Он спал.</seg></tuv></tu>
<tu tuid="b"><tuv xml:lang="en"><seg>12 ships left.</seg></tuv><tuv xml:lang="ru"><seg>Ушло 21 судно.</seg></tuv></tu>
</body></tmx>
""".encode()
GOOD = "Kata’ib Hezbollah left the city on Monday. Gen. Lee said ‘no’.\n"
GOOD_ID = "s3nk0kqtd"  # of its first sentence
MEMORY = b"""<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="en" datatype="plaintext"/><body><tu tuid="u1"><tuv xml:lang="en"><seg>Hello.</seg></tuv><tuv xml:lang="fr"><seg>
&lt;/script>&lt;!-- Bonjour.</seg></tuv></tu></body></tmx>""".replace(b"\n&", b"&")

# name, arguments, exit status, what stderr holds, what stdout holds
ROWS = [
    ("no verb", "", 2, "which verb?", ""),
    ("unknown verb", "exprot", 2, "did you mean “export”?", ""),
    ("verb unlike any", "xyzzy", 2, "there is no verb", ""),
    ("version", "--version", 0, "", "hexapla 0."),
    ("help", "help", 0, "", "Usage: hexapla VERB"),
    ("help option", "--help", 0, "", "Usage: hexapla VERB"),
    ("help of a verb", "help export", 0, "", "--copy-source"),
    ("help of a verb by option", "segment --help", 0, "", "--offsets"),
    ("help of nothing", "help me", 2, "there is no verb “me”", ""),
    ("align", "align -s en -t fr good.txt good.txt -T beads", 0, "1 article, 2 pairs", "[0]:[0]:0."),
    ("align to a memory", "align -s en -t fr good.txt good.txt", 0, "2 pairs", '<prop type="type">1:1</prop>'),
    ("align one version", "align -s en -t fr good.txt", 2, "give a source and a target", ""),
    ("align without languages", "align good.txt good.txt", 2, "give --source and --target", ""),
    ("align with nothing", "align -s en -t fr -T beads good.txt /dev/null", 0, "0 pairs", "[0]:[]:"),
    ("align a version that is missing", "align -s en -t fr good.txt gone.txt", 3, "gone.txt: error: No such file", ""),
    ("align a list of one column", "align -s en -t fr --pairs good.txt", 3, "good.txt:1: error: a pair is", ""),
    ("align into the input", "align -s en -t fr good.txt good.txt -o tmx:good.txt", 4, "output and input are one file", ""),
    ("unknown option", "segment --frobnicate good.txt", 2, "frobnicate", ""),
    ("unknown policy", "export -s en --junk burn good.txt", 2, "only mark, drop, keep", ""),
    ("no names", "export -s en --names off good.txt -o out.xlf", 0, "0 names, 0 respelled", ""),
    ("no names in a dump", "export -s en --names off -T dump --until names good.txt", 0, "", "[paragraph]"),
    ("a ledger without names", "names -s en --names off good.txt", 2, "names --names off has nothing to write", ""),
    ("ledger", "export -s en --ledger names.tsv -T text good.txt", 0, "2 respelled", "Kata’ib Hizballah left the"),
    ("ledger, marks only", "export -s en --ledger names.tsv --names normalise -T text good.txt", 0, "0 respelled",
     "Kata’ib Hezbollah left the"),
    ("ledger on threads", "export -j4 -s en --ledger names.tsv -T text good.txt good.txt", 0, "4 respelled", "Hizballah"),
    ("ledger as JSONL", "names -s en -T jsonl good.txt -o l.jsonl && \"$HEXAPLA\" export -s en --ledger l.jsonl -T text "
     "good.txt", 0, "", "Kata’ib Hezbollah left the"),
    ("ledger from standard input", "export -s en --ledger - -T text good.txt <names.tsv", 0, "", "Hizballah"),
    ("check", "check pairs.tmx", 1, "1 findings, 0 allowed", "pairs.tmx:5: b: error: “12” stands in the source, “21” in"),
    ("check that allows", "check pairs.tmx --allow allow.tsv", 0, "0 findings, 1 allowed", ""),
    ("check as JSON", "check pairs.tmx --json", 1, "", '"segment":"b","level":"error","tag":"number-differs"'),
    ("check with notes", "check pairs.tmx -o xliff:/dev/null", 1, "1 findings", "[number-differs]"),
    ("check into standard output", "check pairs.tmx -o xliff:-", 2, "--output needs a file", ""),
    ("check as SARIF", "check pairs.tmx --sarif", 1, "", '{"ruleId":"number-differs","level":"error"'),
    ("check with a ledger", "check pairs.tmx --ledger checked.tsv", 1, "2 findings", "“Lee” is missing; approved is “Ли”"),
    ("check of a stream with a ledger", "check - --ledger checked.tsv <pairs.tmx", 2, "need --target", ""),
    ("kit without a language", "export -s en good.txt --for omegat -o kit", 2, "give --target", ""),
    ("kit without a folder", "export -s en -t fr good.txt --for omegat", 2, "give one --output", ""),
    ("kit for an unknown tool", "export -s en -t fr good.txt --for word -o kit", 2, "only crowdin, matecat, memoq,", ""),
    ("stats", "stats -s en good.txt", 0, "", "       2      11         61       0        0     11 "),
    ("stats as CSV", "stats -s en good.txt good.txt -T csv", 0, "", '"total",4,'),
    ("stats as JSON", "stats -s en good.txt --json", 0, "", '"file":"good.txt","segments":2,"words":11,'),
    ("stats of an exchange file", "stats memory.tmx", 0, "", "       1       1          6       0        0      1 "),
    ("stats against a memory", "stats memory.tmx --tm memory.tmx", 0, "", "       1       1          6       1        0      0 "),
    ("stats as TMX", "stats -s en good.txt -T tmx", 2, "as text, as csv or with --json", ""),
    ("check with a broken list", "check pairs.tmx --allow good.txt", 3, "good.txt:1:1: error: there is no tab", ""),
    ("ledger that is missing", "export -s en --ledger gone.tsv -o out.tmx good.txt", 3, "gone.tsv: error: No such file", ""),
    ("ledger that goes round", "export -s en --ledger round.tsv -o out.tmx good.txt", 3, "round.tsv: error: the canonical",
     ""),
    ("ledger that is no table", "export -s en --ledger good.txt -o out.tmx good.txt", 3, "good.txt:1:1: error: there", ""),
    ("ledger in no UTF-8", "export -s en --ledger latin.txt -o out.tmx good.txt", 3, "latin.txt:byte 3: error:", ""),
    ("name that stands twice", "names -s en --ledger twice.tsv good.txt", 0, "[repeated-name]", ""),
    ("form in the target language", "export -s en -t ar --ledger forms.tsv -T xliff good.txt", 0, "",
     "Kata’ib Hezbollah (organisation) = كتائب حزب الله"),
    ("form in no other language", "export -s en -t fa --ledger forms.tsv -T xliff good.txt", 0, "",
     "Kata’ib Hezbollah (organisation)</note>"),
    ("scholarly", "export -s en --ledger forms.tsv --apostrophes scholarly -T text good.txt", 0, "", "Kataʾib Hezbollah"),
    ("inconsistencies", "names -s en -T inconsistencies two.txt", 0, "",
     "1\tname\tSana'a\t1\ttwo.txt:1:4\n1\tname\tSana’a\t1\ttwo.txt:1:15\n"),
    ("inconsistencies of a corpus", "names -s en -T inconsistencies two.jsonl", 0, "", "\ttwo.jsonl:1\n"),
    ("nothing inconsistent", "names -s en -T inconsistencies good.txt", 0, "", "group\tkind\tform\tcount\tplaces\n"),
    ("ledger as TBX", "names -s en good.txt --ledger names.tsv -o l.tbx && \"$HEXAPLA\" export -s en --ledger l.tbx -T text "
     "good.txt", 0, "", "Kata’ib Hizballah left the"),
    ("glossary beside the file", "export -s en good.txt -o o.xlf -o o.tbx && grep -c '<term>Kata' o.tbx", 0, "", "1\n"),
    ("glossary in TBX", "export -s en good.txt -o o.xlf.gz --glossary tbx && grep -c '<term>Kata' o.tbx", 0, "", "1\n"),
    ("glossary as a table", "export -s en -t ar --ledger forms.tsv good.txt -o xliff2:o.x --glossary tsv && cat o.glossary.tsv", 0,
     "", "Kata’ib Hezbollah\tكتائب حزب الله\torganisation\nLee\t\tperson\n"),
    ("glossary with suggestions", "export -s en -t ar --suggest people.txt -o o.xlf --glossary tsv && cat o.glossary.tsv", 0, "",
     "Karim Hussein\t\tperson; suggested: كريم حسين\n"),
    ("glossaries in a folder", "export -s en good.txt people.txt -o xliff:new/ --glossary tsv && cat new/people.glossary.tsv",
     0, "", "Lena Voss\t\tperson\n"),
    ("glossary of two outputs", "export -s en good.txt -o o.xlf -o o.tmx --glossary tsv --glossary tbx && ls o.*", 0, "",
     "o.glossary.tsv\no.tbx\no.tmx\no.xlf\n"),
    ("glossary that is asked for twice", "export -s en good.txt -o o.xlf -o o.tbx --glossary tbx && ls o.*", 0, "",
     "o.tbx\no.xlf\n"),
    ("glossary beside nothing", "export -s en -T xliff good.txt --glossary tbx", 2, "--glossary writes beside an output", ""),
    ("glossary in no format", "export -s en good.txt -o o.xlf --glossary docx", 2, "only tbx, tsv", ""),
    ("ledger that is merged", "names -s en --ledger names.tsv good.txt", 0, "",
     "Kata’ib Hezbollah\tKata’ib Hizballah\torganisation\tspelling\tKata’ib Hizballah\t1\tapproved\n"),
    ("ledger merged with itself", "names -s en good.txt -o l.tsv && \"$HEXAPLA\" names -s en --ledger l.tsv good.txt", 0, "",
     "organisation\tspelling\tKata’ib Hezbollah\t2\tfound\n"),
    ("suggestions", "names -s en -t ar --suggest people.txt", 0, "", "\tstatus\tar-suggested\n"),
    ("suggestions of the first line", "names -s en -t ar --suggest people.txt", 0, "", "\t1\tfound\tكريم حسين\n"),
    ("no suggestions", "names -s en -t ar people.txt", 0, "", "\t1\tfound\n"),
    ("suggestions as JSONL", "names -s en -t ar --suggest -T jsonl people.txt", 0, "", '"ar-suggested":"كريم حسين"}\n'),
    ("suggestions as TBX", "names -s en -t ar --suggest -T tbx people.txt", 0, "",
     '<term>كريم حسين</term><admin type="projectSubset">suggested</admin>'),
    ("suggestions are never read", "names -s en -t ar --suggest people.txt -o l.tsv && \"$HEXAPLA\" export -s en -t ar "
     "--ledger l.tsv -T xliff people.txt", 0, "", "Karim Hussein (person), Lena"),
    ("suggestions in XLIFF", "export -s en -t ar --suggest -T xliff people.txt", 0, "",
     "Karim Hussein (person) = كريم حسين (suggested)"),
    ("suggestions in a glossary", "export -s en -t ar --suggest -T xliff2 --terms inline people.txt", 0, "",
     '<gls:translation source="hexapla: suggested">كريم حسين<'),
    ("suggestions in JSONL", "export -s en -t ar --suggest -T jsonl people.txt", 0, "", '"suggestion":"كريم حسين"}'),
    ("approved before suggested", "export -s en -t ar --suggest --ledger karim.tsv -T xliff people.txt", 0, "",
     "Karim Hussein (person) = كريم ح, Lena"),
    ("suggestions in no language", "names -s en --suggest people.txt", 2, "--suggest wants the language of --target", ""),
    ("suggestions in an unknown language", "names -s en -t th --suggest people.txt", 2, "--suggest cannot write names", ""),
    ("romanised", "names -s ru --romanise iso9 --romanise ru-bgn russians.txt", 0, "",
     "\tru-Latn-x-iso9\tru-Latn-x-bgn\nЮрий Щукин\tЮрий Щукин\tperson\tspelling\tЮрий Щукин\t1\tfound\tÛrij Ŝukin\t"
     "Yuriy Shchukin\n"),
    ("romanised form of a ledger", "names -s en --romanise ijmes --ledger karim.tsv people.txt", 0, "", "\tfound\tكريم ح\n"),
    ("romanised vowels of a ledger", "names -s en --romanise ijmes --ledger vowels.tsv people.txt", 0, "", "\tKarīm\n"),
    ("romanised as TBX", "names -s ru --romanise iso9 -T tbx russians.txt", 0, "",
     '<langSec xml:lang="ru-Latn-x-iso9">\n<termSec><term>Ûrij Ŝukin</term>'),
    ("unknown romanisation", "names -s ru --romanise hunterian russians.txt", 2, "--romanise knows no “hunterian”", ""),
    ("ambiguous romanisation", "names -s en --romanise bgn people.txt", 2, "`hexapla languages --systems`", ""),
    ("systems of romanisation", "languages --systems", 0, "", "uk-2010      uk"),
    ("unknown format", "export -s en -T docx good.txt", 2, "knows no format “docx”", ""),
    ("bad language", "segment -s 'english please' good.txt", 2, "is not a language tag", ""),
    ("no language", "segment good.txt", 2, "give --source", ""),
    ("no input", "segment -s en", 2, "which article?", ""),
    ("nothing tells the format", "export -s en good.txt -o out.xyz", 2, "tells no format", ""),
    ("bad time", "export -s en --date yesterday good.txt -o out.tmx", 2, "is not a time", ""),
    ("no room for a thread", "--version && ulimit -s 999999999999 && \"$HEXAPLA\" segment -s en -j4 good.txt", 0, "", "no’.\n"),
    ("absurd jobs", "segment -s en -j 9999 good.txt", 2, "--jobs", ""),
    ("missing file", "segment -s en missing.txt", 3, "missing.txt: error: No such file", ""),
    ("folder", "segment -s en many", 0, "", "A.\nB.\nC.\n"),
    ("folder with a slash", "segment -s en many/", 0, "", "A.\nB.\nC.\n"),
    ("folder of one format", "segment -s en -f jsonl many", 0, "", "B.\n"),
    ("folder that holds nothing", "segment -s en bare", 3, "bare: error: holds no file", ""),
    ("folder among files", "segment -s en corpus.jsonl many", 0, "", "Two.\nA.\n"),
    ("output in the folder", "segment -s en many -o text:many/a.txt", 4, "output and input are one file", ""),
    ("list", "segment -s en --list list.txt", 0, "", "One.\nTwo.\nA.\nB.\nC.\n"),
    ("list behind files", "segment -s en --list list.txt corpus.jsonl", 0, "", "One.\nTwo.\nOne.\nTwo.\nA.\n"),
    ("list from standard input", "segment -s en --list - <list.txt", 0, "", "Two.\nA.\n"),
    ("list of nothing", "export -s en --list empty.txt -o out.tmx", 0, "0 articles", ""),
    ("list that is missing", "segment -s en --list missing.txt", 3, "missing.txt: error: No such file", ""),
    ("list of a missing file", "segment -s en --list badlist.txt", 3, "gone.txt: error: No such file", ""),
    ("list with NUL", "segment -s en --list nul.txt", 3, "nul.txt: error: a list has one path a line", ""),
    ("list with a long line", "segment -s en --list long.txt", 3, "long.txt:1: error: the line is longer than 8192 bytes", ""),
    ("corpus", "segment corpus.jsonl -s en", 0, "", "One.\nTwo.\n"),
    ("corpus twice", "segment corpus.jsonl corpus.jsonl -s en", 0, "", "One.\nTwo.\nOne.\nTwo.\n"),
    ("corpus without extension", "segment -s en corpus", 0, "", "One.\nTwo.\n"),
    ("corpus as text", "segment -s en -f text corpus.jsonl", 0, "", '{"id":"a"'),
    ("corpus from standard input", "segment -s en - <corpus.jsonl", 0, "", "One.\nTwo.\n"),
    ("text from standard input", "segment -s en - <good.txt", 0, "", "left the city on Monday.\n"),
    ("nothing from standard input", "segment -s en - </dev/null", 0, "[empty-article]", ""),
    ("empty corpus", "export -s en none.jsonl -o out.xlf", 0, "none.jsonl: warning: there is no record", ""),
    ("no language in a corpus", "segment corpus.jsonl", 1, "corpus.jsonl:1:1: error: “lang” is missing", ""),
    ("field", "segment -s en --field text=body other.jsonl", 0, "", "Three.\n"),
    ("fields", "segment -s en --field text=body --field title=head other.jsonl", 0, "", "Head\nThree.\n"),
    ("unknown field", "segment -s en --field headline=h other.jsonl", 2, "FIELD is one of id, lang,", ""),
    ("field of nothing", "segment -s en --field text other.jsonl", 2, "“text” names no field", ""),
    ("broken record", "segment -s en broken.jsonl", 1, "broken.jsonl:2:11: error: the name of a member is missing [broken-record]\n",
     "One.\nThree.\n"),
    ("broken record, quiet", "segment -q -s en broken.jsonl", 1, "[broken-record]", "One.\nThree.\n"),
    ("broken record, counted", "export -s en broken.jsonl -o out.xlf", 1, "2 articles, 2 segments, 0 junk, 0 names, "
     "0 respelled, 1 rejected", ""),
    ("rejects", "segment -s en broken.jsonl --rejects bad.jsonl", 0, "[broken-record]", "One.\nThree.\n"),
    ("rejects of a good corpus", "segment -s en corpus.jsonl --rejects bad.jsonl", 0, "", "One.\nTwo.\n"),
    ("rejects to standard output", "export -s en broken.jsonl --rejects - -o out.xlf", 0, "1 rejected", '{"id":"b",x}\n'),
    ("rejects over the input", "segment -s en broken.jsonl --rejects broken.jsonl", 4, "output and input are one file",
     ""),
    ("rejects nowhere", "segment -s en broken.jsonl --rejects missing/bad.jsonl", 4, "No such file", ""),
    ("rejects among results", "segment -s en broken.jsonl --rejects -", 2, "both go to standard output", ""),
    ("all rejected", "export -s en allbad.jsonl -o out.xlf", 1, "0 articles", ""),
    ("fail on an error", "export -s en broken.jsonl --fail-on error -o out.xlf", 3, "broken.jsonl:2:11: error:", ""),
    ("fail on an error, with rejects", "export -s en broken.jsonl --fail-on error --rejects bad.jsonl -o out.xlf", 3,
     "broken.jsonl:2:11: error:", ""),
    ("fail on an error that is none", "export -s en empty.txt --fail-on error -o out.xlf", 0, "[empty-article]", ""),
    ("fail on a warning", "export -s en empty.txt --fail-on warning -o out.xlf", 3, "[empty-article]", ""),
    ("fail on a warning about errors", "export -s en broken.jsonl --fail-on warning -o out.xlf", 3, "[broken-record]", ""),
    ("fail on a warning at the end", "export -s en good.txt --fail-on warning -o out.tmx", 3, "[source-only-tmx]", ""),
    ("fail on nothing", "export -s en good.txt --fail-on never -o out.xlf", 2, "only error, warning", ""),
    ("explain in a corpus", "explain -s en corpus.jsonl:2:4", 0, "", "Text: “Two.”"),
    ("explain no line of a corpus", "explain -s en corpus.jsonl:9:1", 2, "has no line 9", ""),
    ("not UTF-8", "segment -s en latin.txt", 3, "latin.txt:byte 3: error: this is not UTF-8", ""),
    ("NUL", "segment -s en nul.txt", 3, "nul.txt:byte 2: error: a NUL byte", ""),
    ("empty", "export -s en empty.txt -o out.xlf", 0, "warning: there is no text in it [empty-article]", ""),
    ("control characters", "export -s en control.txt -o out.xlf", 0, "control.txt:1:3: warning:", ""),
    ("nowhere to write", "export -s en good.txt -o missing/out.xlf", 4, "No such file", ""),
    ("output is a folder", "export -s en good.txt -o xliff:.", 0, "1 article, 2 segments", ""),
    ("a share of no one", "export -s en --shard 3/2 good.txt -o out.xlf", 2, "--shard takes I/N", ""),
    ("no array job", "export -s en --shard auto good.txt -o out.xlf", 2, "--shard takes I/N", ""),
    ("output is a new folder", "export -s en good.txt -o xliff:new/folder/", 0, "1 article, 2 segments", ""),
    ("output in a file as a folder", "export -s en good.txt -o xliff:link.txt/x/", 4, "link.txt/x/: error: ", ""),
    ("a person decides", "segment -s en --overrides decisions.tsv good.txt", 0, "", "on Monday. Gen. Lee said"),
    ("a decision explained", "explain -s en --overrides decisions.tsv good.txt:1:42", 0, "",
     "No sentence ends here: a person decided so [override]."),
    ("no decisions", "segment -s en --overrides good.txt good.txt", 3, "good.txt:1:1: error: a decision has three columns", ""),
    ("resume a file", "export -s en --resume good.txt -o out.xlf", 2, "--resume needs folders", ""),
    ("review into no page", "review memory.tmx -o p.html", 2, "--output goes with", ""),
    ("review both ways", "review --offline --apply log.jsonl memory.tmx -o p.html", 2, "three things", ""),
    ("review into two pages", "review --offline memory.tmx -o a.html -o b.html", 2, "writes one page", ""),
    ("review page of a memory", "review --offline memory.tmx", 0, "", '"target":"\\u003c/script>\\u003c!-- Bonjour."'),
    ("review page of an article", "review --offline -s en --apostrophes ascii good.txt", 0, "",
     '{"text":"Kata\'ib Hezbollah","original":"Kata’ib Hezbollah"}'),
    ("review page of a folder", "review --offline -s en many", 0, "", '"source":["C."]'),
    ("review page from standard input", "review --offline -s en - <good.txt", 0, "", '"article":"stdin"'),
    ("review page has a policy", "review --offline memory.tmx | grep -c \"default-src 'none'; script-src 'sha256-\"", 0, "",
     "1\n"),
    ("review page over the input", "review --offline memory.tmx -o memory.tmx", 4, "output and input are one file", ""),
    ("merge over the article", "export -q -s en -t fr -T xliff good.txt -o m.xlf && \"$HEXAPLA\" merge -s en -t fr m.xlf good.txt -o good.txt; s=$?; rm m.xlf; exit $s", 4,
     "output and input are one file", ""),
    ("merge over the translations", "export -q -s en -t fr -T xliff good.txt -o m.xlf && \"$HEXAPLA\" merge -s en -t fr m.xlf good.txt -o m.xlf; s=$?; rm m.xlf; exit $s", 4,
     "output and input are one file", ""),
    ("review page nowhere", "review --offline memory.tmx -o missing/p.html", 4, "No such file", ""),
    ("review page, dry", "review --offline --dry-run memory.tmx -o missing/p.html", 0, "", ""),
    ("review page of bad input", "review --offline -s en latin.txt -o p.html", 3, "latin.txt:byte 3", ""),
    ("review page of too much", "review --offline -s en crowd.txt -o p.html", 3, "more than 20000 sentences", ""),
    ("review applied", "review --apply log.jsonl memory.tmx -T xliff", 0, "",
     '<target state="signed-off">Salut.</target><note from="prop:x-review">accepted</note>'),
    ("review applied to a memory", "review --apply log.jsonl memory.tmx -T tmx", 0, "",
     '<prop type="x-review">accepted</prop>'),
    ("review applied to an article", "review --apply article.jsonl -s en good.txt -T jsonl", 0, "",
     '"notes":[{"from":"prop:x-review-flag","text":"yes"}]'),
    ("review of what is gone", "review --apply stale.jsonl memory.tmx -o out.tmx", 1,
     "stale.jsonl:1: warning: “Gone.”: no such sentence is there [stale-decision]", ""),
    ("review of what is gone, strictly", "review --apply stale.jsonl memory.tmx --fail-on warning -o out.tmx", 3,
     "[stale-decision]", ""),
    ("review in no language", "review --apply edit.jsonl -s en good.txt -T xliff", 1, "give --target [stale-decision]", ""),
    ("review in a language", "review --apply edit.jsonl -s en -t fr good.txt -T xliff", 0, "", ">Parti.</target>"),
    ("review of a broken log", "review --apply good.txt memory.tmx -o out.tmx", 3, "good.txt:1: error:", ""),
    ("review of a missing log", "review --apply gone.jsonl memory.tmx -o out.tmx", 3, "gone.jsonl: error: No such file", ""),
    ("review applied over the input", "review --apply log.jsonl memory.tmx -o memory.tmx", 4,
     "output and input are one file", ""),
    ("unknown progress", "export -s en --progress so good.txt -o out.xlf", 2, "auto, always, never", ""),
    ("task clusters", "names cluster questions.jsonl", 0, "", '{"id": "a", "cluster": 0}\n{"id": 7, "cluster": 0'),
    ("task pairs", "names pairs questions.jsonl", 0, "", '{"id": "a", "same": true}\n{"id": 7, "same": false}'),
    ("task match", "names match questions.jsonl", 0, "", '{"id": "a", "ranking": [1, 0]}\n{"id": 7, "ranking": []}'),
    ("task roles", "names roles questions.jsonl", 0, "", '{"id": "a", "role": "name_letter"}'),
    ("task without file", "names roles", 2, "names roles wants one file", ""),
    ("task with option of another verb", "names roles --frobnicate questions.jsonl", 2, "frobnicate", ""),
    ("task of a missing file", "names roles missing.jsonl", 3, "missing.jsonl: error: No such file", ""),
    ("task of no JSON", "names roles good.txt", 3, "good.txt:1:1: error: ", ""),
    ("task without a member", "names roles corpus.jsonl", 3, "corpus.jsonl:1:1: error: a member is missing: offset", ""),
    ("format by extension", "names -s en -T tsv good.txt", 0, "", "spelling\tcanonical"),
    ("one line for a broken input", "export -s en latin.txt -o out.tmx", 3, "this is not UTF-8", ""),
    ("full disk", "export -s en good.txt -o xliff:/dev/full", 4, "No space left", ""),
    ("output is the input", "export -s en good.txt -o text:good.txt", 4, "output and input are one file", ""),
    ("output links to the input", "export -s en good.txt -o text:link.txt", 4, "output and input are one file", ""),
    ("summary", "export -s en good.txt -o out.xlf", 0, "1 article, 2 segments, 0 junk", ""),
    ("quiet", "export -q -s en good.txt -o out.xlf", 0, "", ""),
    ("source-only memory", "export -s en good.txt -o out.tmx", 0, "[source-only-tmx]", ""),
    ("standard output", "segment -s en good.txt", 0, "", "left the city on Monday.\n"),
    ("options anywhere", "segment good.txt -s en", 0, "", "left the city on Monday.\n"),
    ("value joined to its option", "segment -sen -j2 good.txt", 0, "", "left the city on Monday.\n"),
    ("two inputs", "segment -s en good.txt good.txt", 0, "", "Lee said ‘no’.\nKata’ib"),
    ("dash file", "segment -s en -- -dash.txt", 0, "", "It works.\n"),
    ("dry run", "export -n -s en good.txt -o never.xlf", 0, "1 article", ""),
    ("no sentences to exchange", "export -s en -t ar -o out.xlf --until clean good.txt", 2, "xliff holds sentences", ""),
    ("summary as JSON", "export -s en -q --json -o out.txt good.txt", 0, "", '{"schema":"hexapla-summary/1","articles":1,'),
    ("summary by language", "export -s en -q --json -o out.txt good.txt", 0, "", '"articles_by_language":{"en":1}'),
    ("summary among results", "export -s en --json -T text good.txt", 2, "--json needs standard output", ""),
    ("duplicate", "export -v --dedup exact -T text twice.jsonl", 0, "twice.jsonl:2: info: the article came before", "school."),
    ("count of duplicates", "export --dedup near -T text twice.jsonl", 0, "1 segments, 1 junk (1 duplicate)", ""),
    ("duplicate in a translator's file", "export --dedup exact -t de -T xliff twice.jsonl", 0, "", 'translate="no"'),
    ("duplicate by two threads", "export -j2 --dedup exact -T dump twice.jsonl", 0, "", "duplicate"),
    ("memory for duplicates", "export --dedup exact --dedup-memory 0 -T text twice.jsonl", 2, "--dedup-memory takes", ""),
    ("repeated lines", "export -q -T repeated-lines site.jsonl", 0, "",
     "# site\tcount\tarticles\ttext\nexample.org\t8\t8\tOur Blue Reader app\n"),
    ("lines of two sites", "export -q -T repeated-lines sites.jsonl | wc -l", 0, "", "1\n"),
    ("repeated lines are junk", "export --repeated-lines lines.tsv -T text site.jsonl", 0,
     "8 segments, 8 junk (8 repeated-line)", ""),
    ("lines of another site", "export --repeated-lines lines.tsv -T text sites.jsonl", 0, "16 segments, 0 junk", ""),
    ("broken file of lines", "export --repeated-lines bad-lines.tsv -T text site.jsonl", 3, "bad-lines.tsv:1:1: error:", ""),
    ("dump after a stage", "segment -s en -T dump --until clean good.txt", 0, "", "[paragraph]"),
    ("languages", "languages", 0, "", "English"),
    ("languages as SRX", "languages -T srx", 0, "", "languagerulename=\"English\""),
    ("one language as SRX", "languages -T srx -s de-AT", 0, "", "languagepattern=\"[Dd][Ee]"),
    ("another code of a language as SRX", "languages -T srx -s kmr", 0, "", "languagepattern=\"[Kk][Mm][Rr]"),
    ("an unknown language as SRX", "languages -T srx -s tlh", 2, "no data file for the language “tlh”", ""),
    ("languages as what", "languages -T docx", 2, "--to knows no “docx”, only srx", ""),
    ("languages of a file", "languages good.txt", 2, "languages reads no files", ""),
    ("help of languages", "languages --help", 0, "", "Usage: hexapla languages"),
    ("our rules as SRX", "languages -T srx -o r.srx && \"$HEXAPLA\" segment -s en --srx r.srx good.txt", 0, "",
     "Monday.\nGen. Lee said ‘no’.\n"),
    ("rules of a user", "segment -s en --srx rules.srx good.txt", 0, "", "Gen.\nLee said ‘no’.\n"),
    ("rules of a user in JSONL", "segment -s en --srx rules.srx -T jsonl good.txt", 0, "", '"rule":"en.srx"'),
    ("rules of a user on threads", "segment -j4 -s en --srx rules.srx good.txt many", 0, "", "A.\nB.\nC.\n"),
    ("rules for no such language", "segment -s fr --srx rules.srx good.txt", 0, "[no-srx-rules]", "Monday. Gen."),
    ("rules that leave things out", "segment -s en --srx rules.srx good.txt", 0, "rules.srx:1:", "Monday.\n"),
    ("rules that are missing", "segment -s en --srx gone.srx good.txt", 3, "gone.srx: error: No such file", ""),
    ("rules that are no XML", "segment -s en --srx latin.txt good.txt", 3, "latin.txt:1:", ""),
    ("rules that are ill-formed", "export -s en --srx bad.srx good.txt -o out.tmx", 3,
     "bad.srx:1:173: error: rule 1 of “A”, beforebreak: the regular expression is ill-formed at character 2", ""),
    ("explain a rule of a user", "explain -s en --srx rules.srx good.txt:1:43", 0, "", "rule 1 of “A” [rules.srx:1]"),
    ("explain where no rule is", "explain -s en --srx rules.srx good.txt:1:3", 0, "", "No rule of the SRX file"),
    ("formats", "formats", 0, "", "xliff2"),
    ("explain a tag", "explain empty-article", 0, "", "importers"),
    ("explain a break", "explain -s en good.txt:1:43", 0, "", "[en.terminator]"),
    ("explain no break", "explain -s en good.txt:1:47", 0, "", "[en.abbreviation:Gen.]"),
    ("explain what the whole part tells", "explain -s de here.txt:2:12", 0, "", "[de.abbreviation-here:Wlk.]"),
    ("explain a mark", "explain -s en good.txt:1:58", 0, "", "opens a quotation"),
    ("explain a name of a ledger", "explain -s en --ledger names.tsv good.txt:1:3", 0, "",
     "exported as “Kata’ib Hizballah”: the ledger has it so\n  by the ledger [names.tsv:3]: a person approved the spelling "
     "“Kata’ib Hizballah”\n"),
    ("explain a form of a ledger", "explain -s en --ledger forms.tsv good.txt:1:3", 0, "",
     "  by the ledger [forms.tsv:2]: nobody has approved a spelling\n"
     "    whose “Kata'ib Hezbollah” differs in nothing but marks, hyphens and spaces\n"
     "    its form in the language “ar” is “كتائب حزب الله”\n"),
    ("explain what a ledger may not change", "explain -s en --ledger names.tsv --names normalise good.txt:1:3", 0, "",
     ", which only --names canonical applies\n"),
    ("explain a name that no ledger has", "explain -s en --ledger karim.tsv good.txt:1:3", 0, "",
     "  the ledger does not have it\n"),
    ("explain an idle name of a ledger", "explain -s en --ledger idle.tsv people.txt:1:3", 0, "",
     "  by the ledger [idle.tsv:2]: nobody has approved a spelling\n"),
    ("explain a name inside a name", "explain -s en --ledger karims.tsv people.txt:1:3", 0, "",
     "exported as “Karem Hussein”: the ledger has it so\n  by the ledger [karims.tsv:1]: a person approved the spelling "
     "“Karem” for “Karim” inside the name\n"),
    ("explain a page", "explain page.html:2:20", 0, "", "Text: “One & two.”"),
    ("explain what is left out", "explain page.html:2:9", 0, "", "it leads to other pages [navigation]"),
    ("a page tells its language", "export -T jsonl page.html", 0, "", '"rule":"en.'),
    ("a page of no language", "export -T xliff2 plain.html", 0, "", 'srcLang="und"'),
    ("a page that lies", "segment lying.html", 3, "lying.html:byte 28: error: this is not UTF-8", ""),
    ("a paragraph in another language has its rules", "segment mixed.html", 0, "",
     "He saw p.\n4 of it.\nEr sah S. 4 davon, vgl. Seite 8.\n"),
    ("a paragraph in another language has its tag", "segment -T jsonl mixed.html", 0, "",
     '"lang":"de","start":21,"end":53,"text":"Er sah S. 4 davon, vgl. Seite 8.","rule":"de.block-end"'),
    ("a paragraph in another language in XLIFF", "export -t fr -T xliff mixed.html", 0, "", '<source xml:lang="de">Er sah'),
    ("a paragraph in another language in TMX", "export -t fr -T tmx mixed.html", 0, "",
     ' srclang="de">'),
    ("a page in a record of no language", "segment pages.jsonl --rejects rejects", 0,
     "pages.jsonl:2:1: error: neither the record nor its page tells the language, and there is no --source "
     "[unclear-language]", "One & \u201ctwo\u201d."),
    ("a preset with pages", "segment -T jsonl --preset wikimedia wikimedia.jsonl", 0, "",
     '{"doc":"12","block":'),
    ("a page with a NUL", "segment null.html", 0, "[wrong-encoding]", "One\ufffd and two."),
    ("a page in its encoding", "segment legacy.html", 0, "", "café x"),
    ("explain nothing", "explain nothing-known", 2, "neither a tag nor", ""),
    ("explain a missing line", "explain -s en good.txt:99:1", 2, "has no line 99", ""),
    ("explain a missing file", "explain -s en missing.txt:1:1", 3, "No such file", ""),
    ("unknown encoding", "segment -s en --encoding utf-9 good.txt", 2, "--encoding knows no “utf-9”", ""),
    ("encoding", "segment -s en --encoding latin-1 latin.txt", 0, "", "café x"),
    ("strict encoding", "segment -s en --encoding us-ascii latin.txt", 3, "latin.txt:byte 3: error: E9 is no", ""),
    ("byte order mark", "segment -s en wide.txt", 0, "", "café x\n"),
    ("UTF-8 is not UTF-16", "segment -s en --encoding utf-16 good.txt", 3, "byte 0: error: this is UTF-8, not", ""),
    ("likely encoding", "segment -s en windows.txt", 3, "windows.txt:byte 7: error: this is not UTF-8; it may be "
     "windows-1252: give --encoding windows-1252\n", ""),
    ("guessed encoding", "segment -s en --encoding auto windows.txt", 0, "[encoding-guessed]", "We didn’t go."),
    ("language found out", "segment -s auto -v -T jsonl greek.txt", 0, "the language is el [language-identified]",
     "el.block-end"),
    ("unclear language", "segment -s auto good.txt empty.txt", 3, "error: the language is not clear", ""),
    ("language of a page", "segment -s auto -T jsonl juna.html", 0, "", "fi.block-end"),
    ("unclear language of a page", "segment -s auto -T jsonl no-tongue.html", 3,
     "no-tongue.html: error: the language is not clear: give --source", ""),
    ("unclear language in a corpus", "segment -s auto -T jsonl tongues.jsonl", 1,
     "tongues.jsonl:2:1: error: the language is not clear: give --source [unclear-language]", "fi.block-end"),
    ("rejected for its language", "segment -s auto --rejects - tongues.jsonl -o out.txt", 0, "", '"id":"b"'),
    ("fields of OSCAR", "segment -T jsonl --preset oscar oscar.jsonl", 0, "", '"doc":"<urn:uuid:1>"'),
    ("language of OSCAR", "segment -T jsonl --preset oscar oscar.jsonl", 0, "", "fi.block-end"),
    ("language of HPLT", "segment -T jsonl --preset hplt hplt.jsonl", 0, "", '"ar.'),
    ("address of HPLT", "export -q -t en --preset hplt -T xliff hplt.jsonl", 0, "", "https://example.org/"),
    ("own field besides", "segment -T jsonl --preset oscar --field id=warc_headers/content-type oscar.jsonl", 0, "", '"doc":"x"'),
    ("unknown corpus", "segment --preset none oscar.jsonl", 2, "--preset knows no “none”, only c4", ""),
    ("unclear encoding", "segment -s en --encoding auto unclear.txt", 3, "unclear.txt: error: the encoding is not clear", ""),
    ("declared encoding", "segment -s fr declared.txt", 0, "", "école"),
    ("wrong declaration", "segment -s fr --encoding auto misdeclared.txt", 0, "[wrong-encoding]", "école"),
    ("nothing to guess", "segment -s en --encoding auto good.txt", 0, "", "left the city on Monday.\n"),
    ("encoding of a place to explain", "explain -s en --encoding latin-1 latin.txt:1:1", 0, "", "café"),
    ("compressed", "segment -s en good.txt -o o.txt.gz && \"$HEXAPLA\" segment -s en o.txt.gz", 0, "", "left the city"),
    ("cut off", "segment -s en cut.gz", 3, "cut.gz:byte 20: error: the gzip data is cut off", ""),
]


SRX = ('<srx version="2.0"><header cascade="yes"/><body><languagerules><languagerule languagerulename="A"><rule>'
       '<beforebreak>%s</beforebreak><afterbreak> </afterbreak></rule></languagerule></languagerules>'
       '<maprules><languagemap languagepattern="en" languagerulename="A"/></maprules></body></srx>')


def decision(segment, field, value):
    return ('{"doc":"f","article":"%s","segment":"%s","field":"%s","value":%s,"source":"Gone."}\n'
            % ("good" if segment == GOOD_ID else "memory", segment, field, value)).encode()


def setup(folder):
    files = {"good.txt": GOOD.encode(), "here.txt": b"Die Wlk. ist alt.\nVor der Wlk. Nord steht er.\n",
             "latin.txt": b"caf\xe9 x\n", "nul.txt": b"ab\0c\n", "empty.txt": b"",
             "control.txt": b"ab\x0bcd. Good.\n", "-dash.txt": b"It works.\n", "corpus.jsonl": CORPUS, "corpus": CORPUS,
             "questions.jsonl": QUESTIONS, "pairs.tmx": PAIRS, "allow.tsv": b"number-differs\tb\n",
             "checked.tsv": "spelling\tcanonical\tru\nLee\tLee\tЛи\n".encode(), "names.tsv": "Kata'ib Hezbollah\tKata’ib Hizballah\nLee\tLi\n"
             "Kata’ib Hezbollah\tKata’ib Hizballah\n".encode(), "round.tsv": b"A\tB\nB\tA\n",
             "forms.tsv": "spelling\tar\tstatus\nKata'ib Hezbollah\tكتائب حزب الله\tfound\n".encode(),
             "people.txt": b"Karim Hussein met Lena Voss.\n", "russians.txt": "Юрий Щукин уехал.\n".encode(),
             "karim.tsv": "spelling\tar\tstatus\nKarim Hussein\tكريم ح\tfound\n".encode(),
             "idle.tsv": b"spelling\tstatus\nKarim Hussein\tfound\n", "karims.tsv": b"Karim\tKarem\n",
             "vowels.tsv": "spelling\tar\tstatus\nKarim Hussein\tكَرِيم\tfound\n".encode(),
             "two.txt": "In Sana'a and Sana’a.\n".encode(), "two.jsonl": '{"text":"In Sana\'a and Sana’a."}\n'.encode(),
             "twice.tsv": b"A\tB\nA\tB\n",
             "none.jsonl": b"\n", "other.jsonl": b'{"head":"Head","body":"Three."}\n', "allbad.jsonl": b"x\ny\n",
             "broken.jsonl": b'{"id":"a","text":"One."}\n{"id":"b",x}\n{"id":"c","text":"Three."}\n',
             "many/b.jsonl": b'{"text":"B."}\n', "many/sub/c.txt": b"C.\n", "many/a.txt": b"A.\n",
             "many/.hidden.txt": b"No.\n", "many/.git/d.txt": b"No.\n", "many/e.pdf": b"No.\n", "bare/f": b"No.\n",
             "decisions.tsv": b"no-break\tMonday.\tGen. Lee\n",
             "list.txt": b"corpus.jsonl\r\n\nmany", "badlist.txt": b"good.txt\ngone.txt\n", "long.txt": b"x" * 9000,
             "page.html": b'<!doctype html><html lang=en><body>\n<nav><a href=x>Home</a></nav><p>One &amp; two.</p>',
             "plain.html": b"<p>One two.</p>", "lying.html": b"<meta charset=utf-8><p>x caf\xe9 x",
             "mixed.html": b"<html lang=en><p>He saw p.<br><br>4 of it.<p lang=de>Er sah S. 4 davon, vgl. Seite 8.",
             "pages.jsonl": b'{"lang":"en","html":"<p>One &amp; \\u201ctwo\\u201d."}\n{"html":"<p>Three."}\n',
             "wikimedia.jsonl": b'{"name":"A","identifier":12,"in_language":{"identifier":"fr"},'
                                b'"article_body":{"html":"<p>Un.</p>"}}\n',
             "null.html": b"<html lang=en><p>One\0 and two.", "legacy.html": b"<html lang=fr><meta charset=windows-1252><p>caf\xe9 x",
             "wide.txt": "café x\n".encode("utf-16"), "windows.txt": b"We didn\x92t go.\n",
             "oscar.jsonl": '{"content":"Juna seisoi.","warc_headers":{"content-type":"x","warc-record-id":"<urn:uuid:1>"},'
                            '"metadata":{"identification":{"label":"fi","prob":0.9}}}\n'.encode(),
             "hplt.jsonl": '{"id":"a","u":"https://example.org/","ts":"2026","lang":["arb_Arab","eng_Latn"],'
                           '"text":"وصل القطار."}\n'.encode(),
             "site.jsonl": "".join(
                 '{"id":"%d","lang":"en","url":"https://www.example.org/%d","text":"Our Blue Reader app\\n\\n'
                 'The train number %d left the station early in the morning and nobody saw it come back."}\n' % (i, i, i)
                 for i in range(8)).encode(),
             "sites.jsonl": "".join(
                 '{"id":"%d","lang":"en","url":"https://www.example.%s/%d","text":"Our Blue Reader app\\n\\n'
                 'The train number %d left the station early in the morning and nobody saw it come back."}\n'
                 % (i, "com" if i % 2 else "net", i, i) for i in range(8)).encode(),
             "lines.tsv": "# site\tcount\tarticles\ttext\nexample.org\t8\t8\tour blue READER app!\n".encode(),
             "bad-lines.tsv": b"example.org\tour blue reader app\n",
             "twice.jsonl": (('{"id":"%s","lang":"en","text":"The storm reached the island in the early morning and tore '
                              'the roof off the old school."}\n' % "a") +
                             ('{"id":"%s","lang":"en","text":"The storm reached the island in the early morning and tore '
                              'the roof off the old school."}\n' % "b")).encode(),
             "juna.html": "<html lang=fi><title>Juna</title><p>Juna seisoi asemalla.</html>".encode(),
             "no-tongue.html": "<html><title>OK</title><p>OK.</html>".encode(),
             "greek.txt": "Το πλοίο έφυγε από το λιμάνι με καθυστέρηση.\n".encode(),
             "tongues.jsonl": '{"id":"a","text":"Το πλοίο έφυγε με καθυστέρηση."}\n{"id":"b","text":"OK"}\n'
                              '{"id":"c","lang":"fi","text":"Juna seisoi asemalla."}\n'.encode(),
             "unclear.txt": b"\xc3. \xc4.\n",
             "declared.txt": "<meta charset=latin1> L’école est fermée.".replace("’", "'").encode("latin-1"),
             "misdeclared.txt": "<meta charset=latin1> L’école est fermée.".encode(),
             "rules.srx": (SRX % r"\.").encode(), "bad.srx": (SRX % "(a").replace('">', '" xmlns="http://www.lisa.org/srx20">', 1)
             .replace("<header", '<header segmentsubflows="yes"').encode(),
             "memory.tmx": MEMORY, "log.jsonl": decision("u1", "target", '"Salut."') + decision("u1", "status", '"accepted"'),
             "stale.jsonl": decision("u9", "flag", "true"), "edit.jsonl": decision(GOOD_ID, "target", '"Parti."'), "article.jsonl": decision(GOOD_ID, "flag", "true"),
             "crowd.txt": b"It rained.\n\n" * 20001,
             "cut.gz": gzip.compress(GOOD.encode())[:20]}
    for name, data in files.items():
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(data)
    os.symlink("good.txt", os.path.join(folder, "link.txt"))
    os.symlink("..", os.path.join(folder, "many", "circle"))


def run(command, folder, **more):
    return subprocess.run('"$HEXAPLA" ' + command, shell=True, cwd=folder, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, env=dict(os.environ, HEXAPLA=PROGRAM), check=False, **more)


def look(folder):
    """What tells whether something in a folder was changed."""
    paths = [os.path.join(base, name) for base, folders, files in os.walk(folder) for name in folders + files]
    return {path: (os.lstat(path).st_ino, os.lstat(path).st_mtime_ns) for path in paths}


def check_row(folder, name, arguments, status, stderr, stdout):
    before = os.listdir(folder)
    done = run(arguments, folder)
    left = [f for f in sorted(os.listdir(folder)) if f not in before]
    ok = done.returncode == status and stderr in done.stderr and stdout in done.stdout
    ok = ok and (status in (0, 1) or not left) and not any("tmp" in f for f in left)
    ok = ok and (status in (0, 1) or done.stderr.count("\n") == 1)
    ok = ok and (name != "quiet" or done.stderr == "") and "never.xlf" not in left
    tap.row(name, ok, "status %d, left %s\n%s%s" % (done.returncode, left, done.stderr, done.stdout))


def check_rows():
    """Every row finds the folder as it was made."""
    rows = iter(ROWS)
    row = next(rows, None)
    while row is not None:
        with tempfile.TemporaryDirectory() as folder:
            setup(folder)
            made = look(folder)
            while row is not None and look(folder) == made:
                check_row(folder, *row)
                row = next(rows, None)


def check_rejects():
    """Rejected records stand in their file as they were, and only when the outputs are there."""
    with tempfile.TemporaryDirectory() as folder:
        setup(folder)
        files = [os.path.join(folder, name) for name in ("bad.jsonl", "out.txt")]
        run("segment -s en corpus.jsonl allbad.jsonl broken.jsonl --rejects bad.jsonl -o text:out.txt", folder)
        texts = [open(name, encoding="utf-8").read() for name in files]
        tap.row("rejects of several corpora", texts == ['x\ny\n{"id":"b",x}\n', "One.\nTwo.\nOne.\nThree.\n"], texts)
        done = run("segment -s en broken.jsonl --rejects /dev/full -o text:full.txt", folder)
        tap.row("rejects on a full disk", done.returncode == 4 and not os.path.exists(os.path.join(folder, "full.txt")),
                done)
        run("segment -s en corpus.jsonl --rejects bad.jsonl -o text:out.txt", folder)
        tap.row("no rejects, an empty file", os.path.getsize(files[0]) == 0)


def check_many_inputs():
    """Each is open only while it is read."""
    with tempfile.TemporaryDirectory() as folder:
        names = ["%05d.txt" % i for i in range(MANY)]
        with open(os.path.join(folder, names[0]), "w", encoding="utf-8") as file:
            file.write("It rained.\n")
        for name in names[1:]:
            os.link(os.path.join(folder, names[0]), os.path.join(folder, name))
        for how, arguments in (("arguments", names), ("folder", ["."])):
            done = subprocess.run([PROGRAM, "segment", "-s", "en", *arguments], cwd=folder, capture_output=True,
                                  check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32)))
            tap.row("%d inputs as %s" % (MANY, how), done.stdout == b"It rained.\n" * MANY, done.stderr)


def check_escapes():
    """A file's name must not reach the terminal raw."""
    with tempfile.TemporaryDirectory() as folder:
        done = run("segment -s en 'no\x1b[2Jfile'", folder)
        tap.row("control characters of a name are escaped", "\x1b" not in done.stderr and "\\x1B" in done.stderr, done)


def check_old_file(status, command, name):
    """What stood in the output's place is still there after a failure."""
    with tempfile.TemporaryDirectory() as folder:
        setup(folder)
        with open(os.path.join(folder, "out.xlf"), "w", encoding="utf-8") as file:
            file.write("old")
        done = run(command, folder)
        with open(os.path.join(folder, "out.xlf"), encoding="utf-8") as file:
            kept = file.read() == "old"
        tap.row(name, kept and done.returncode == status, done)


def check_signal():
    """Killed while it reads a pipe: nothing is left behind."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen([PROGRAM, "export", "-s", "en", "-o", "out.xlf", "-"], cwd=folder,
                                   stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        while not os.listdir(folder):
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        process.wait()
        process.stdin.close()
        tap.row("SIGTERM leaves nothing", os.listdir(folder) == [] and process.returncode == -signal.SIGTERM,
                (os.listdir(folder), process.returncode))


def corpus(folder):
    """Forty articles, one longer than a part."""
    with open(os.path.join(folder, "corpus.jsonl"), "w", encoding="utf-8") as file:
        for i in range(40):
            text = "Abu Zayd%d met the Kata’ib Council (KC). It rained.\\n\\n" % i
            file.write('{"id":"a%d","lang":"en","text":"%s"}\n' % (i, text * (30000 if i == 7 else 20)))


def listing(folder):
    return {p.name: p.read_bytes() for p in pathlib.Path(folder).iterdir()}


def check_shards():
    """Three machines write together what one would, also when one is killed and takes up its work again."""
    with tempfile.TemporaryDirectory() as folder:
        corpus(folder)
        for name in ("one", "three", "killed"):
            os.mkdir(os.path.join(folder, name))
        run("export -q corpus.jsonl -o xliff:one", folder)
        for share in ("1/3", "2/3", "3/3"):
            run("export -q corpus.jsonl --shard %s -o xliff:three" % share, folder)
        one = listing(os.path.join(folder, "one"))
        tap.row("shares joined are the whole", len(one) == 40 and listing(os.path.join(folder, "three")) == one, list(one))
        for delay in range(1, 6):
            process = subprocess.Popen([PROGRAM, "export", "-q", "--resume", "corpus.jsonl", "-o", "xliff:killed"],
                                       cwd=folder, stderr=subprocess.DEVNULL)
            time.sleep(delay / 50)
            process.kill()
            process.wait()
        done = run("export -q --resume corpus.jsonl -o xliff:killed", folder)
        tap.row("killed five times and resumed", listing(os.path.join(folder, "killed")) == one, done)


def check_same_bytes():
    """Locale, folder and number of workers change nothing."""
    with tempfile.TemporaryDirectory() as folder:
        article = os.path.join(folder, "long.txt")
        with open(article, "w", encoding="utf-8") as file:
            for i in range(30000):
                file.write("%d. Kata%sib Hezbollah met Abu Zayd No. %d in Sana’a. It rained; İstanbul was dry.\n\n"
                           % (i, "’'"[i % 3 == 0], i))
        outputs = set()
        for jobs, locale in (("1", "C"), ("2", "C.UTF-8"), ("3", "tr_TR.UTF-8"), ("4", "xx"), ("0", "C")):
            done = subprocess.run([PROGRAM, "export", "-q", "-s", "en", "-t", "ar", "-j", jobs, "-T", "xliff",
                                   "long.txt"], cwd=folder, capture_output=True, env={"LC_ALL": locale}, check=False)
            outputs.add(done.stdout)
        tap.row("the same bytes in any locale with any number of workers", len(outputs) == 1 and len(done.stdout) > 10**6,
                [len(o) for o in outputs])


def check_outputs_alone():
    """What one output shows is worked out for it alone, and that changes none of the others."""
    samples = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples", "en")
    formats = ("xliff", "xliff2", "tmx", "jsonl", "ledger", "tbx", "text", "dump")
    with tempfile.TemporaryDirectory() as folder:
        article = os.path.join(samples, "harbour.txt")
        run("export -q -s en %s %s" % (article, " ".join("-o %s:all.%s" % (f, f) for f in formats)), folder)
        for name in formats:
            run("export -q -s en %s -o %s:one" % (article, name), folder)
            with open(os.path.join(folder, "one"), "rb") as one, open(os.path.join(folder, "all." + name), "rb") as other:
                tap.row("%s alone is as with others" % name, one.read() == other.read())


def check_review():
    """A page and a reviewed file are the same bytes each time, and a review that is applied twice changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        setup(folder)
        for name in ("a", "b"):
            run("review --offline memory.tmx -o %s.html" % name, folder)
            run("review --apply log.jsonl memory.tmx -o %s.xlf" % name, folder)
        run("review --apply log.jsonl a.xlf -o c.xlf", folder)
        run("convert a.xlf -o d.xlf", folder)
        files = {name: pathlib.Path(folder, name).read_bytes()
                 for name in ("a.html", "b.html", "a.xlf", "b.xlf", "c.xlf", "d.xlf")}
        tap.row("the same page twice", files["a.html"] == files["b.html"])
        tap.row("the same reviewed file twice", files["a.xlf"] == files["b.xlf"])
        tap.row("applied to its own result", files["d.xlf"] == files["c.xlf"], files["c.xlf"].decode())


def check_notes():
    """A finding is a note of its sentence, once, however often the file is checked."""
    with tempfile.TemporaryDirectory() as folder:
        setup(folder)
        run("check -q pairs.tmx -o a.xlf", folder)
        run("check -q a.xlf --ledger checked.tsv -o b.xlf", folder)
        run("check -q b.xlf --ledger checked.tsv -o c.xlf", folder)
        a, b, c = (pathlib.Path(folder, name).read_text(encoding="utf-8") for name in ("a.xlf", "b.xlf", "c.xlf"))
        tap.row("findings as notes", a.count('<note from="hexapla-check">“12”') == 1, a)
        tap.row("findings as notes again", b.count("hexapla-check") == 2 and b.count('from="hexapla"') == 1 and
                b.replace("b.xlf", "c.xlf").split("<body>")[1] == c.split("<body>")[1], c)


check_rows()
check_notes()
check_review()
check_rejects()
check_many_inputs()
check_escapes()
check_old_file(3, "export -s en latin.txt -o out.xlf", "bad input leaves the old output")
check_old_file(4, "export -s en good.txt -o out.xlf -o xliff:/dev/full", "a full disk leaves the old output")
check_signal()
check_shards()
check_same_bytes()
check_outputs_alone()
tap.end()
