/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/findings.h"

#include <stdio.h>
#include <string.h>

#include "base/writer.h"

/* What can be found in a pair; SARIF lists its rules. */
static const HexaplaIssueKind kinds[] = {
    HEXAPLA_ISSUE_UNTRANSLATED,         HEXAPLA_ISSUE_LOST_CODE,
    HEXAPLA_ISSUE_NUMBER_DIFFERS,       HEXAPLA_ISSUE_UNIT_DIFFERS,
    HEXAPLA_ISSUE_DATE_DIFFERS,         HEXAPLA_ISSUE_ADDRESS_DIFFERS,
    HEXAPLA_ISSUE_PLACEHOLDER_DIFFERS,  HEXAPLA_ISSUE_BRACKET_DIFFERS,
    HEXAPLA_ISSUE_QUOTATION_DIFFERS,    HEXAPLA_ISSUE_END_DIFFERS,
    HEXAPLA_ISSUE_DIRECTION_UNBALANCED, HEXAPLA_ISSUE_SOURCE_LEFT,
    HEXAPLA_ISSUE_TEXT_DOUBLED,         HEXAPLA_ISSUE_NAME_MISSING,
    HEXAPLA_ISSUE_NAME_OTHER_FORM,      HEXAPLA_ISSUE_NAME_TWO_TRANSLATIONS,
};

static const char *
get_level(HexaplaIssueKind kind, gboolean is_sarif)
{
    static const char *const levels[] = {"info", "warning", "error"};
    HexaplaIssueLevel level = hexapla_issue_kind_get_level(kind);

    return is_sarif && level == HEXAPLA_ISSUE_LEVEL_INFO ? "note" : levels[level];
}

static void
print_string(const char *name, const char *text)
{
    g_autofree char *escaped = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_JSON, text);

    printf("\"%s\":\"%s\"", name, escaped);
}

/* Control characters of a file must not reach a terminal. */
static void
print_text(const HexaplaFinding *finding)
{
    g_autofree char *line =
        g_strdup_printf("%s:%u: %s: %s: %s [%s]", finding->file != NULL ? finding->file : "-",
                        finding->line, finding->segment, get_level(finding->kind, FALSE),
                        finding->text, hexapla_issue_kind_get_tag(finding->kind));

    for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        if (g_unichar_iscntrl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
            printf("\\u%04X", c);
        else
            printf("%.*s", (int)(g_utf8_next_char(p) - p), p);
    }
    putchar('\n');
}

static void
print_json(const HexaplaFinding *finding)
{
    printf("{\"schema\":\"hexapla-finding-1\",");
    print_string("file", finding->file != NULL ? finding->file : "");
    printf(",\"line\":%u,", finding->line);
    print_string("segment", finding->segment);
    printf(",\"level\":\"%s\",\"tag\":\"%s\",", get_level(finding->kind, FALSE),
           hexapla_issue_kind_get_tag(finding->kind));
    print_string("text", finding->text);
    putchar(',');
    print_string("source", finding->source);
    if (finding->target != NULL) {
        putchar(',');
        print_string("target", finding->target);
    }
    puts("}");
}

static void
print_rules(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        printf("%s\n{\"id\":\"%s\",\"shortDescription\":{", i > 0 ? "," : "",
               hexapla_issue_kind_get_tag(kinds[i]));
        print_string("text", hexapla_issue_kind_get_text(kinds[i]));
        printf("},\"defaultConfiguration\":{\"level\":\"%s\"}}", get_level(kinds[i], TRUE));
    }
}

static void
print_location(const HexaplaFinding *finding)
{
    g_autofree char *uri =
        g_uri_escape_string(finding->file, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, TRUE);

    printf("\"physicalLocation\":{\"artifactLocation\":{");
    print_string("uri", uri);
    printf(finding->line > 0 ? "},\"region\":{\"startLine\":%u}}," : "}},", finding->line);
}

static void
print_sarif(const HexaplaFinding *finding, gboolean is_first)
{
    printf("%s\n{\"ruleId\":\"%s\",\"level\":\"%s\",\"message\":{", is_first ? "" : ",",
           hexapla_issue_kind_get_tag(finding->kind), get_level(finding->kind, TRUE));
    print_string("text", finding->text);
    printf("},\"locations\":[{");
    if (finding->file != NULL)
        print_location(finding);
    printf("\"logicalLocations\":[{");
    print_string("name", finding->segment);
    printf("}]}]}");
}

/**
 * hexapla_findings_begin:
 * @self: findings, not initialised
 * @style: how to print them
 */
void
hexapla_findings_begin(HexaplaFindings *self, HexaplaFindingsStyle style)
{
    self->style = style;
    self->n = 0;
    if (style != HEXAPLA_FINDINGS_SARIF)
        return;
    printf("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
           "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"hexapla\",\"version\":\"%s\",\"rules\":[",
           HEXAPLA_VERSION);
    print_rules();
    printf("\n]}},\"columnKind\":\"unicodeCodePoints\",\"results\":[");
}

/**
 * hexapla_findings_print:
 * @self: findings
 * @finding: the next one
 */
void
hexapla_findings_print(HexaplaFindings *self, const HexaplaFinding *finding)
{
    switch (self->style) {
    case HEXAPLA_FINDINGS_TEXT:
        print_text(finding);
        break;
    case HEXAPLA_FINDINGS_JSON:
        print_json(finding);
        break;
    case HEXAPLA_FINDINGS_SARIF:
        print_sarif(finding, self->n == 0);
        break;
    }
    self->n++;
}

/**
 * hexapla_findings_end:
 * @self: findings
 */
void
hexapla_findings_end(HexaplaFindings *self)
{
    if (self->style == HEXAPLA_FINDINGS_SARIF)
        puts("\n]}]}");
}
