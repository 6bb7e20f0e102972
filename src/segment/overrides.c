/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "segment/overrides.h"

#include <string.h>

#include "base/limits.h"
#include "base/lines.h"
#include "base/text.h"

typedef struct {
    char *before; /* what ends at the place */
    char *after;  /* what begins behind the white space there */
    HexaplaVerdict verdict;
    guint32 next; /* 1 + index of the next one in its bucket */
} Override;

/* By the last two bytes in front of the place. */
#define N_BUCKETS (1u << 16)

struct _HexaplaOverrides {
    GArray *overrides;
    guint32 *buckets; /* 1 + index of the last one added */
    guint8 *breaks;   /* whether a bucket holds any that break */
};

/* --- reading --- */

static void
clear_override(gpointer data)
{
    g_free(((Override *)data)->before);
    g_free(((Override *)data)->after);
}

static guint
bucket_of(const char *end)
{
    return (guint)(guchar)end[-2] << 8 | (guchar)end[-1];
}

static void
add(HexaplaOverrides *self, HexaplaVerdict verdict, const char *before, const char *after)
{
    guint bucket = bucket_of(before + strlen(before));
    Override override = {g_strdup(before), g_strdup(after), verdict, self->buckets[bucket]};

    g_array_append_val(self->overrides, override);
    self->buckets[bucket] = self->overrides->len;
    self->breaks[bucket] |= verdict == HEXAPLA_VERDICT_BREAK;
}

/* One space for any white space, none around. */
static void
plain_spaces(char *text)
{
    char *out = text;

    for (const char *p = g_strstrip(text); *p != '\0'; p++) {
        if (!g_ascii_isspace(*p))
            *out++ = *p;
        else if (!g_ascii_isspace(p[1]))
            *out++ = ' ';
    }
    *out = '\0';
}

static HexaplaVerdict
parse_verdict(const char *word)
{
    if (strcmp(word, "break") == 0)
        return HEXAPLA_VERDICT_BREAK;
    return strcmp(word, "no-break") == 0 ? HEXAPLA_VERDICT_NO_BREAK : HEXAPLA_VERDICT_NONE;
}

static const char *
take_row(const char *line, gsize n, gpointer user_data)
{
    HexaplaOverrides *self = user_data;
    g_autofree char *text = g_strndup(line, n);
    g_auto(GStrv) columns = g_strsplit(text, "\t", -1);
    HexaplaVerdict verdict;

    if (g_strv_length(columns) != 3)
        return "a decision has three columns: break or no-break, the text before and the text "
               "after";
    verdict = parse_verdict(columns[0]);
    if (verdict == HEXAPLA_VERDICT_NONE)
        return "the decision is neither break nor no-break";
    plain_spaces(columns[1]);
    plain_spaces(columns[2]);
    if (strlen(columns[1]) < 2 || *columns[2] == '\0')
        return "the text around the place is too short to know it again";
    if (self->overrides->len == HEXAPLA_MAX_OVERRIDES)
        return "there are too many decisions";
    add(self, verdict, columns[1], columns[2]);
    return NULL;
}

/**
 * hexapla_overrides_read:
 * @in: lines of three columns between tabs: `break` or `no-break`, the text in front of the place and
 * the text behind it; those that begin with # are comments
 * @file: its name, for messages
 * @cancellable: (nullable): stops the reading
 * @error: (domain HEXAPLA_ERROR): the line that cannot be understood
 *
 * Returns: (transfer full) (nullable): the decisions
 * Since: 0.1
 */
HexaplaOverrides *
hexapla_overrides_read(GInputStream *in, const char *file, GCancellable *cancellable,
                       GError **error)
{
    g_autoptr(HexaplaOverrides) self = g_new0(HexaplaOverrides, 1);
    g_auto(HexaplaLines) lines = {0};

    self->overrides = g_array_new(FALSE, FALSE, sizeof(Override));
    g_array_set_clear_func(self->overrides, clear_override);
    self->buckets = g_new0(guint32, N_BUCKETS);
    self->breaks = g_new0(guint8, N_BUCKETS);
    hexapla_lines_init(&lines, in, file, HEXAPLA_MAX_OVERRIDE_BYTES, cancellable);
    return hexapla_lines_take_rows(&lines, take_row, self, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_overrides_free:
 * @self: (transfer full) (nullable): decisions
 *
 * Since: 0.1
 */
void
hexapla_overrides_free(HexaplaOverrides *self)
{
    if (self == NULL)
        return;
    g_array_unref(self->overrides);
    g_free(self->buckets);
    g_free(self->breaks);
    g_free(self);
}

/* --- asking --- */

/* Any white space stands for any other, so that a line may be broken anew. Returns how much of @text
 * the words took, 0 when they are not there. */
static gsize
match_after(const char *words, const char *text, gsize n)
{
    gsize i = 0;

    for (; *words != '\0'; words++) {
        if (*words == ' ') {
            gsize behind = hexapla_text_skip_space(text, i, n);

            if (behind == i)
                return 0;
            i = behind;
        } else if (i == n || text[i++] != *words) {
            return 0;
        }
    }
    return i;
}

/* The same from the end backwards. */
static gboolean
match_before(const char *words, const char *text, gsize n)
{
    for (gsize left = strlen(words); left > 0; left--) {
        char c = words[left - 1];

        if (c == ' ') {
            gsize before = hexapla_text_trim_space(text, 0, n);

            if (before == n)
                return FALSE;
            n = before;
        } else if (n == 0 || text[--n] != c) {
            return FALSE;
        }
    }
    return TRUE;
}

/**
 * hexapla_overrides_ask:
 * @self: decisions
 * @text: UTF-8
 * @start: where the block begins, in bytes
 * @place: behind the last character in front of a possible break
 * @end: where the block ends
 *
 * Returns: what was decided about the place; where several decisions fit, the one with the longest
 * text around it
 * Since: 0.1
 */
HexaplaVerdict
hexapla_overrides_ask(const HexaplaOverrides *self, const char *text, gsize start, gsize place,
                      gsize end)
{
    HexaplaVerdict verdict = HEXAPLA_VERDICT_NONE;
    gsize behind = hexapla_text_skip_space(text, place, end);
    gsize longest = 0;

    if (place < start + 2)
        return HEXAPLA_VERDICT_NONE;
    for (guint32 i = self->buckets[bucket_of(text + place)]; i > 0;) {
        const Override *override = &g_array_index(self->overrides, Override, i - 1);
        gsize n = strlen(override->before) + strlen(override->after);

        i = override->next;
        if (n > longest && match_before(override->before, text + start, place - start) &&
            match_after(override->after, text + behind, end - behind) > 0) {
            longest = n;
            verdict = override->verdict;
        }
    }
    return verdict;
}

/**
 * hexapla_overrides_next_break:
 * @self: decisions
 * @text: UTF-8
 * @start: where the block begins, in bytes
 * @from: where to begin
 * @to: where to stop
 * @end: where the block ends
 *
 * Returns: the first place from @from on and before @to where somebody wants a break, @to when there
 * is none
 * Since: 0.1
 */
gsize
hexapla_overrides_next_break(const HexaplaOverrides *self, const char *text, gsize start,
                             gsize from, gsize to, gsize end)
{
    for (gsize place = MAX(from, start + 2); place < to; place++) {
        if (self->breaks[bucket_of(text + place)] &&
            hexapla_overrides_ask(self, text, start, place, end) == HEXAPLA_VERDICT_BREAK)
            return place;
    }
    return to;
}
