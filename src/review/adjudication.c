/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/adjudication-private.h"

#include <math.h>
#include <stdio.h>

#include "formats/writing.h"
#include "review/agreement.h"

/* Who has a verdict on a sentence has looked at it, and left alone what else could be decided. */
static const char find_ratings[] =
    "SELECT verdict.number, verdict.reviewer, coalesce(state.value, '')"
    " FROM state AS verdict LEFT JOIN state ON state.number = verdict.number"
    " AND state.reviewer = verdict.reviewer AND state.field = ?1"
    " WHERE verdict.field = 'status' AND verdict.value <> '\"open\"' AND verdict.reviewer <> ''"
    " AND verdict.number > 0 ORDER BY verdict.number, verdict.reviewer";

/* Returns the number of a word, from 0. */
static guint
number_of(GHashTable *words, const char *word)
{
    gpointer number;

    if (g_hash_table_lookup_extended(words, word, NULL, &number))
        return GPOINTER_TO_UINT(number);
    number = GUINT_TO_POINTER(g_hash_table_size(words));
    g_hash_table_insert(words, g_strdup(word), number);
    return GPOINTER_TO_UINT(number);
}

/* The sentences on which reviewers differ get the fact. */
static void
note_disputes(HexaplaStore *store, const HexaplaRating *ratings, guint n)
{
    HexaplaFacts *facts = hexapla_book_get_facts(hexapla_store_get_corpus(store));

    for (guint i = 1; i < n; i++) {
        if (ratings[i].unit == ratings[i - 1].unit &&
            ratings[i].category != ratings[i - 1].category)
            facts[ratings[i].unit - 1].bits |= HEXAPLA_FACT_DISPUTED;
    }
}

static void
put_number(HexaplaWriter *out, const char *name, double number)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    if (isfinite(number))
        hexapla_writer_puts(out, name);
    if (isfinite(number))
        hexapla_writer_puts(out, g_ascii_formatd(text, sizeof text, "%.3f", number));
}

static gboolean
put_field(HexaplaStore *store, const char *field, GHashTable *reviewers, HexaplaWriter *out,
          GError **error)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(hexapla_store_get_database(store), find_ratings, error);
    g_autoptr(GHashTable) values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) ratings = g_array_new(FALSE, FALSE, sizeof(HexaplaRating));
    const HexaplaRating *all;
    HexaplaAgreement found;
    gboolean has_row = TRUE;

    if (query == NULL)
        return FALSE;
    hexapla_query_bind_text(query, 1, field);
    while (hexapla_query_next(query, &has_row, error) && has_row) {
        const HexaplaRating rating = {
            .unit = sqlite3_column_int64(query, 0),
            .rater = number_of(reviewers, hexapla_query_get_text(query, 1)),
            .category = number_of(values, hexapla_query_get_text(query, 2)),
        };

        g_array_append_val(ratings, rating);
    }
    if (has_row)
        return FALSE;
    all = (const HexaplaRating *)(gpointer)ratings->data;
    note_disputes(store, all, ratings->len);
    found = hexapla_agreement_find(all, ratings->len, g_hash_table_size(values));
    HEXAPLA_PUT(out, "{\"field\":\"");
    hexapla_writer_puts(out, field);
    HEXAPLA_PUT(out, "\",\"units\":");
    hexapla_writer_put_uint(out, found.units);
    HEXAPLA_PUT(out, ",\"agreed\":");
    hexapla_writer_put_uint(out, found.agreed);
    put_number(out, ",\"kappa\":", found.kappa);
    put_number(out, ",\"alpha\":", found.alpha);
    HEXAPLA_PUT(out, "}");
    return TRUE;
}

static void
forget_disputes(HexaplaBook *corpus)
{
    HexaplaFacts *facts = hexapla_book_get_facts(corpus);

    for (guint i = 0; i < hexapla_book_get_n(corpus); i++)
        facts[i].bits &= ~HEXAPLA_FACT_DISPUTED;
}

/* What was ended is no dispute any more. */
static gboolean
forget_ended(HexaplaStore *store, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(
        hexapla_store_get_database(store),
        "SELECT DISTINCT number FROM state WHERE reviewer = '' AND number > 0", error);
    HexaplaFacts *facts = hexapla_book_get_facts(hexapla_store_get_corpus(store));
    gboolean has_row = query != NULL;

    while (has_row && hexapla_query_next(query, &has_row, error)) {
        if (has_row)
            facts[sqlite3_column_int64(query, 0) - 1].bits &= ~HEXAPLA_FACT_DISPUTED;
    }
    return query != NULL && !has_row;
}

/**
 * hexapla_adjudication_put_agreement:
 * @store: with its corpus; what is disputed is noted among its facts
 * @out: takes a list of JSON: how far the reviewers agree on each kind of decision
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_adjudication_put_agreement(HexaplaStore *store, HexaplaWriter *out, GError **error)
{
    static const char *const fields[] = {"status", "target", "flag", "junk", "split"};
    g_autoptr(GHashTable) reviewers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    forget_disputes(hexapla_store_get_corpus(store));
    HEXAPLA_PUT(out, "[");
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (i > 0)
            HEXAPLA_PUT(out, ",");
        if (!put_field(store, fields[i], reviewers, out, error))
            return FALSE;
    }
    HEXAPLA_PUT(out, "]");
    return forget_ended(store, error);
}

/**
 * hexapla_adjudication_put_others:
 * @store: a store
 * @number: of a sentence
 * @out: takes a list of JSON: what every reviewer decided on it
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_adjudication_put_others(HexaplaStore *store, guint number, HexaplaWriter *out,
                                GError **error)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(hexapla_store_get_database(store),
                          "SELECT reviewer, field, value FROM state WHERE number = ? AND "
                          "reviewer <> '' ORDER BY field, reviewer",
                          error);
    gboolean has_row = query != NULL, is_first = TRUE;

    if (query != NULL)
        sqlite3_bind_int64(query, 1, number);
    HEXAPLA_PUT(out, "[");
    while (has_row && hexapla_query_next(query, &has_row, error) && has_row) {
        hexapla_writer_puts(out, is_first ? "[\"" : ",[\"");
        hexapla_writer_escapes(out, HEXAPLA_ESCAPE_JSON, hexapla_query_get_text(query, 0));
        HEXAPLA_PUT(out, "\",\"");
        hexapla_writer_puts(out, hexapla_query_get_text(query, 1));
        HEXAPLA_PUT(out, "\",");
        hexapla_writer_puts(out, hexapla_query_get_text(query, 2));
        HEXAPLA_PUT(out, "]");
        is_first = FALSE;
    }
    HEXAPLA_PUT(out, "]");
    return query != NULL && !has_row;
}
