/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/book-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "document/note.h"
#include "document/target.h"
#include "formats/writing.h"
#include "review/decisions.h"
#include "review/rows-private.h"

struct _HexaplaBook {
    HexaplaDatabase *database;
    GArray *facts; /* of the sentence 1 first */
    HexaplaQuery *read;
    HexaplaQuery *find;

    /* while it is made */
    char *path;
    char *temporary;
    GString *text;
    HexaplaWriter *out;
    HexaplaRows *rows;
    HexaplaQuery *add_document;
    HexaplaQuery *add_sentence;
    HexaplaQuery *add_name;
    HexaplaQuery *add_mention;
    GHashTable *names; /* spelling to number */
    gint64 document;
    guint32 block; /* of the first one of the part */
};

static const char schema[] =
    "CREATE TABLE about (fingerprint TEXT, facts BLOB);"
    "CREATE TABLE document (id INTEGER PRIMARY KEY, first INTEGER, doc TEXT, article TEXT,"
    " language TEXT, data TEXT);"
    "CREATE TABLE sentence (number INTEGER PRIMARY KEY, document INTEGER, segment TEXT, data TEXT);"
    "CREATE TABLE name (id INTEGER PRIMARY KEY, spelling TEXT, class TEXT, relation TEXT,"
    " bearer TEXT, canonical TEXT, form TEXT, is_seen INTEGER);"
    "CREATE TABLE mention (name INTEGER, number INTEGER, place INTEGER,"
    " PRIMARY KEY (name, number, place)) WITHOUT ROWID;"
    "BEGIN";

/* --- making it --- */

static gboolean
create(HexaplaBook *self, GError **error)
{
    self->database = hexapla_database_open(self->temporary, HEXAPLA_DATABASE_MAKE, error);
    if (self->database == NULL || !hexapla_database_run(self->database, schema, error))
        return FALSE;
    self->add_document = hexapla_query_new(
        self->database,
        "INSERT INTO document (first, doc, article, language, data) VALUES (?, ?, ?, ?, ?)", error);
    self->add_sentence = hexapla_query_new(
        self->database, "INSERT INTO sentence (document, segment, data) VALUES (?, ?, ?)", error);
    self->add_name = hexapla_query_new(self->database,
                                       "INSERT INTO name VALUES (?, ?, ?, ?, ?, ?, ?, ?)", error);
    self->add_mention =
        hexapla_query_new(self->database, "INSERT OR IGNORE INTO mention VALUES (?, ?, ?)", error);
    return self->add_mention != NULL;
}

/**
 * hexapla_book_new:
 * @folder: where it is kept
 * @options: the target language for articles that have none; live as long as the corpus
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * An earlier one stays until hexapla_book_end().
 *
 * Returns: (transfer full) (nullable): a corpus without sentences
 * Since: 0.1
 */
HexaplaBook *
hexapla_book_new(const char *folder, const HexaplaFormatOptions *options, GError **error)
{
    g_autoptr(HexaplaBook) self = g_new0(HexaplaBook, 1);

    self->facts = g_array_new(FALSE, FALSE, sizeof(HexaplaFacts));
    self->path = g_build_filename(folder, "corpus.db", NULL);
    self->temporary = g_build_filename(folder, "corpus.new", NULL);
    self->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->text = g_string_new(NULL);
    self->out = hexapla_writer_new_for_text(self->text);
    self->rows = hexapla_rows_new(self->out, options);
    g_unlink(self->temporary);
    return create(self, error) ? g_steal_pointer(&self) : NULL;
}

/**
 * hexapla_book_free:
 * @self: (transfer full) (nullable): a corpus
 *
 * Since: 0.1
 */
void
hexapla_book_free(HexaplaBook *self)
{
    if (self == NULL)
        return;
    hexapla_query_free(self->read);
    hexapla_query_free(self->find);
    hexapla_query_free(self->add_document);
    hexapla_query_free(self->add_sentence);
    hexapla_query_free(self->add_name);
    hexapla_query_free(self->add_mention);
    hexapla_database_free(self->database);
    g_clear_pointer(&self->names, g_hash_table_unref);
    hexapla_rows_free(self->rows);
    hexapla_writer_free(self->out);
    if (self->text != NULL)
        g_string_free(self->text, TRUE);
    if (self->facts != NULL)
        g_array_unref(self->facts);
    g_free(self->temporary);
    g_free(self->path);
    g_free(self);
}

static const char *
take_text(HexaplaBook *self, GError **error)
{
    return hexapla_writer_sync(self->out, error) ? self->text->str : NULL;
}

static gboolean
add_document(HexaplaBook *self, HexaplaDocument *part, GError **error)
{
    char id[HEXAPLA_ID_SIZE];

    g_string_truncate(self->text, 0);
    hexapla_rows_put_document(self->rows, part);
    if (take_text(self, error) == NULL)
        return FALSE;
    sqlite3_bind_int64(self->add_document, 1, self->facts->len + 1);
    hexapla_query_bind_text(self->add_document, 2, hexapla_format_file_id(id, part));
    hexapla_query_bind_text(self->add_document, 3, hexapla_format_article_id(part));
    hexapla_query_bind_text(self->add_document, 4, hexapla_document_get_language(part));
    hexapla_query_bind_text(self->add_document, 5, self->text->str);
    if (!hexapla_query_finish(self->add_document, error))
        return FALSE;
    self->document = sqlite3_last_insert_rowid(self->database);
    return TRUE;
}

/* What an aligner thought of the pair. */
static guint8
find_score(HexaplaDocument *part, guint segment)
{
    guint n;
    const HexaplaNote *notes = hexapla_document_get_segment_notes(part, segment, &n);

    for (guint i = 0; i < n; i++) {
        if (g_strcmp0(notes[i].from, "prop:score") == 0)
            return CLAMP(g_ascii_strtod(notes[i].text, NULL), 0, 1) * 100;
    }
    return 255;
}

static gboolean
has_change(HexaplaDocument *part, const HexaplaSegment *segment)
{
    guint n;
    const HexaplaChange *changes = hexapla_document_get_changes(part, &n);
    guint low = 0, high = n;

    while (low < high) {
        guint middle = low + (high - low) / 2;

        if (changes[middle].end <= segment->start)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < n && changes[low].start < segment->end; low++) {
        if (changes[low].reason == HEXAPLA_CHANGE_SPELLING)
            return TRUE;
    }
    return FALSE;
}

static HexaplaFacts
find_facts(HexaplaBook *self, HexaplaDocument *part, guint index)
{
    guint n;
    const HexaplaSegment *segment = &hexapla_document_get_segments(part, &n)[index];
    const HexaplaBlock *block = &hexapla_document_get_blocks(part, &n)[segment->block];
    const HexaplaTarget *target = hexapla_document_find_target(part, index);
    gboolean is_exchange = hexapla_document_get_origin(part)->is_exchange;
    HexaplaFacts facts = {
        .block = self->block + segment->block,
        .rule = is_exchange ? HEXAPLA_N_RULES : segment->rule,
        .score = find_score(part, index),
    };

    if (block->junk != HEXAPLA_JUNK_NONE)
        facts.bits |= HEXAPLA_FACT_JUNK;
    if (target != NULL && target->text != NULL)
        facts.bits |= HEXAPLA_FACT_TARGET;
    if (has_change(part, segment))
        facts.bits |= HEXAPLA_FACT_RENAMED;
    return facts;
}

static gboolean
add_sentence(HexaplaBook *self, HexaplaDocument *part, guint index, GError **error)
{
    g_autofree char *key = hexapla_decisions_dup_segment_key(part, index);
    HexaplaFacts facts = find_facts(self, part, index);

    g_string_truncate(self->text, 0);
    hexapla_rows_put_segment(self->rows, index);
    if (take_text(self, error) == NULL)
        return FALSE;
    sqlite3_bind_int64(self->add_sentence, 1, self->document);
    hexapla_query_bind_text(self->add_sentence, 2, key);
    hexapla_query_bind_text(self->add_sentence, 3, self->text->str);
    g_array_append_val(self->facts, facts);
    return hexapla_query_finish(self->add_sentence, error);
}

static char *
dup_bearer(const HexaplaName *names, const HexaplaName *name)
{
    const HexaplaName *bearer = &names[name->cluster];

    return g_strndup(bearer->text, bearer->length);
}

/* Returns its number, 0 with @error. */
static gsize
ensure_name(HexaplaBook *self, const HexaplaName *names, const HexaplaName *name, GError **error)
{
    g_autofree char *spelling = g_strndup(name->text, name->length);
    g_autofree char *bearer = dup_bearer(names, name);
    gsize id = GPOINTER_TO_SIZE(g_hash_table_lookup(self->names, spelling));

    if (id != 0)
        return id;
    id = g_hash_table_size(self->names) + 1;
    sqlite3_bind_int64(self->add_name, 1, id);
    hexapla_query_bind_text(self->add_name, 2, spelling);
    hexapla_query_bind_text(self->add_name, 3, hexapla_name_class_get_tag(name->name_class));
    hexapla_query_bind_text(self->add_name, 4, hexapla_relation_get_tag(name->relation));
    hexapla_query_bind_text(self->add_name, 5, bearer);
    hexapla_query_bind_text(self->add_name, 6, name->canonical);
    hexapla_query_bind_text(self->add_name, 7, name->form);
    sqlite3_bind_int(self->add_name, 8, name->form != NULL && !name->is_suggested);
    if (!hexapla_query_finish(self->add_name, error))
        return 0;
    g_hash_table_insert(self->names, g_steal_pointer(&spelling), GSIZE_TO_POINTER(id));
    return id;
}

static gboolean
add_mentions(HexaplaBook *self, HexaplaDocument *part, guint first, GError **error)
{
    guint n, n_segments, index = 0;
    const HexaplaSegment *segments = hexapla_document_get_segments(part, &n_segments);
    const HexaplaName *names = hexapla_document_get_names(part, &n);
    const HexaplaMention *mentions = hexapla_document_get_mentions(part, &n);

    for (guint i = 0; i < n; i++) {
        gsize id;

        while (index < n_segments && segments[index].end <= mentions[i].start)
            index++;
        if (index == n_segments)
            return TRUE;
        id = ensure_name(self, names, &names[mentions[i].name], error);
        if (id == 0)
            return FALSE;
        sqlite3_bind_int64(self->add_mention, 1, id);
        sqlite3_bind_int64(self->add_mention, 2, first + index);
        sqlite3_bind_int64(self->add_mention, 3, mentions[i].start);
        g_array_index(self->facts, HexaplaFacts, first + index - 1).bits |= HEXAPLA_FACT_NAMED;
        if (!hexapla_query_finish(self->add_mention, error))
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_book_take:
 * @part: (transfer full): the next part of an article, with ids
 * @corpus: a #HexaplaBook that is being made
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * A #HexaplaDocumentFunc.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_book_take(HexaplaDocument *part, gpointer corpus, GError **error)
{
    g_autoptr(HexaplaDocument) owned = part;
    HexaplaBook *self = corpus;
    guint n, n_blocks, first = self->facts->len + 1;

    hexapla_document_get_segments(part, &n);
    hexapla_document_get_blocks(part, &n_blocks);
    if (!add_document(self, part, error))
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (!add_sentence(self, part, i, error))
            return FALSE;
    }
    self->block += n_blocks;
    return add_mentions(self, part, first, error);
}

static gboolean
add_about(HexaplaBook *self, const char *fingerprint, GError **error)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(self->database, "INSERT INTO about VALUES (?, ?)", error);

    if (query == NULL)
        return FALSE;
    hexapla_query_bind_text(query, 1, fingerprint);
    sqlite3_bind_blob64(query, 2, self->facts->data,
                        (guint64)self->facts->len * sizeof(HexaplaFacts), SQLITE_STATIC);
    return hexapla_query_finish(query, error);
}

static gboolean
prepare(HexaplaBook *self, GError **error)
{
    self->read = hexapla_query_new(self->database,
                                   "SELECT document, doc, article, segment, sentence.data FROM "
                                   "sentence JOIN document ON document = id WHERE number = ?",
                                   error);
    return self->read != NULL;
}

/**
 * hexapla_book_end:
 * @self: a corpus
 * @fingerprint: of what it was made of
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether it stands in its place
 * Since: 0.1
 */
gboolean
hexapla_book_end(HexaplaBook *self, const char *fingerprint, GError **error)
{
    if (!add_about(self, fingerprint, error) ||
        !hexapla_database_run(self->database, "COMMIT", error))
        return FALSE;
    g_clear_pointer(&self->names, g_hash_table_unref);
    if (g_rename(self->temporary, self->path) != 0) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "%s: error: %s", self->path,
                    g_strerror(errno));
        return FALSE;
    }
    return prepare(self, error);
}

/* --- reading it --- */

static gboolean
read_about(HexaplaBook *self, const char *fingerprint)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(self->database, "SELECT fingerprint, facts FROM about", NULL);
    gboolean has_row;
    guint n;

    if (query == NULL || !hexapla_query_next(query, &has_row, NULL) || !has_row ||
        g_strcmp0(hexapla_query_get_text(query, 0), fingerprint) != 0)
        return FALSE;
    n = sqlite3_column_bytes(query, 1) / sizeof(HexaplaFacts);
    g_array_set_size(self->facts, 0);
    if (n > 0)
        g_array_append_vals(self->facts, sqlite3_column_blob(query, 1), n);
    return TRUE;
}

/**
 * hexapla_book_open:
 * @folder: where it is kept
 * @fingerprint: of what it is to be made of
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): the corpus; %NULL without @error when it has to be made
 * Since: 0.1
 */
HexaplaBook *
hexapla_book_open(const char *folder, const char *fingerprint, GError **error)
{
    g_autoptr(HexaplaBook) self = g_new0(HexaplaBook, 1);

    self->facts = g_array_new(FALSE, FALSE, sizeof(HexaplaFacts));
    self->path = g_build_filename(folder, "corpus.db", NULL);
    if (!g_file_test(self->path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return NULL;
    self->database = hexapla_database_open(self->path, HEXAPLA_DATABASE_READ, error);
    if (self->database == NULL || !read_about(self, fingerprint) || !prepare(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

/**
 * hexapla_book_get_n:
 * @self: a corpus
 *
 * Returns: how many sentences it has
 * Since: 0.1
 */
guint
hexapla_book_get_n(const HexaplaBook *self)
{
    return self->facts->len;
}

/**
 * hexapla_book_get_facts:
 * @self: a corpus
 *
 * Returns: (transfer none): the facts of the sentence 1 and all that follow
 * Since: 0.1
 */
HexaplaFacts *
hexapla_book_get_facts(HexaplaBook *self)
{
    return (HexaplaFacts *)self->facts->data;
}

/**
 * hexapla_book_get_database:
 * @self: a corpus
 *
 * Returns: (transfer none): where it is kept
 * Since: 0.1
 */
HexaplaDatabase *
hexapla_book_get_database(HexaplaBook *self)
{
    return self->database;
}

/**
 * hexapla_book_read:
 * @self: a corpus
 * @number: from 1 to hexapla_book_get_n()
 * @sentence: (out): the sentence
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_book_read(HexaplaBook *self, guint number, HexaplaSentence *sentence, GError **error)
{
    gboolean has_row;

    g_return_val_if_fail(number >= 1 && number <= self->facts->len, FALSE);
    sqlite3_reset(self->read);
    sqlite3_bind_int64(self->read, 1, number);
    if (!hexapla_query_next(self->read, &has_row, error))
        return FALSE;
    sentence->document = sqlite3_column_int64(self->read, 0);
    sentence->doc = hexapla_query_get_text(self->read, 1);
    sentence->article = hexapla_query_get_text(self->read, 2);
    sentence->segment = hexapla_query_get_text(self->read, 3);
    sentence->data = hexapla_query_get_text(self->read, 4);
    return TRUE;
}

/* Only decisions on an earlier corpus ask for sentences by their ids. */
static gboolean
prepare_find(HexaplaBook *self, GError **error)
{
    if (self->find != NULL)
        return TRUE;
    if (!hexapla_database_run(self->database,
                              "PRAGMA query_only = 0;"
                              "CREATE INDEX IF NOT EXISTS by_segment ON sentence (segment)",
                              error))
        return FALSE;
    self->find = hexapla_query_new(self->database,
                                   "SELECT number FROM sentence JOIN document ON document = id "
                                   "WHERE segment = ?1 AND (doc = ?2 OR article = ?3) "
                                   "ORDER BY doc = ?2 DESC, number LIMIT 1",
                                   error);
    return self->find != NULL;
}

/**
 * hexapla_book_find:
 * @self: a corpus
 * @doc: id of a part of an article
 * @article: (nullable): id of the article, for where parts are cut anew
 * @segment: id of a sentence
 * @number: (out): its number, 0 when it is not there
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_book_find(HexaplaBook *self, const char *doc, const char *article, const char *segment,
                  guint *number, GError **error)
{
    gboolean has_row;

    if (!prepare_find(self, error))
        return FALSE;
    hexapla_query_bind_text(self->find, 1, segment);
    hexapla_query_bind_text(self->find, 2, doc);
    hexapla_query_bind_text(self->find, 3, article);
    if (!hexapla_query_next(self->find, &has_row, error))
        return FALSE;
    *number = has_row ? sqlite3_column_int64(self->find, 0) : 0;
    sqlite3_reset(self->find);
    return TRUE;
}

/**
 * hexapla_book_dup_document:
 * @self: a corpus
 * @document: number of a document
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): what the page shows of it, an object of JSON
 * Since: 0.1
 */
char *
hexapla_book_dup_document(HexaplaBook *self, gint64 document, GError **error)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(self->database, "SELECT data FROM document WHERE id = ?", error);
    gboolean has_row;

    if (query == NULL)
        return NULL;
    sqlite3_bind_int64(query, 1, document);
    return hexapla_query_next(query, &has_row, error) ? g_strdup(hexapla_query_get_text(query, 0))
                                                      : NULL;
}
