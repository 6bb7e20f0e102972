/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "formats/writing.h"

/* What was decided to hold when reviewers disagreed stands in the states under this name. */
#define FINAL ""

struct _HexaplaStore {
    char *reviewer;
    int lock;
    HexaplaDatabase *database;
    HexaplaBook *corpus;
    HexaplaQuery *get_value;
    HexaplaQuery *get_version;
    HexaplaQuery *get_state;
    HexaplaQuery *set_value;
    HexaplaQuery *append;
};

/* The state is what the log comes to; numbers of sentences are those of the corpus at hand. */
static const char schema[] =
    "CREATE TABLE IF NOT EXISTS batch (id INTEGER PRIMARY KEY, reviewer TEXT, undone INTEGER);"
    "CREATE TABLE IF NOT EXISTS decision (id INTEGER PRIMARY KEY, batch INTEGER, reviewer TEXT,"
    " number INTEGER, doc TEXT, article TEXT, segment TEXT, field TEXT, spelling TEXT,"
    " before TEXT, value TEXT, is_final INTEGER, time TEXT);"
    "CREATE INDEX IF NOT EXISTS by_batch ON decision (batch);"
    "CREATE TABLE IF NOT EXISTS state (reviewer TEXT, number INTEGER, field TEXT, spelling TEXT,"
    " value TEXT, version INTEGER, PRIMARY KEY (number, reviewer, field, spelling)) WITHOUT ROWID;"
    "CREATE TRIGGER IF NOT EXISTS log_keeps BEFORE DELETE ON decision "
    "BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END;"
    "CREATE TRIGGER IF NOT EXISTS log_stays BEFORE UPDATE OF batch, reviewer, doc, article, "
    "segment,"
    " field, spelling, before, value, is_final, time ON decision "
    "BEGIN SELECT RAISE(ABORT, 'the log is only appended to'); END";

static const struct {
    const char *field;
    const char *value; /* where nothing was decided */
    HexaplaFact fact;  /* of any other value */
} fields[] = {
    {"status", "\"open\"", HEXAPLA_FACT_ACCEPTED | HEXAPLA_FACT_REJECTED},
    {"target", "null", HEXAPLA_FACT_EDITED},
    {"comment", "null", HEXAPLA_FACT_COMMENTED},
    {"flag", "false", HEXAPLA_FACT_FLAGGED},
    {"junk", "null", HEXAPLA_FACT_RESTORED},
    {"split", "null", HEXAPLA_FACT_CUT},
    {"join", "null", HEXAPLA_FACT_JOINED},
};

static gboolean
fail(const char *path, const char *problem, GError **error)
{
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT, "%s: error: %s", path, problem);
    return FALSE;
}

/* --- opening --- */

static gboolean
make_folder(const char *folder, GError **error)
{
    struct stat info;

    if (g_mkdir(folder, 0700) != 0 && errno != EEXIST)
        return fail(folder, g_strerror(errno), error);
    if (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode) || info.st_uid != geteuid())
        return fail(folder, "this is no folder of yours", error);
    return chmod(folder, 0700) == 0 || fail(folder, g_strerror(errno), error);
}

static gboolean
refuse_second(int fd, const char *folder, GError **error)
{
    char pid[24] = "";

    if (read(fd, pid, sizeof pid - 1) < 0)
        pid[0] = '\0';
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_OUTPUT,
                "%s: error: the process %d is reviewing it", folder, atoi(pid));
    return FALSE;
}

static gboolean
take_lock(HexaplaStore *self, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "lock", NULL);
    char pid[24];
    int n = g_snprintf(pid, sizeof pid, "%d\n", (int)getpid());

    self->lock = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (self->lock < 0)
        return fail(path, g_strerror(errno), error);
    if (flock(self->lock, LOCK_EX | LOCK_NB) != 0)
        return refuse_second(self->lock, folder, error);
    return (ftruncate(self->lock, 0) == 0 && pwrite(self->lock, pid, n, 0) == n) ||
           fail(path, g_strerror(errno), error);
}

static gboolean
prepare(HexaplaStore *self, GError **error)
{
    const struct {
        HexaplaQuery **query;
        const char *sql;
    } queries[] = {
        {&self->get_value, "SELECT value FROM state WHERE number = ?2 AND reviewer = ?1 AND "
                           "field = ?3 AND spelling = ?4"},
        {&self->get_version, "SELECT max(version) FROM state WHERE number = ?2 AND reviewer = ?1"},
        {&self->get_state, "SELECT field, spelling, value, version FROM state WHERE number = ?2 "
                           "AND reviewer = ?1"},
        {&self->set_value, "INSERT OR REPLACE INTO state (reviewer, number, field, spelling, value,"
                           " version) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
        {&self->append, "INSERT INTO decision (batch, reviewer, number, doc, article, segment, "
                        "field, spelling, before, value, is_final, time) VALUES "
                        "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ'))"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        *queries[i].query = hexapla_query_new(self->database, queries[i].sql, error);
        if (*queries[i].query == NULL)
            return FALSE;
    }
    return TRUE;
}

/**
 * hexapla_store_open:
 * @folder: made when it is not there
 * @reviewer: who decides
 * @is_reader: whether nothing will be saved, so that another process may be at work
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: (transfer full) (nullable): the store
 * Since: 0.1
 */
HexaplaStore *
hexapla_store_open(const char *folder, const char *reviewer, gboolean is_reader, GError **error)
{
    g_autoptr(HexaplaStore) self = g_new0(HexaplaStore, 1);
    g_autofree char *path = g_build_filename(folder, "decisions.db", NULL);

    self->reviewer = g_strdup(reviewer);
    self->lock = -1;
    if (!is_reader && (!make_folder(folder, error) || !take_lock(self, folder, error)))
        return NULL;
    self->database = hexapla_database_open(
        path, is_reader ? HEXAPLA_DATABASE_READ : HEXAPLA_DATABASE_KEEP, error);
    if (self->database == NULL ||
        (!is_reader && !hexapla_database_run(self->database, schema, error)) ||
        !prepare(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

/**
 * hexapla_store_free:
 * @self: (transfer full) (nullable): a store
 *
 * Since: 0.1
 */
void
hexapla_store_free(HexaplaStore *self)
{
    if (self == NULL)
        return;
    hexapla_query_free(self->get_value);
    hexapla_query_free(self->get_version);
    hexapla_query_free(self->get_state);
    hexapla_query_free(self->set_value);
    hexapla_query_free(self->append);
    hexapla_database_free(self->database);
    hexapla_book_free(self->corpus);
    if (self->lock >= 0)
        close(self->lock);
    g_free(self->reviewer);
    g_free(self);
}

/**
 * hexapla_store_get_corpus:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): what the decisions are about
 * Since: 0.1
 */
HexaplaBook *
hexapla_store_get_corpus(HexaplaStore *self)
{
    return self->corpus;
}

/**
 * hexapla_store_get_reviewer:
 * @self: a store
 *
 * Returns: (transfer none): who decides
 * Since: 0.1
 */
const char *
hexapla_store_get_reviewer(const HexaplaStore *self)
{
    return self->reviewer;
}

/**
 * hexapla_store_get_database:
 * @self: a store
 *
 * Returns: (transfer none): where it is kept
 * Since: 0.1
 */
HexaplaDatabase *
hexapla_store_get_database(HexaplaStore *self)
{
    return self->database;
}

/* --- what the log comes to --- */

static guint
find_field(const char *field)
{
    guint i = 0;

    while (i < G_N_ELEMENTS(fields) && strcmp(fields[i].field, field) != 0)
        i++;
    return i;
}

static void
note_fact(HexaplaStore *self, guint number, const char *field, const char *value)
{
    guint i = find_field(field);
    HexaplaFacts *facts;
    HexaplaFact fact;

    if (i == G_N_ELEMENTS(fields) || number == 0)
        return;
    facts = &hexapla_book_get_facts(self->corpus)[number - 1];
    fact = fields[i].fact;
    facts->bits &= ~fact;
    if (strcmp(value, fields[i].value) == 0)
        return;
    if (i == 0)
        fact = strcmp(value, "\"accepted\"") == 0 ? HEXAPLA_FACT_ACCEPTED : HEXAPLA_FACT_REJECTED;
    facts->bits |= fact;
}

static gboolean
note_facts(HexaplaStore *self, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(
        self->database, "SELECT number, field, value FROM state WHERE reviewer = ?", error);
    gboolean has_row;

    if (query == NULL)
        return FALSE;
    hexapla_query_bind_text(query, 1, self->reviewer);
    while (hexapla_query_next(query, &has_row, error)) {
        if (!has_row)
            return TRUE;
        note_fact(self, sqlite3_column_int64(query, 0), hexapla_query_get_text(query, 1),
                  hexapla_query_get_text(query, 2));
    }
    return FALSE;
}

static gboolean
set_value(HexaplaStore *self, const char *reviewer, const HexaplaStoreChange *change,
          gint64 version, GError **error)
{
    hexapla_query_bind_text(self->set_value, 1, reviewer);
    sqlite3_bind_int64(self->set_value, 2, change->number);
    hexapla_query_bind_text(self->set_value, 3, change->field);
    hexapla_query_bind_text(self->set_value, 4, change->spelling);
    hexapla_query_bind_text(self->set_value, 5, change->value);
    sqlite3_bind_int64(self->set_value, 6, version);
    return hexapla_query_finish(self->set_value, error);
}

/* Sentences of decisions that the corpus has no more get no number. */
static gboolean
find_sentences(HexaplaStore *self, GError **error)
{
    g_autoptr(HexaplaQuery) all = hexapla_query_new(
        self->database, "SELECT DISTINCT doc, article, segment FROM decision WHERE segment <> ''",
        error);
    g_autoptr(HexaplaQuery) set = hexapla_query_new(
        self->database,
        "UPDATE decision SET number = ? WHERE doc = ? AND article = ? AND segment = ?", error);
    gboolean has_row;

    if (all == NULL || set == NULL ||
        !hexapla_database_run(self->database,
                              "CREATE INDEX IF NOT EXISTS by_segment ON decision (segment, doc)",
                              error))
        return FALSE;
    while (hexapla_query_next(all, &has_row, error)) {
        const char *doc, *article, *segment;
        guint number;

        if (!has_row)
            return TRUE;
        doc = hexapla_query_get_text(all, 0);
        article = hexapla_query_get_text(all, 1);
        segment = hexapla_query_get_text(all, 2);
        if (!hexapla_book_find(self->corpus, doc, article, segment, &number, error))
            return FALSE;
        if (number > 0)
            sqlite3_bind_int64(set, 1, number);
        else
            sqlite3_bind_null(set, 1);
        hexapla_query_bind_text(set, 2, doc);
        hexapla_query_bind_text(set, 3, article);
        hexapla_query_bind_text(set, 4, segment);
        if (!hexapla_query_finish(set, error))
            return FALSE;
    }
    return FALSE;
}

static const char replay[] =
    "DELETE FROM state;"
    "INSERT OR REPLACE INTO state (reviewer, number, field, spelling, value, version)"
    " SELECT reviewer, number, field, spelling, value, id FROM decision"
    " WHERE number IS NOT NULL ORDER BY id;"
    "INSERT OR REPLACE INTO state (reviewer, number, field, spelling, value, version)"
    " SELECT '" FINAL "', number, field, spelling, value, id FROM decision"
    " WHERE number IS NOT NULL AND is_final ORDER BY id";

static gboolean
run_replay(HexaplaStore *self, GError **error)
{
    return hexapla_database_run(self->database, "BEGIN IMMEDIATE", error) &&
           find_sentences(self, error) && hexapla_database_run(self->database, replay, error) &&
           hexapla_database_run(self->database, "COMMIT", error);
}

/**
 * hexapla_store_use_corpus:
 * @self: a store
 * @corpus: (transfer full): what the decisions are about
 * @is_new: whether it was just made, so that earlier decisions have to find their sentences
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_store_use_corpus(HexaplaStore *self, HexaplaBook *corpus, gboolean is_new, GError **error)
{
    self->corpus = corpus;
    if (is_new && !run_replay(self, error)) {
        sqlite3_exec(self->database, "ROLLBACK", NULL, NULL, NULL);
        return FALSE;
    }
    return note_facts(self, error);
}

/* --- saving --- */

static char *
dup_value(HexaplaStore *self, const HexaplaStoreChange *change, GError **error)
{
    guint i = find_field(change->field);
    gboolean has_row;
    char *value = NULL;

    hexapla_query_bind_text(self->get_value, 1, self->reviewer);
    sqlite3_bind_int64(self->get_value, 2, change->number);
    hexapla_query_bind_text(self->get_value, 3, change->field);
    hexapla_query_bind_text(self->get_value, 4, change->spelling);
    if (hexapla_query_next(self->get_value, &has_row, error))
        value = g_strdup(has_row                    ? hexapla_query_get_text(self->get_value, 0)
                         : i < G_N_ELEMENTS(fields) ? fields[i].value
                                                    : "null");
    sqlite3_reset(self->get_value);
    return value;
}

static gboolean
is_stale(HexaplaStore *self, const HexaplaStoreChange *change)
{
    gboolean has_row;
    gint64 version = 0;

    if (change->version < 0)
        return FALSE;
    hexapla_query_bind_text(self->get_version, 1, self->reviewer);
    sqlite3_bind_int64(self->get_version, 2, change->number);
    if (hexapla_query_next(self->get_version, &has_row, NULL) && has_row)
        version = sqlite3_column_int64(self->get_version, 0);
    sqlite3_reset(self->get_version);
    return version != change->version;
}

static gboolean
append(HexaplaStore *self, gint64 batch, const HexaplaStoreChange *change, gboolean is_final,
       GError **error)
{
    g_autofree char *before = dup_value(self, change, error);
    HexaplaSentence sentence = {.doc = "", .article = "", .segment = ""};

    if (before == NULL ||
        (change->number > 0 && !hexapla_book_read(self->corpus, change->number, &sentence, error)))
        return FALSE;
    sqlite3_bind_int64(self->append, 1, batch);
    hexapla_query_bind_text(self->append, 2, self->reviewer);
    sqlite3_bind_int64(self->append, 3, change->number);
    hexapla_query_bind_text(self->append, 4, sentence.doc);
    hexapla_query_bind_text(self->append, 5, sentence.article);
    hexapla_query_bind_text(self->append, 6, sentence.segment);
    hexapla_query_bind_text(self->append, 7, change->field);
    hexapla_query_bind_text(self->append, 8, change->spelling);
    hexapla_query_bind_text(self->append, 9, before);
    hexapla_query_bind_text(self->append, 10, change->value);
    sqlite3_bind_int(self->append, 11, is_final);
    return hexapla_query_finish(self->append, error);
}

static gboolean
put(HexaplaStore *self, gint64 batch, const HexaplaStoreChange *change, gboolean is_final,
    GError **error)
{
    gint64 version;

    if (!append(self, batch, change, is_final, error))
        return FALSE;
    version = sqlite3_last_insert_rowid(self->database);
    return set_value(self, self->reviewer, change, version, error) &&
           (!is_final || set_value(self, FINAL, change, version, error));
}

/* Runs a statement whose only parameter is the reviewer. */
static gboolean
run_for_reviewer(HexaplaStore *self, const char *sql, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(self->database, sql, error);

    if (query == NULL)
        return FALSE;
    hexapla_query_bind_text(query, 1, self->reviewer);
    return hexapla_query_finish(query, error);
}

/* What was undone before cannot be redone on top of something new. */
static gboolean
begin_batch(HexaplaStore *self, gint64 *batch, GError **error)
{
    if (!run_for_reviewer(self, "UPDATE batch SET undone = 2 WHERE undone = 1 AND reviewer = ?",
                          error) ||
        !run_for_reviewer(self, "INSERT INTO batch (reviewer, undone) VALUES (?, 0)", error))
        return FALSE;
    *batch = sqlite3_last_insert_rowid(self->database);
    return TRUE;
}

static gboolean
put_all(HexaplaStore *self, const HexaplaStoreChange *changes, guint n, gboolean is_final,
        GError **error)
{
    gint64 batch;

    if (!begin_batch(self, &batch, error))
        return FALSE;
    for (guint i = 0; i < n; i++) {
        if (!put(self, batch, &changes[i], is_final, error))
            return FALSE;
    }
    return hexapla_database_run(self->database, "COMMIT", error);
}

/* A full disk may have ended the transaction already. */
static void
roll_back(HexaplaStore *self)
{
    if (!sqlite3_get_autocommit(self->database))
        sqlite3_exec(self->database, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * hexapla_store_save:
 * @self: a store
 * @changes: what is decided together, and undone together; checked
 * @n: how many
 * @is_final: whether it holds where reviewers disagree
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all are on the disk, or none
 * Since: 0.1
 */
HexaplaSaved
hexapla_store_save(HexaplaStore *self, const HexaplaStoreChange *changes, guint n,
                   gboolean is_final, GError **error)
{
    for (guint i = 0; i < n; i++) {
        if (is_stale(self, &changes[i]))
            return HEXAPLA_SAVED_STALE;
    }
    if (!hexapla_database_run(self->database, "BEGIN IMMEDIATE", error))
        return HEXAPLA_SAVED_NOTHING;
    if (!put_all(self, changes, n, is_final, error)) {
        roll_back(self);
        return HEXAPLA_SAVED_NOTHING;
    }
    for (guint i = 0; i < n; i++)
        note_fact(self, changes[i].number, changes[i].field, changes[i].value);
    return HEXAPLA_SAVED;
}

/* --- undoing --- */

static const char *const find_step[] = {
    "SELECT max(id) FROM batch WHERE reviewer = ? AND undone = 0",
    "SELECT min(id) FROM batch WHERE reviewer = ? AND undone = 1",
};

/* Returns 0 when there is none. */
static gint64
find_batch(HexaplaStore *self, gboolean forward)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(self->database, find_step[forward], NULL);
    gboolean has_row;

    if (query == NULL)
        return 0;
    hexapla_query_bind_text(query, 1, self->reviewer);
    return hexapla_query_next(query, &has_row, NULL) && has_row ? sqlite3_column_int64(query, 0)
                                                                : 0;
}

/**
 * hexapla_store_can_step:
 * @self: a store
 * @forward: redo instead of undo
 *
 * Returns: whether there is something to undo or to redo
 * Since: 0.1
 */
gboolean
hexapla_store_can_step(HexaplaStore *self, gboolean forward)
{
    return find_batch(self, forward) != 0;
}

/* Steps are decisions, too, of the batch 0. */
static gboolean
put_step(HexaplaStore *self, gint64 batch, gboolean forward, GArray *numbers, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(
        self->database,
        forward ? "SELECT number, field, spelling, value, is_final FROM decision WHERE batch = ? "
                  "ORDER BY id"
                : "SELECT number, field, spelling, before, is_final FROM decision WHERE batch = ? "
                  "ORDER BY id DESC",
        error);
    gboolean has_row;

    if (query == NULL)
        return FALSE;
    sqlite3_bind_int64(query, 1, batch);
    while (hexapla_query_next(query, &has_row, error)) {
        HexaplaStoreChange change;

        if (!has_row)
            return TRUE;
        change = (HexaplaStoreChange){
            .number = sqlite3_column_int64(query, 0),
            .field = hexapla_query_get_text(query, 1),
            .spelling = hexapla_query_get_text(query, 2),
            .value = hexapla_query_get_text(query, 3),
        };
        /* Its sentence is not there any more. */
        if (sqlite3_column_type(query, 0) == SQLITE_NULL)
            continue;
        if (!put(self, 0, &change, sqlite3_column_int(query, 4), error))
            return FALSE;
        note_fact(self, change.number, change.field, change.value);
        g_array_append_val(numbers, change.number);
    }
    return FALSE;
}

static gboolean
mark_batch(HexaplaStore *self, gint64 batch, gboolean is_undone, GError **error)
{
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(self->database, "UPDATE batch SET undone = ? WHERE id = ?", error);

    if (query == NULL)
        return FALSE;
    sqlite3_bind_int(query, 1, is_undone);
    sqlite3_bind_int64(query, 2, batch);
    return hexapla_query_finish(query, error);
}

/**
 * hexapla_store_step:
 * @self: a store
 * @forward: redo instead of undo
 * @numbers: (element-type guint): takes the sentences that changed; none when there is nothing to do
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Takes back what the reviewer decided last, whenever that was, or does it again.
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_store_step(HexaplaStore *self, gboolean forward, GArray *numbers, GError **error)
{
    gint64 batch = find_batch(self, forward);

    if (batch == 0)
        return TRUE;
    if (!hexapla_database_run(self->database, "BEGIN IMMEDIATE", error))
        return FALSE;
    if (put_step(self, batch, forward, numbers, error) &&
        mark_batch(self, batch, !forward, error) &&
        hexapla_database_run(self->database, "COMMIT", error))
        return TRUE;
    roll_back(self);
    note_facts(self, NULL);
    return FALSE;
}

/* --- telling --- */

static void
put_string(HexaplaWriter *out, const char *text)
{
    HEXAPLA_PUT(out, "\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_JSON, text);
    HEXAPLA_PUT(out, "\"");
}

/**
 * hexapla_store_put_state:
 * @self: a store
 * @number: of a sentence; 0 for the whole corpus
 * @out: takes an object of JSON: what the reviewer decided, and its version
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_store_put_state(HexaplaStore *self, guint number, HexaplaWriter *out, GError **error)
{
    gint64 version = 0;
    gboolean has_row;

    hexapla_query_bind_text(self->get_state, 1, self->reviewer);
    sqlite3_bind_int64(self->get_state, 2, number);
    HEXAPLA_PUT(out, "{");
    while (hexapla_query_next(self->get_state, &has_row, error) && has_row) {
        const char *spelling = hexapla_query_get_text(self->get_state, 1);

        version = MAX(version, sqlite3_column_int64(self->get_state, 3));
        put_string(out, *spelling != '\0' ? spelling : hexapla_query_get_text(self->get_state, 0));
        HEXAPLA_PUT(out, ":");
        hexapla_writer_puts(out, hexapla_query_get_text(self->get_state, 2));
        HEXAPLA_PUT(out, ",");
    }
    sqlite3_reset(self->get_state);
    HEXAPLA_PUT(out, "\"version\":");
    hexapla_writer_put_uint(out, version);
    HEXAPLA_PUT(out, "}");
    return hexapla_writer_check(out, error);
}

/* Columns of the query have the names of the members; those of no text are left out. */
static void
put_record(HexaplaQuery *query, HexaplaWriter *out)
{
    gboolean has_member = FALSE;

    HEXAPLA_PUT(out, "{");
    for (int i = 0; i < sqlite3_column_count(query); i++) {
        const char *name = sqlite3_column_name(query, i);
        const char *text = hexapla_query_get_text(query, i);

        if (text == NULL || (*text == '\0' && strcmp(name, "spelling") == 0))
            continue;
        if (has_member)
            HEXAPLA_PUT(out, ",");
        has_member = TRUE;
        put_string(out, name);
        HEXAPLA_PUT(out, ":");
        if (strcmp(name, "value") == 0)
            hexapla_writer_puts(out, text);
        else
            put_string(out, text);
    }
    HEXAPLA_PUT(out, "}\n");
}

static gboolean
put_records(HexaplaStore *self, const char *sql, HexaplaWriter *out, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(self->database, sql, error);
    gboolean has_row;

    if (query == NULL)
        return FALSE;
    while (hexapla_query_next(query, &has_row, error)) {
        if (!has_row)
            return hexapla_writer_check(out, error);
        put_record(query, out);
    }
    return FALSE;
}

/**
 * hexapla_store_write_log:
 * @self: a store
 * @out: takes all decisions of all reviewers in their order, as JSON lines
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_store_write_log(HexaplaStore *self, HexaplaWriter *out, GError **error)
{
    return put_records(self,
                       "SELECT doc, article, segment, field, spelling, value, reviewer, time "
                       "FROM decision ORDER BY id",
                       out, error);
}

/* The last decision of every reviewer about one thing; where they differ it counts only when it was
 * made to end that. */
#define LAST                                                                                       \
    "SELECT max(id) AS id, max(CASE WHEN is_final THEN id END) AS final, reviewer, doc, article, " \
    "segment, field, spelling FROM decision "                                                      \
    "GROUP BY doc, article, segment, field, spelling, reviewer"

/**
 * hexapla_store_write_result:
 * @self: a store
 * @out: takes what the decisions come to, as JSON lines
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * What reviewers disagree on is left out until one of them ends it.
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_store_write_result(HexaplaStore *self, HexaplaWriter *out, GError **error)
{
    return put_records(self,
                       "WITH last AS (" LAST
                       "), chosen AS (SELECT coalesce(max(final), max(last.id)) AS id "
                       "FROM last JOIN decision ON decision.id = last.id "
                       "GROUP BY last.doc, last.article, last.segment, last.field, last.spelling "
                       "HAVING max(final) IS NOT NULL OR count(DISTINCT value) = 1) "
                       "SELECT doc, article, segment, field, spelling, value, reviewer, time "
                       "FROM decision JOIN chosen USING (id) ORDER BY id",
                       out, error);
}
