/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "align/wordbook.h"

#include <string.h>

#include "base/table.h"

/* What the first cell of a row says that it holds. */
#define HEADER "hexapla-wordbook/1"
#define PAIR "pair"
static const char *const word_tags[] = {"source", "target"};

/* Chances below this one are those of words that met once or twice. */
#define MIN_CHANCE 0.02f

/* Of both, the two numbers of a row. */
typedef struct {
    float beads;
    float coverage;
} Word;

typedef struct {
    float forward;
    float backward;
} Pair;

struct _HexaplaWordbook {
    char *languages[HEXAPLA_N_SIDES];
    GHashTable *words[HEXAPLA_N_SIDES]; /* by key */
    GHashTable *pairs;                  /* by both keys, a tab between them */
    gboolean has_header;                /* while it is read */
};

/**
 * hexapla_wordbook_new:
 * @source: a language tag
 * @target: that of the translation
 *
 * Returns: (transfer full): an empty wordbook; free with hexapla_wordbook_free()
 * Since: 0.1
 */
HexaplaWordbook *
hexapla_wordbook_new(const char *source, const char *target)
{
    HexaplaWordbook *self = g_new0(HexaplaWordbook, 1);

    self->languages[HEXAPLA_SOURCE] = g_strdup(source);
    self->languages[HEXAPLA_TARGET] = g_strdup(target);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        self->words[side] = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    self->pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return self;
}

/**
 * hexapla_wordbook_free:
 * @self: (transfer full) (nullable): a wordbook
 *
 * Since: 0.1
 */
void
hexapla_wordbook_free(HexaplaWordbook *self)
{
    if (self == NULL)
        return;
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        g_free(self->languages[side]);
        g_hash_table_unref(self->words[side]);
    }
    g_hash_table_unref(self->pairs);
    g_free(self);
}

static void
put_word(HexaplaWordbook *self, guint side, const char *key, float beads, float coverage)
{
    Word *word = g_new(Word, 1);

    *word = (Word){beads, coverage};
    g_hash_table_insert(self->words[side], g_strdup(key), word);
}

static void
put_pair(HexaplaWordbook *self, const char *source, const char *target, float forward,
         float backward)
{
    Pair *pair = g_new(Pair, 1);

    *pair = (Pair){forward, backward};
    g_hash_table_insert(self->pairs, g_strdup_printf("%s\t%s", source, target), pair);
}

/* --- the file --- */

static const char *
take_header(HexaplaWordbook *self, char **cells, guint n)
{
    if (n != 3 || strcmp(cells[0], HEADER) != 0)
        return "this is no wordbook that hexapla align --lexicon wrote";
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        if (strcmp(cells[1 + side], self->languages[side]) != 0)
            return "this is a wordbook of other languages";
    }
    self->has_header = TRUE;
    return NULL;
}

static gboolean
read_number(const char *cell, double most, float *number)
{
    char *end;
    double value = g_ascii_strtod(cell, &end);

    *number = (float)value;
    return *cell != '\0' && *end == '\0' && value >= 0 && value <= most;
}

static const char *
take_row(char **cells, guint n, gpointer user_data)
{
    HexaplaWordbook *self = user_data;
    float a, b;

    if (!self->has_header)
        return take_header(self, cells, n);
    if (n == 5 && strcmp(cells[0], PAIR) == 0) {
        if (!read_number(cells[3], 1, &a) || !read_number(cells[4], 1, &b))
            return "a chance is a number from 0 to 1";
        put_pair(self, cells[1], cells[2], a, b);
        return NULL;
    }
    for (guint side = 0; n == 4 && side < HEXAPLA_N_SIDES; side++) {
        if (strcmp(cells[0], word_tags[side]) != 0)
            continue;
        if (!read_number(cells[2], 1e12, &a) || !read_number(cells[3], 1, &b))
            return "a word has a count and a share from 0 to 1";
        put_word(self, side, cells[1], a, b);
        return NULL;
    }
    return "this is no row of a wordbook";
}

/**
 * hexapla_wordbook_read:
 * @self: an empty wordbook
 * @in: what hexapla_wordbook_write() wrote
 * @file: its name, for messages
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT
 *
 * Returns: whether all of it could be read
 * Since: 0.1
 */
gboolean
hexapla_wordbook_read(HexaplaWordbook *self, GInputStream *in, const char *file, GError **error)
{
    return hexapla_table_read(in, file, take_row, self, error);
}

static int
compare_keys(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
write_rows(HexaplaWriter *out, const char *tag, GHashTable *table)
{
    guint n;
    g_autofree gpointer *keys = g_hash_table_get_keys_as_array(table, &n);

    qsort(keys, n, sizeof *keys, compare_keys);
    for (guint i = 0; i < n; i++) {
        const float *numbers = g_hash_table_lookup(table, keys[i]);

        hexapla_writer_puts(out, tag);
        hexapla_writer_puts(out, "\t");
        hexapla_writer_puts(out, keys[i]);
        for (guint j = 0; j < 2; j++) {
            char number[G_ASCII_DTOSTR_BUF_SIZE];

            hexapla_writer_puts(out, "\t");
            hexapla_writer_puts(out,
                                g_ascii_formatd(number, sizeof number, "%.3f", (double)numbers[j]));
        }
        hexapla_writer_puts(out, "\n");
    }
}

/**
 * hexapla_wordbook_write:
 * @self: a wordbook
 * @out: takes it; its errors stick
 *
 * Since: 0.1
 */
void
hexapla_wordbook_write(const HexaplaWordbook *self, HexaplaWriter *out)
{
    g_autofree char *header =
        g_strdup_printf(HEADER "\t%s\t%s\n", self->languages[0], self->languages[1]);

    hexapla_writer_puts(out, header);
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        write_rows(out, word_tags[side], self->words[side]);
    write_rows(out, PAIR, self->pairs);
}

/* --- the texts at hand --- */

static void
recall_words(GHashTable *words, HexaplaTerms *terms, HexaplaPast *past)
{
    guint32 n = hexapla_terms_get_size(terms);

    past->beads = g_new0(float, n);
    past->coverage = g_new0(float, n);
    for (guint32 i = 0; i < n; i++) {
        const HexaplaTerm *term = hexapla_terms_get(terms, i);
        const Word *word =
            term->kind == HEXAPLA_TERM_WORD ? g_hash_table_lookup(words, term->key) : NULL;

        if (word == NULL)
            continue;
        past->beads[i] = word->beads;
        past->coverage[i] = word->coverage;
    }
}

static gboolean
find_terms(HexaplaTerms *const *terms, const char *keys, HexaplaKin *kin)
{
    const char *tab = strchr(keys, '\t');
    g_autofree char *source = g_strndup(keys, tab - keys);

    return hexapla_terms_find(terms[HEXAPLA_SOURCE], HEXAPLA_TERM_WORD, source, &kin->source) &&
           hexapla_terms_find(terms[HEXAPLA_TARGET], HEXAPLA_TERM_WORD, tab + 1, &kin->target);
}

/**
 * hexapla_wordbook_recall:
 * @self: a wordbook
 * @terms: (array fixed-size=2): words of the texts at hand
 * @kins: #HexaplaKin; gets those that it knows
 * @pasts: (out) (array fixed-size=2): what it knows of words; their arrays are owned by the caller
 *
 * Since: 0.1
 */
void
hexapla_wordbook_recall(const HexaplaWordbook *self, HexaplaTerms *const *terms, GArray *kins,
                        HexaplaPast *pasts)
{
    GHashTableIter iter;
    gpointer keys, value;

    for (guint side = 0; side < HEXAPLA_N_SIDES; side++)
        recall_words(self->words[side], terms[side], &pasts[side]);
    g_hash_table_iter_init(&iter, self->pairs);
    while (g_hash_table_iter_next(&iter, &keys, &value)) {
        const Pair *pair = value;
        HexaplaKin kin = {.kinship = HEXAPLA_KIN_LEARNED,
                          .past_forward = pair->forward,
                          .past_backward = pair->backward};

        if (find_terms(terms, keys, &kin))
            g_array_append_val(kins, kin);
    }
}

static const HexaplaTerm *
get_word(HexaplaTerms *terms, guint32 number)
{
    const HexaplaTerm *term = hexapla_terms_get(terms, number);

    return term->kind == HEXAPLA_TERM_WORD ? term : NULL;
}

/**
 * hexapla_wordbook_learn:
 * @self: a wordbook
 * @terms: (array fixed-size=2): words of texts
 * @links: what was learned of them, and what @self recalled before
 *
 * Since: 0.1
 */
void
hexapla_wordbook_learn(HexaplaWordbook *self, HexaplaTerms *const *terms, const HexaplaLinks *links)
{
    for (guint side = 0; side < HEXAPLA_N_SIDES; side++) {
        for (guint32 i = 0; i < hexapla_terms_get_size(terms[side]); i++) {
            float coverage, beads = hexapla_links_get_past(links, side, i, &coverage);

            if (get_word(terms[side], i) != NULL && beads > 0)
                put_word(self, side, hexapla_terms_get(terms[side], i)->key, beads, coverage);
        }
    }
    for (guint32 s = 0; s < hexapla_terms_get_size(terms[HEXAPLA_SOURCE]); s++) {
        const HexaplaTerm *source = get_word(terms[HEXAPLA_SOURCE], s);
        guint n;
        const HexaplaLink *row = hexapla_links_get(links, s, &n);

        for (guint i = 0; source != NULL && i < n; i++) {
            const HexaplaTerm *target = get_word(terms[HEXAPLA_TARGET], row[i].target);

            if (target != NULL && MAX(row[i].forward, row[i].backward) >= MIN_CHANCE)
                put_pair(self, source->key, target->key, MIN(row[i].forward, 1),
                         MIN(row[i].backward, 1));
        }
    }
}
