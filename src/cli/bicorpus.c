/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/bicorpus.h"

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/lines.h"
#include "cli/message.h"

/* Articles that only their content pairs are left alone below this score. */
#define MIN_SCORE 0.5f

typedef struct {
    HexaplaBicorpus *corpus;
    HexaplaOptions *options;
    HexaplaAligner *aligner;
} Reader;

static void
free_pair(HexaplaArticlePair *pair)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        hexapla_edition_free(pair->editions[side]);
    g_free(pair->output);
    g_array_unref(pair->beads);
    g_free(pair);
}

/**
 * hexapla_bicorpus_init:
 * @self: (out): a corpus without articles
 */
void
hexapla_bicorpus_init(HexaplaBicorpus *self)
{
    self->pairs = g_ptr_array_new_with_free_func((GDestroyNotify)free_pair);
}

/**
 * hexapla_bicorpus_clear:
 * @self: a corpus
 */
void
hexapla_bicorpus_clear(HexaplaBicorpus *self)
{
    g_ptr_array_unref(self->pairs);
}

/* Takes both editions from where they stand. */
static void
add_pair(const Reader *self, GPtrArray **editions, const guint *places, const char *output,
         float score)
{
    HexaplaArticlePair *pair = g_new0(HexaplaArticlePair, 1);

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        gpointer *place = &editions[side]->pdata[places[side]];

        pair->editions[side] = g_steal_pointer(place);
    }
    pair->output = g_strdup(output);
    pair->score = score;
    pair->beads = g_array_new(FALSE, FALSE, sizeof(HexaplaBead));
    g_ptr_array_add(self->corpus->pairs, pair);
}

/* Of several articles with the same key the first one has it. */
static GHashTable *
index_by(const GPtrArray *editions, HexaplaEditionKey key)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = editions->len; i > 0; i--) {
        const HexaplaEdition *edition = editions->pdata[i - 1];

        if (edition != NULL && edition->keys[key] != NULL)
            g_hash_table_insert(index, edition->keys[key], GUINT_TO_POINTER(i));
    }
    return index;
}

static void
pair_by(const Reader *self, GPtrArray **editions, HexaplaEditionKey key, const char *output)
{
    g_autoptr(GHashTable) targets = index_by(editions[HEXAPLA_TARGET], key);

    for (guint i = 0; i < editions[HEXAPLA_SOURCE]->len; i++) {
        const HexaplaEdition *source = editions[HEXAPLA_SOURCE]->pdata[i];
        guint place = source != NULL && source->keys[key] != NULL
                          ? GPOINTER_TO_UINT(g_hash_table_lookup(targets, source->keys[key]))
                          : 0;

        if (place == 0)
            continue;
        g_hash_table_remove(targets, source->keys[key]);
        add_pair(self, editions, (guint[]){i, place - 1}, output, 1);
    }
}

/* What is not among these, another list of pairs has. */
static gboolean *
list_taken(const GPtrArray *editions, guint n_articles, guint *places)
{
    gboolean *is_taken = g_new(gboolean, n_articles + 1);

    for (guint i = 0; i < n_articles; i++)
        is_taken[i] = TRUE;
    for (guint i = 0; i < editions->len; i++) {
        const HexaplaEdition *edition = editions->pdata[i];

        if (edition == NULL)
            continue;
        is_taken[edition->number] = FALSE;
        places[edition->number] = i;
    }
    return is_taken;
}

static void
say_couple(const Reader *self, GPtrArray **editions, const guint *places, float score)
{
    const HexaplaEdition *source = editions[HEXAPLA_SOURCE]->pdata[places[HEXAPLA_SOURCE]];
    const HexaplaEdition *target = editions[HEXAPLA_TARGET]->pdata[places[HEXAPLA_TARGET]];

    if (self->options->verbosity > 0)
        hexapla_message("%s and %s have most in common: %.2f",
                        hexapla_version_get_id(&source->version),
                        hexapla_version_get_id(&target->version), (double)score);
}

static void
pair_by_content(const Reader *self, GPtrArray **editions, const char *output)
{
    guint *places[HEXAPLA_N_SIDES];
    gboolean *is_taken[HEXAPLA_N_SIDES];
    g_autoptr(GArray) couples = NULL;

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        guint n = hexapla_aligner_count_articles(self->aligner, side);

        places[side] = g_new0(guint, n + 1);
        is_taken[side] = list_taken(editions[side], n, places[side]);
    }
    couples = hexapla_aligner_find_couples(self->aligner, (const gboolean *const *)is_taken);
    for (guint i = 0; i < couples->len; i++) {
        const HexaplaCouple *couple = &g_array_index(couples, HexaplaCouple, i);
        const guint pair[] = {places[HEXAPLA_SOURCE][couple->source],
                              places[HEXAPLA_TARGET][couple->target]};

        if (couple->score < MIN_SCORE)
            continue;
        say_couple(self, editions, pair, couple->score);
        add_pair(self, editions, pair, output, couple->score);
    }
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_free(places[side]);
        g_free(is_taken[side]);
    }
}

static guint
count_left(const GPtrArray *editions)
{
    guint n = 0;

    for (guint i = 0; i < editions->len; i++)
        n += editions->pdata[i] != NULL;
    return n;
}

static void
pair_all(const Reader *self, GPtrArray **editions, const char *output)
{
    HexaplaPairBy by = self->options->pair_by;

    /* Who names two articles wants them paired, whatever they are called. */
    if (editions[HEXAPLA_SOURCE]->len == 1 && editions[HEXAPLA_TARGET]->len == 1) {
        add_pair(self, editions, (guint[]){0, 0}, output, 1);
        return;
    }
    for (guint key = 0; key < HEXAPLA_N_EDITION_KEYS && by != HEXAPLA_PAIR_BY_CONTENT; key++)
        pair_by(self, editions, key, output);
    if (by != HEXAPLA_PAIR_BY_KEYS && count_left(editions[HEXAPLA_SOURCE]) > 0 &&
        count_left(editions[HEXAPLA_TARGET]) > 0)
        pair_by_content(self, editions, output);
}

static void
free_edition(gpointer edition)
{
    if (edition != NULL)
        hexapla_edition_free(edition);
}

/* @target is NULL when @source holds both languages. */
static gboolean
read_pair(const Reader *self, const char *source, const char *target, const char *output,
          GError **error)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_edition);
    g_autoptr(GPtrArray) targets = g_ptr_array_new_with_free_func(free_edition);
    GPtrArray *editions[] = {sources, targets};

    if (!hexapla_editions_read(self->options, self->aligner, source,
                               target != NULL ? HEXAPLA_SOURCE : -1, editions, error) ||
        (target != NULL && !hexapla_editions_read(self->options, self->aligner, target,
                                                  HEXAPLA_TARGET, editions, error)))
        return FALSE;
    if (target == NULL && (sources->len == 0 || targets->len == 0)) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "give a source and a target: %s has no article in the language “%s”", source,
                    sources->len == 0 ? self->options->source : self->options->target);
        return FALSE;
    }
    pair_all(self, editions, output);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        self->corpus->n_alone[side] += count_left(editions[side]);
    return TRUE;
}

static gboolean
read_line(const Reader *self, const char *file, guint64 number, const char *line, gsize n,
          GError **error)
{
    g_autofree char *text = g_strndup(line, n);
    g_auto(GStrv) cells = g_strsplit(text, "\t", -1);
    guint n_cells = g_strv_length(cells);

    if (n == 0)
        return TRUE;
    if (n_cells >= 2 && n_cells <= 3 && *cells[0] != '\0' && *cells[1] != '\0')
        return read_pair(self, cells[0], cells[1], cells[2], error);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                "%s:%" G_GUINT64_FORMAT ": error: a pair is a source and a target between tabs, "
                "and perhaps the name of its output",
                file, number);
    return FALSE;
}

static gboolean
read_list(const Reader *self, const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autoptr(GInputStream) in = hexapla_input_open(path, error);
    g_auto(HexaplaLines) lines = {0};
    const char *line;
    gsize n;

    if (in == NULL)
        return FALSE;
    hexapla_lines_init(&lines, in, name, 3 * HEXAPLA_MAX_PATH_BYTES, NULL);
    while (hexapla_lines_next(&lines, &line, &n, error)) {
        if (line == NULL)
            return TRUE;
        if (!read_line(self, name, lines.number, line, n, error))
            return FALSE;
    }
    return FALSE;
}

static int
compare_pairs(const void *a, const void *b)
{
    const HexaplaArticlePair *x = *(const HexaplaArticlePair *const *)a;
    const HexaplaArticlePair *y = *(const HexaplaArticlePair *const *)b;
    guint m = x->editions[HEXAPLA_SOURCE]->number, n = y->editions[HEXAPLA_SOURCE]->number;

    return m < n ? -1 : m > n;
}

/**
 * hexapla_bicorpus_read:
 * @self: a corpus without articles
 * @options: what was asked for: a list of pairs, two files or folders, or one that holds both
 *   languages
 * @aligner: takes the articles, paired
 * @error: (domain HEXAPLA_ERROR): what is wrong with a file
 *
 * Returns: whether all files could be read
 */
gboolean
hexapla_bicorpus_read(HexaplaBicorpus *self, HexaplaOptions *options, HexaplaAligner *aligner,
                      GError **error)
{
    const Reader reader = {self, options, aligner};
    char **inputs = options->inputs;
    guint n = g_strv_length(inputs);

    if (options->pairs == NULL && n != 1 && n != 2) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                    "two language versions are aligned: give a source and a target, or --pairs");
        return FALSE;
    }
    if (options->pairs != NULL ? !read_list(&reader, options->pairs, error)
                               : !read_pair(&reader, inputs[0], inputs[1], NULL, error))
        return FALSE;
    g_ptr_array_sort(self->pairs, compare_pairs);
    for (guint i = 0; i < self->pairs->len; i++) {
        HexaplaArticlePair *pair = self->pairs->pdata[i];

        pair->document = hexapla_aligner_pair(aligner, pair->editions[HEXAPLA_SOURCE]->number,
                                              pair->editions[HEXAPLA_TARGET]->number);
    }
    return TRUE;
}
