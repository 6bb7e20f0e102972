/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/summary.h"

#include <stdio.h>

#include "cli/message.h"

/* Changes when a member goes or gets another meaning. */
#define SCHEMA "hexapla-summary/1"

/**
 * hexapla_summary_say:
 * @summary: what was counted
 * @n_rejected: records that were rejected
 *
 * The line with which a run ends, for people.
 */
void
hexapla_summary_say(const HexaplaSummary *summary, guint64 n_rejected)
{
    g_autoptr(GString) junk = g_string_new(NULL);
    guint64 n_junk = 0;

    for (guint i = HEXAPLA_JUNK_NONE + 1; i < HEXAPLA_N_JUNK; i++) {
        n_junk += summary->junk[i];
        if (summary->junk[i] > 0)
            g_string_append_printf(junk, "%s%" G_GUINT64_FORMAT " %s", junk->len > 0 ? ", " : " (",
                                   summary->junk[i], hexapla_junk_get_tag(i));
    }
    if (junk->len > 0)
        g_string_append_c(junk, ')');
    hexapla_message("%" G_GUINT64_FORMAT " article%s, %" G_GUINT64_FORMAT
                    " segments, %" G_GUINT64_FORMAT " junk%s, %" G_GUINT64_FORMAT
                    " names, %" G_GUINT64_FORMAT " respelled, %" G_GUINT64_FORMAT " rejected",
                    summary->articles, summary->articles == 1 ? "" : "s", summary->segments, n_junk,
                    junk->str, summary->mentions, summary->changes, n_rejected);
}

/* Languages and tags of junk need no escapes. */
static void
print_count(const char *name, guint64 count, gpointer is_first)
{
    printf("%s\"%s\":%" G_GUINT64_FORMAT, *(gboolean *)is_first ? "" : ",", name, count);
    *(gboolean *)is_first = FALSE;
}

static void
print_tally(const char *name, HexaplaTally *tally)
{
    gboolean is_first = TRUE;

    printf(",\"%s\":{", name);
    hexapla_tally_foreach(tally, print_count, &is_first);
    printf("}");
}

static void
print_junk(const HexaplaSummary *summary)
{
    gboolean is_first = TRUE;

    printf(",\"junk\":{");
    for (guint i = HEXAPLA_JUNK_NONE + 1; i < HEXAPLA_N_JUNK; i++) {
        if (summary->junk[i] > 0)
            print_count(hexapla_junk_get_tag(i), summary->junk[i], &is_first);
    }
    printf("}");
}

/**
 * hexapla_summary_print:
 * @summary: what was counted
 * @n_rejected: records that were rejected
 *
 * The same as a JSON object on standard output, for programs.
 */
void
hexapla_summary_print(const HexaplaSummary *summary, guint64 n_rejected)
{
    const struct {
        const char *name;
        guint64 count;
    } counts[] = {
        {"articles", summary->articles},
        {"bytes", summary->bytes},
        {"characters", summary->characters},
        {"segments", summary->segments},
        {"names", summary->mentions},
        {"respelled", summary->changes},
        {"duplicates", summary->duplicates},
        {"repeated", summary->repeated},
        {"rejected", n_rejected},
    };
    gboolean is_first = FALSE;

    printf("{\"schema\":\"" SCHEMA "\"");
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++)
        print_count(counts[i].name, counts[i].count, &is_first);
    print_junk(summary);
    print_tally("articles_by_language", summary->articles_in);
    print_tally("segments_by_language", summary->segments_in);
    printf("}\n");
}
