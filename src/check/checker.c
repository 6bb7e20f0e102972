/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "check/checker.h"

#include <string.h>

#include "base/text.h"
#include "check/pair-private.h"
#include "document/note.h"
#include "document/pieces.h"
#include "document/target.h"

/* Different names of one sentence that are looked for; what has more is no sentence. */
#define MAX_NAMES 100

struct _HexaplaChecker {
    HexaplaFindingFunc func;
    gpointer user_data;
    GHashTable *conventions; /* by language */
    GHashTable *matchers;
    GHashTable *spellings;  /* of names without a form, by language */
    HexaplaFinding finding; /* of the segment at hand */
    char *file;
    guint64 n_before; /* segments of earlier parts of the file */
};

/**
 * hexapla_checker_new:
 * @func: takes what is found
 * @user_data: handed to @func
 *
 * Returns: (transfer full): a checker; free with hexapla_checker_free()
 * Since: 0.1
 */
HexaplaChecker *
hexapla_checker_new(HexaplaFindingFunc func, gpointer user_data)
{
    HexaplaChecker *self = g_new0(HexaplaChecker, 1);

    self->func = func;
    self->user_data = user_data;
    self->conventions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify)hexapla_conventions_free);
    self->matchers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)hexapla_matcher_free);
    self->spellings =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    return self;
}

/**
 * hexapla_checker_free:
 * @self: (transfer full) (nullable): a checker
 *
 * Since: 0.1
 */
void
hexapla_checker_free(HexaplaChecker *self)
{
    if (self == NULL)
        return;
    g_hash_table_unref(self->conventions);
    g_hash_table_unref(self->matchers);
    g_hash_table_unref(self->spellings);
    g_free(self->file);
    g_free(self);
}

static const HexaplaConventions *
get_conventions(HexaplaChecker *self, const char *language)
{
    HexaplaConventions *found = g_hash_table_lookup(self->conventions, language);

    if (found == NULL) {
        found = hexapla_conventions_new(hexapla_language_get(language));
        g_hash_table_insert(self->conventions, g_strdup(language), found);
    }
    return found;
}

static HexaplaMatcher *
get_matcher(HexaplaChecker *self, const char *language)
{
    HexaplaMatcher *found = g_hash_table_lookup(self->matchers, language);

    if (found == NULL) {
        found = hexapla_matcher_new(language);
        g_hash_table_insert(self->matchers, g_strdup(language), found);
    }
    return found;
}

static GHashTable *
get_spellings(HexaplaChecker *self, const char *language)
{
    GHashTable *found = g_hash_table_lookup(self->spellings, language);

    if (found == NULL) {
        found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        g_hash_table_insert(self->spellings, g_strdup(language), found);
    }
    return found;
}

static void
take_finding(HexaplaIssueKind kind, const char *text, gpointer user_data)
{
    HexaplaChecker *self = user_data;

    self->finding.kind = kind;
    self->finding.text = text;
    self->func(&self->finding, self->user_data);
}

static gboolean
is_same_code(const HexaplaCode *a, const HexaplaCode *b)
{
    return a->kind == b->kind &&
           (a->id != NULL && b->id != NULL ? strcmp(a->id, b->id) == 0 : a->type == b->type);
}

static gboolean
have_same_codes(const HexaplaCode *a, guint n_a, const HexaplaCode *b, guint n_b)
{
    g_autofree gboolean *is_used = g_new0(gboolean, n_b + 1);

    if (n_a != n_b)
        return FALSE;
    for (guint i = 0; i < n_a; i++) {
        guint j = 0;

        while (j < n_b && (is_used[j] || !is_same_code(&a[i], &b[j])))
            j++;
        if (j == n_b)
            return FALSE;
        is_used[j] = TRUE;
    }
    return TRUE;
}

static void
check_codes(const HexaplaPair *pair, HexaplaDocument *part, guint segment)
{
    guint n_source, n_target;
    const HexaplaCode *source = hexapla_document_get_segment_codes(part, segment, &n_source);
    const HexaplaCode *target = hexapla_document_get_target_codes(part, segment, &n_target);

    if (!have_same_codes(source, n_source, target, n_target))
        hexapla_pair_report(pair, HEXAPLA_ISSUE_LOST_CODE,
                            "the source has %u codes, the translation %u, or others", n_source,
                            n_target);
}

static void
check_names(HexaplaChecker *self, const HexaplaPair *pair, HexaplaDocument *part,
            const HexaplaSegment *segment)
{
    const char *language = hexapla_document_get_target_language(part);
    HexaplaMatcher *matcher = get_matcher(self, language);
    GHashTable *spellings = get_spellings(self, language);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    guint n_mentions, n_names;
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n_mentions);
    const HexaplaName *names = hexapla_document_get_names(part, &n_names);

    for (guint i = hexapla_document_first_mention(part, segment->start);
         i < n_mentions && mentions[i].start < segment->end && g_hash_table_size(seen) < MAX_NAMES;
         i++) {
        const HexaplaName *name = &names[mentions[i].name];
        g_autofree char *text = g_strndup(name->text, name->length);

        if (!g_hash_table_add(seen, (gpointer)(name->form != NULL ? name->form : name->text)))
            continue;
        if (name->form == NULL)
            hexapla_pair_check_spelling(pair, matcher, text, spellings);
        else
            hexapla_pair_check_name(pair, matcher, text, name->form);
    }
}

static void
check_pair(HexaplaChecker *self, HexaplaDocument *part, guint i, const HexaplaSegment *segment)
{
    HexaplaPair pair = {.func = take_finding, .user_data = self};

    hexapla_side_init(&pair.source, get_conventions(self, hexapla_document_get_language(part)),
                      self->finding.source);
    hexapla_side_init(&pair.target,
                      get_conventions(self, hexapla_document_get_target_language(part)),
                      self->finding.target);
    hexapla_pair_check_wording(&pair);
    hexapla_pair_check_numbers(&pair);
    hexapla_pair_check_dates(&pair);
    hexapla_pair_check_fixed(&pair);
    check_codes(&pair, part, i);
    hexapla_pair_check_marks(&pair);
    check_names(self, &pair, part, segment);
    hexapla_side_clear(&pair.source);
    hexapla_side_clear(&pair.target);
}

static gboolean
is_empty(const char *text)
{
    gsize n = text != NULL ? strlen(text) : 0;

    return hexapla_text_skip_space(text, 0, n) == n;
}

static void
check_segment(HexaplaChecker *self, HexaplaDocument *part, guint i, const HexaplaSegment *segment)
{
    const char *text = hexapla_document_get_text(part, NULL);
    const HexaplaTarget *target = hexapla_document_find_target(part, i);
    const char *name = hexapla_document_get_segment_name(part, i);
    g_autofree char *number = g_strdup_printf("#%" G_GUINT64_FORMAT, self->n_before + i + 1);
    g_autofree char *source = g_strndup(text + segment->start, segment->end - segment->start);

    self->finding.line = segment->line;
    self->finding.index = i;
    self->finding.segment = name != NULL ? name : number;
    self->finding.source = source;
    self->finding.target = target != NULL ? target->text : NULL;
    if (is_empty(source))
        return;
    if (is_empty(self->finding.target))
        take_finding(HEXAPLA_ISSUE_UNTRANSLATED, "there is no translation", self);
    else if (target->state == HEXAPLA_STATE_INITIAL && strcmp(target->text, source) == 0)
        take_finding(HEXAPLA_ISSUE_UNTRANSLATED, "the source was copied and is still there", self);
    else
        check_pair(self, part, i, segment);
}

static void
begin_file(HexaplaChecker *self, const char *file)
{
    if (g_strcmp0(self->file, file) == 0)
        return;
    g_free(self->file);
    self->file = g_strdup(file);
    self->n_before = 0;
}

/**
 * hexapla_checker_apply:
 * @self: a checker
 * @part: of an exchange file; names are looked for where the names stage left forms of a ledger
 *
 * Since: 0.1
 */
void
hexapla_checker_apply(HexaplaChecker *self, HexaplaDocument *part)
{
    guint n, n_blocks;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n);
    const HexaplaBlock *blocks = hexapla_document_get_blocks(part, &n_blocks);

    begin_file(self, hexapla_document_get_origin(part)->file);
    self->finding.file = self->file;
    if (hexapla_document_get_target_language(part) != NULL) {
        for (guint i = 0; i < n; i++) {
            if (!blocks[segments[i].block].is_locked)
                check_segment(self, part, i, &segments[i]);
        }
    }
    self->n_before += n;
}
