/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cli/anchors.h"

#include <string.h>

#include "base/input.h"
#include "base/limits.h"
#include "base/table.h"

static const char *
find_form(const HexaplaLedgerEntry *entry, const char *language)
{
    const HexaplaLedgerForm *form = entry->forms;

    while (form != NULL && strcmp(form->language, language) != 0)
        form = form->next;
    return form != NULL ? form->text : NULL;
}

/* The ledger may be one of articles in either language, or in a third one. */
static void
add_entry(HexaplaAligner *aligner, HexaplaOptions *options, const HexaplaLedgerEntry *entry,
          HexaplaKinship kinship)
{
    const char *source = find_form(entry, options->source);
    const char *target = find_form(entry, options->target);

    if (source != NULL)
        hexapla_aligner_add_translation(aligner, source, target != NULL ? target : entry->spelling,
                                        kinship);
    if (target != NULL)
        hexapla_aligner_add_translation(aligner, entry->spelling, target, kinship);
}

static void
add_entries(HexaplaAligner *aligner, HexaplaOptions *options, HexaplaLedger *ledger,
            HexaplaKinship kinship)
{
    gsize n;
    const HexaplaLedgerEntry *entries = hexapla_ledger_get_entries(ledger, &n);

    for (gsize i = 0; i < n; i++) {
        if (entries[i].is_approved || kinship == HEXAPLA_KIN_DICTIONARY)
            add_entry(aligner, options, &entries[i], kinship);
    }
}

/* What stands behind the target is a remark. */
static const char *
take_row(char **cells, guint n, gpointer user_data)
{
    if (*cells[0] == '#')
        return NULL;
    if (n < 2 || *g_strstrip(cells[0]) == '\0' || *g_strstrip(cells[1]) == '\0')
        return "an entry of a dictionary is a source and a target between tabs";
    hexapla_aligner_add_translation(user_data, cells[0], cells[1], HEXAPLA_KIN_DICTIONARY);
    return NULL;
}

static gboolean
read_tbx(HexaplaAligner *aligner, HexaplaOptions *options, GInputStream *in,
         HexaplaReadOptions *reading, GError **error)
{
    g_autoptr(HexaplaLedger) terms = hexapla_ledger_new();

    if (!hexapla_format_by_name("tbx")->read_ledger(in, reading, terms, NULL, error))
        return FALSE;
    add_entries(aligner, options, terms, HEXAPLA_KIN_DICTIONARY);
    return TRUE;
}

static gboolean
read_dictionary(HexaplaAligner *aligner, HexaplaOptions *options, const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autoptr(GInputStream) bytes = hexapla_input_open(path, error);
    g_autoptr(GInputStream) text = NULL;
    HexaplaReadOptions reading = {
        .file = name, .language = options->source, .issues = &options->issues};
    const guint8 *head;
    gsize n_head;

    if (bytes == NULL ||
        !hexapla_input_peek(bytes, HEXAPLA_SNIFF_BYTES, &head, &n_head, NULL, error))
        return FALSE;
    if (strcmp(hexapla_format_sniff_ledger(head, n_head)->name, "tbx") == 0)
        return read_tbx(aligner, options, bytes, &reading, error);
    text = hexapla_input_decode(bytes, name, NULL, &options->issues, NULL, error);
    return text != NULL && hexapla_table_read(text, name, take_row, aligner, error);
}

/**
 * hexapla_anchors_add:
 * @aligner: an aligner that has no article yet
 * @options: what was asked for
 * @error: (domain HEXAPLA_ERROR): what is wrong with a file
 *
 * Tells it the names that somebody approved in both languages, and the words of dictionaries.
 *
 * Returns: whether all files could be read
 */
gboolean
hexapla_anchors_add(HexaplaAligner *aligner, HexaplaOptions *options, GError **error)
{
    if (options->ledger != NULL)
        add_entries(aligner, options, options->ledger, HEXAPLA_KIN_LEDGER);
    for (char **path = options->dictionaries; path != NULL && *path != NULL; path++) {
        if (!read_dictionary(aligner, options, *path, error))
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_anchors_open_lexicon:
 * @options: what was asked for, with a lexicon
 * @error: (domain HEXAPLA_ERROR): what is wrong with the file
 *
 * Returns: (transfer full) (nullable): what earlier runs learned, which is nothing when there is no
 * such file yet
 */
HexaplaWordbook *
hexapla_anchors_open_lexicon(const HexaplaOptions *options, GError **error)
{
    g_autoptr(HexaplaWordbook) wordbook = hexapla_wordbook_new(options->source, options->target);
    g_autofree char *name = g_filename_display_name(options->lexicon);
    g_autoptr(GInputStream) in = NULL;

    if (!g_file_test(options->lexicon, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&wordbook);
    in = hexapla_input_open(options->lexicon, error);
    return in != NULL && hexapla_wordbook_read(wordbook, in, name, error)
               ? g_steal_pointer(&wordbook)
               : NULL;
}

/**
 * hexapla_anchors_save_lexicon:
 * @options: what was asked for
 * @wordbook: (nullable): what was learned
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether it was written, where there is something to write
 */
gboolean
hexapla_anchors_save_lexicon(const HexaplaOptions *options, const HexaplaWordbook *wordbook,
                             GError **error)
{
    g_autoptr(HexaplaWriter) out = NULL;

    if (wordbook == NULL)
        return TRUE;
    out = hexapla_writer_new(options->lexicon, error);
    if (out == NULL)
        return FALSE;
    hexapla_wordbook_write(wordbook, out);
    return hexapla_writer_commit(g_steal_pointer(&out), error);
}
