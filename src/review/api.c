/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "review/api-private.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/utf8.h"
#include "formats/writing.h"
#include "review/adjudication-private.h"
#include "review/changes-private.h"
#include "review/view-private.h"

enum {
    OK = 200,
    BAD_REQUEST = 400,
    CONFLICT = 409,
    FULL = 507,
};

/* Two windows with two filters each. */
#define N_VIEWS 4

/* Rows that are asked for at once. */
#define MAX_ROWS 200

/* Time for one answer, so that nobody waits. */
#define SEARCH_MICROSECONDS 50000

struct _HexaplaApi {
    HexaplaStore *store;
    HexaplaBook *corpus;
    HexaplaView *views[N_VIEWS];
    guint64 n_views; /* so far; the last ones are kept */
};

/**
 * hexapla_api_new:
 * @store: with its corpus; lives longer than the result
 *
 * Returns: (transfer full): what answers requests
 * Since: 0.1
 */
HexaplaApi *
hexapla_api_new(HexaplaStore *store)
{
    HexaplaApi *self = g_new0(HexaplaApi, 1);

    self->store = store;
    self->corpus = hexapla_store_get_corpus(store);
    return self;
}

/**
 * hexapla_api_free:
 * @self: (transfer full) (nullable): what answers requests
 *
 * Since: 0.1
 */
void
hexapla_api_free(HexaplaApi *self)
{
    if (self == NULL)
        return;
    for (guint i = 0; i < N_VIEWS; i++)
        hexapla_view_free(self->views[i]);
    g_free(self);
}

/* --- helpers --- */

static guint
refuse(GError **error, const char *problem)
{
    g_set_error_literal(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, problem);
    return BAD_REQUEST;
}

static void
put_string(HexaplaWriter *out, const char *text)
{
    HEXAPLA_PUT(out, "\"");
    hexapla_writer_escapes(out, HEXAPLA_ESCAPE_JSON, text);
    HEXAPLA_PUT(out, "\"");
}

static void
put_member(HexaplaWriter *out, const char *name, guint64 value)
{
    put_string(out, name);
    HEXAPLA_PUT(out, ":");
    hexapla_writer_put_uint(out, value);
}

static void
put_flag(HexaplaWriter *out, const char *name, gboolean value)
{
    put_string(out, name);
    hexapla_writer_puts(out, value ? ":true" : ":false");
}

static const char *
find_parameter(const HexaplaApiRequest *request, const char *name)
{
    return request->query != NULL ? g_hash_table_lookup(request->query, name) : NULL;
}

/* Only digits, and not too large. */
static gboolean
parse_number(const HexaplaApiRequest *request, const char *name, guint64 max, guint64 *number)
{
    const char *text = find_parameter(request, name);

    return text != NULL && *text != '\0' && text[strspn(text, "0123456789")] == '\0' &&
           g_ascii_string_to_unsigned(text, 10, 0, max, number, NULL);
}

/* --- the corpus --- */

static gboolean
put_words(HexaplaWriter *out, HexaplaDatabase *database, const char *sql, GError **error)
{
    g_autoptr(HexaplaQuery) query = hexapla_query_new(database, sql, error);
    gboolean has_row, is_first = TRUE;

    if (query == NULL)
        return FALSE;
    HEXAPLA_PUT(out, "[");
    while (hexapla_query_next(query, &has_row, error)) {
        if (!has_row) {
            HEXAPLA_PUT(out, "]");
            return TRUE;
        }
        if (!is_first)
            HEXAPLA_PUT(out, ",");
        put_string(out, hexapla_query_get_text(query, 0));
        is_first = FALSE;
    }
    return FALSE;
}

static void
put_rules(HexaplaWriter *out, HexaplaBook *corpus)
{
    const HexaplaFacts *facts = hexapla_book_get_facts(corpus);
    gboolean has[HEXAPLA_N_RULES + 1] = {FALSE};
    gboolean is_first = TRUE;

    for (guint i = 0; i < hexapla_book_get_n(corpus); i++)
        has[facts[i].rule] = TRUE;
    HEXAPLA_PUT(out, ",\"rules\":[");
    for (guint i = 0; i < HEXAPLA_N_RULES; i++) {
        if (!has[i])
            continue;
        if (!is_first)
            HEXAPLA_PUT(out, ",");
        put_string(out, hexapla_rule_get_tag(i));
        is_first = FALSE;
    }
    HEXAPLA_PUT(out, "]");
}

static gboolean
has_targets(HexaplaBook *corpus)
{
    const HexaplaFacts *facts = hexapla_book_get_facts(corpus);
    guint i = 0;

    while (i < hexapla_book_get_n(corpus) && (facts[i].bits & HEXAPLA_FACT_TARGET) == 0)
        i++;
    return i < hexapla_book_get_n(corpus);
}

static void
put_progress(HexaplaApi *self, HexaplaWriter *out)
{
    guint n;
    const char *const *filters = hexapla_view_filters(&n);
    g_autofree guint *counts = g_new(guint, n);

    hexapla_view_count(self->corpus, counts);
    HEXAPLA_PUT(out, "\"counts\":{");
    for (guint i = 0; i < n; i++) {
        if (i > 0)
            HEXAPLA_PUT(out, ",");
        put_member(out, filters[i], counts[i]);
    }
    HEXAPLA_PUT(out, "},");
    put_flag(out, "undo", hexapla_store_can_step(self->store, FALSE));
    HEXAPLA_PUT(out, ",");
    put_flag(out, "redo", hexapla_store_can_step(self->store, TRUE));
}

static guint
get_corpus(HexaplaApi *self, G_GNUC_UNUSED const HexaplaApiRequest *request, HexaplaWriter *out,
           GError **error)
{
    HexaplaDatabase *database = hexapla_book_get_database(self->corpus);

    HEXAPLA_PUT(out, "{");
    put_member(out, "n", hexapla_book_get_n(self->corpus));
    HEXAPLA_PUT(out, ",\"reviewer\":");
    put_string(out, hexapla_store_get_reviewer(self->store));
    put_rules(out, self->corpus);
    HEXAPLA_PUT(out, ",");
    put_flag(out, "has_targets", has_targets(self->corpus));
    HEXAPLA_PUT(out, ",\"languages\":");
    if (!put_words(out, database, "SELECT DISTINCT language FROM document ORDER BY 1", error))
        return FULL;
    HEXAPLA_PUT(out, ",\"titles\":");
    if (!put_words(out, database,
                   "SELECT DISTINCT coalesce(json_extract(data, '$.title'), article) "
                   "FROM document LIMIT 2",
                   error))
        return FULL;
    HEXAPLA_PUT(out, ",\"state\":");
    if (!hexapla_store_put_state(self->store, 0, out, error))
        return FULL;
    HEXAPLA_PUT(out, ",");
    put_progress(self, out);
    HEXAPLA_PUT(out, "}");
    return OK;
}

static guint
get_progress(HexaplaApi *self, G_GNUC_UNUSED const HexaplaApiRequest *request, HexaplaWriter *out,
             G_GNUC_UNUSED GError **error)
{
    HEXAPLA_PUT(out, "{");
    put_progress(self, out);
    HEXAPLA_PUT(out, "}");
    return OK;
}

/* --- views --- */

static guint
put_view(HexaplaView *view, guint64 id, HexaplaWriter *out, GError **error)
{
    if (!hexapla_view_go_on(view, SEARCH_MICROSECONDS, error))
        return FULL;
    HEXAPLA_PUT(out, "{");
    put_member(out, "view", id);
    HEXAPLA_PUT(out, ",");
    put_member(out, "n", hexapla_view_get_n(view));
    HEXAPLA_PUT(out, ",");
    put_flag(out, "done", hexapla_view_is_done(view));
    HEXAPLA_PUT(out, "}");
    return OK;
}

/* One that was thrown away has to be asked for again. */
static HexaplaView *
find_view(HexaplaApi *self, const HexaplaApiRequest *request, guint64 *id)
{
    if (!parse_number(request, "view", G_MAXINT64, id) || *id >= self->n_views ||
        *id + N_VIEWS < self->n_views)
        return NULL;
    return self->views[*id % N_VIEWS];
}

static const char *
find_word(const HexaplaApiRequest *request, const char *name)
{
    const char *word = find_parameter(request, name);

    return word != NULL && *word != '\0' ? word : NULL;
}

static guint
get_view(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out, GError **error)
{
    const char *state = find_word(request, "filter");
    const HexaplaViewFilter filter = {
        .state = state != NULL ? state : "all",
        .words = find_word(request, "q"),
        .rule = find_word(request, "rule"),
        .language = find_word(request, "language"),
        .spelling = find_word(request, "name"),
    };
    HexaplaView *view, **place;
    guint64 id;

    if (find_parameter(request, "view") != NULL) {
        view = find_view(self, request, &id);
        return view != NULL ? put_view(view, id, out, error) : refuse(error, "no such view");
    }
    view = hexapla_view_new(self->store, &filter, error);
    if (view == NULL)
        return BAD_REQUEST;
    place = &self->views[self->n_views % N_VIEWS];
    hexapla_view_free(*place);
    *place = view;
    return put_view(view, self->n_views++, out, error);
}

static gboolean
put_row(HexaplaApi *self, guint number, GHashTable *documents, HexaplaWriter *out, GError **error)
{
    HexaplaSentence sentence;

    if (!hexapla_book_read(self->corpus, number, &sentence, error))
        return FALSE;
    HEXAPLA_PUT(out, "{");
    put_member(out, "number", number);
    HEXAPLA_PUT(out, ",");
    put_member(out, "document", sentence.document);
    HEXAPLA_PUT(out, ",\"row\":");
    hexapla_writer_puts(out, sentence.data);
    HEXAPLA_PUT(out, ",\"state\":");
    if (!hexapla_store_put_state(self->store, number, out, error))
        return FALSE;
    HEXAPLA_PUT(out, "}");
    g_hash_table_add(documents, GSIZE_TO_POINTER(sentence.document));
    return TRUE;
}

static gboolean
put_documents(HexaplaApi *self, GHashTable *documents, HexaplaWriter *out, GError **error)
{
    GHashTableIter iter;
    gpointer document;
    gboolean is_first = TRUE;

    HEXAPLA_PUT(out, ",\"documents\":{");
    g_hash_table_iter_init(&iter, documents);
    while (g_hash_table_iter_next(&iter, &document, NULL)) {
        g_autofree char *data =
            hexapla_book_dup_document(self->corpus, GPOINTER_TO_SIZE(document), error);

        if (data == NULL)
            return FALSE;
        hexapla_writer_puts(out, is_first ? "\"" : ",\"");
        hexapla_writer_put_uint(out, GPOINTER_TO_SIZE(document));
        HEXAPLA_PUT(out, "\":");
        hexapla_writer_puts(out, data);
        is_first = FALSE;
    }
    HEXAPLA_PUT(out, "}");
    return TRUE;
}

static gboolean
put_rows(HexaplaApi *self, const guint *numbers, guint n, HexaplaWriter *out, GError **error)
{
    g_autoptr(GHashTable) documents = g_hash_table_new(NULL, NULL);

    HEXAPLA_PUT(out, "\"rows\":[");
    for (guint i = 0; i < n; i++) {
        if (i > 0)
            HEXAPLA_PUT(out, ",");
        if (!put_row(self, numbers[i], documents, out, error))
            return FALSE;
    }
    HEXAPLA_PUT(out, "]");
    return put_documents(self, documents, out, error);
}

static guint
get_rows(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out, GError **error)
{
    guint64 id, from, n;
    HexaplaView *view = find_view(self, request, &id);
    guint numbers[MAX_ROWS];

    if (view == NULL || !parse_number(request, "from", G_MAXUINT32, &from) ||
        !parse_number(request, "n", MAX_ROWS, &n))
        return refuse(error, "rows are asked for by view, from and n");
    from = MIN(from, hexapla_view_get_n(view));
    n = MIN(n, hexapla_view_get_n(view) - from);
    for (guint i = 0; i < n; i++)
        numbers[i] = hexapla_view_get_number(view, from + i);
    HEXAPLA_PUT(out, "{");
    put_member(out, "from", from);
    HEXAPLA_PUT(out, ",");
    if (!put_rows(self, numbers, n, out, error))
        return FULL;
    HEXAPLA_PUT(out, "}");
    return OK;
}

static guint
get_place(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out, GError **error)
{
    guint64 id, number, from;
    HexaplaView *view = find_view(self, request, &id);
    guint index;

    if (view == NULL)
        return refuse(error, "no such view");
    if (parse_number(request, "number", G_MAXUINT32, &number))
        index = hexapla_view_find(view, number);
    else if (parse_number(request, "from", G_MAXUINT32, &from))
        index = hexapla_view_find_open(view, from);
    else
        return refuse(error, "a place is asked for by number or from");
    HEXAPLA_PUT(out, "{");
    put_member(out, "index", index);
    HEXAPLA_PUT(out, "}");
    return OK;
}

/* --- saving --- */

static guint
answer_changed(HexaplaApi *self, HexaplaSaved saved, const guint *numbers, guint n,
               HexaplaWriter *out, GError **error)
{
    if (saved == HEXAPLA_SAVED_NOTHING)
        return FULL;
    HEXAPLA_PUT(out, "{");
    put_flag(out, "saved", saved == HEXAPLA_SAVED);
    HEXAPLA_PUT(out, ",");
    if (!put_rows(self, numbers, n, out, error))
        return FULL;
    HEXAPLA_PUT(out, ",\"corpus\":");
    if (!hexapla_store_put_state(self->store, 0, out, error))
        return FULL;
    HEXAPLA_PUT(out, ",");
    put_progress(self, out);
    HEXAPLA_PUT(out, "}");
    return saved == HEXAPLA_SAVED ? OK : CONFLICT;
}

/* What the page has to show anew; it asks for the rest itself. */
static guint
answer_saved(HexaplaApi *self, HexaplaSaved saved, const HexaplaStoreChange *changes, guint n,
             HexaplaWriter *out, GError **error)
{
    guint numbers[MAX_ROWS] = {0};
    guint n_numbers = 0;

    for (guint i = 0; i < n && n_numbers < MAX_ROWS; i++) {
        if (changes[i].number > 0)
            numbers[n_numbers++] = changes[i].number;
    }
    return answer_changed(self, saved, numbers, n_numbers, out, error);
}

/* Junk is decided by the block. */
static void
add_block(HexaplaApi *self, GArray *changes, const HexaplaStoreChange *change)
{
    const HexaplaFacts *facts = hexapla_book_get_facts(self->corpus);
    guint n = hexapla_book_get_n(self->corpus), first = change->number, last = change->number;

    while (first > 1 && facts[first - 2].block == facts[change->number - 1].block)
        first--;
    while (last < n && facts[last].block == facts[change->number - 1].block)
        last++;
    for (guint number = first; number <= last; number++) {
        HexaplaStoreChange other = *change;

        if (number == change->number)
            continue;
        other.number = number;
        other.version = -1;
        g_array_append_val(changes, other);
    }
}

static guint
post_decisions(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out,
               GError **error)
{
    g_auto(HexaplaChanges) changes = {0};
    guint n;
    HexaplaSaved saved;

    if (!hexapla_changes_parse(&changes, request->body, request->n,
                               hexapla_book_get_n(self->corpus), error))
        return BAD_REQUEST;
    n = changes.list->len;
    for (guint i = 0; i < n; i++) {
        const HexaplaStoreChange change = g_array_index(changes.list, HexaplaStoreChange, i);

        if (strcmp(change.field, "junk") == 0)
            add_block(self, changes.list, &change);
    }
    saved = hexapla_store_save(self->store, (HexaplaStoreChange *)(gpointer)changes.list->data,
                               changes.list->len, changes.is_final, error);
    return answer_saved(self, saved, (HexaplaStoreChange *)(gpointer)changes.list->data,
                        changes.list->len, out, error);
}

/* The count that the reviewer has seen has to be right. */
static guint
post_bulk(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out, GError **error)
{
    g_auto(HexaplaChanges) changes = {0};
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(HexaplaStoreChange));
    guint64 id, n;
    HexaplaView *view = find_view(self, request, &id);
    HexaplaSaved saved;

    if (view == NULL || !parse_number(request, "n", G_MAXUINT32, &n) ||
        !hexapla_view_is_done(view) || n != hexapla_view_get_n(view))
        return refuse(error, "the list is not the one that was counted");
    if (!hexapla_changes_parse(&changes, request->body, request->n,
                               hexapla_book_get_n(self->corpus), error))
        return BAD_REQUEST;
    if (changes.list->len != 1)
        return refuse(error, "one decision for all");
    for (guint i = 0; i < n; i++) {
        HexaplaStoreChange change = g_array_index(changes.list, HexaplaStoreChange, 0);

        change.number = hexapla_view_get_number(view, i);
        change.version = -1;
        g_array_append_val(all, change);
    }
    saved = hexapla_store_save(self->store, (HexaplaStoreChange *)(gpointer)all->data, all->len,
                               FALSE, error);
    return answer_saved(self, saved, NULL, 0, out, error);
}

static guint
step(HexaplaApi *self, gboolean forward, HexaplaWriter *out, GError **error)
{
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(guint));

    if (!hexapla_store_step(self->store, forward, numbers, error))
        return FULL;
    for (guint i = 0; i < numbers->len && shown->len < MAX_ROWS; i++) {
        if (g_array_index(numbers, guint, i) > 0)
            g_array_append_val(shown, g_array_index(numbers, guint, i));
    }
    return answer_changed(self, HEXAPLA_SAVED, (guint *)(gpointer)shown->data, shown->len, out,
                          error);
}

static guint
post_undo(HexaplaApi *self, G_GNUC_UNUSED const HexaplaApiRequest *request, HexaplaWriter *out,
          GError **error)
{
    return step(self, FALSE, out, error);
}

static guint
post_redo(HexaplaApi *self, G_GNUC_UNUSED const HexaplaApiRequest *request, HexaplaWriter *out,
          GError **error)
{
    return step(self, TRUE, out, error);
}

/* --- names --- */

/* Names that are asked for at once. */
#define MAX_NAMES "50"

static const char find_names[] =
    "SELECT spelling, class, relation, bearer, canonical, form, is_seen,"
    " (SELECT count(*) FROM mention WHERE mention.name = name.id) AS places FROM name"
    " WHERE instr(lower(spelling), lower(?)) > 0 ORDER BY places DESC, spelling LIMIT " MAX_NAMES;

static void
put_name(HexaplaWriter *out, HexaplaQuery *query)
{
    HEXAPLA_PUT(out, "{");
    for (int i = 0; i < sqlite3_column_count(query); i++) {
        const char *text = hexapla_query_get_text(query, i);

        if (text == NULL)
            continue;
        if (i > 0)
            HEXAPLA_PUT(out, ",");
        put_string(out, sqlite3_column_name(query, i));
        HEXAPLA_PUT(out, ":");
        if (sqlite3_column_type(query, i) == SQLITE_INTEGER)
            hexapla_writer_puts(out, text);
        else
            put_string(out, text);
    }
    HEXAPLA_PUT(out, "}");
}

static guint
get_names(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out, GError **error)
{
    const char *words = find_parameter(request, "q");
    g_autoptr(HexaplaQuery) query =
        hexapla_query_new(hexapla_book_get_database(self->corpus), find_names, error);
    gboolean has_row = query != NULL, is_first = TRUE;

    if (query == NULL)
        return FULL;
    hexapla_query_bind_text(query, 1, words != NULL ? words : "");
    HEXAPLA_PUT(out, "{\"names\":[");
    while (hexapla_query_next(query, &has_row, error) && has_row) {
        if (!is_first)
            HEXAPLA_PUT(out, ",");
        put_name(out, query);
        is_first = FALSE;
    }
    HEXAPLA_PUT(out, "]}");
    return OK;
}

/* --- other reviewers --- */

static guint
get_agreement(HexaplaApi *self, G_GNUC_UNUSED const HexaplaApiRequest *request, HexaplaWriter *out,
              GError **error)
{
    HEXAPLA_PUT(out, "{\"fields\":");
    if (!hexapla_adjudication_put_agreement(self->store, out, error))
        return FULL;
    HEXAPLA_PUT(out, ",");
    put_progress(self, out);
    HEXAPLA_PUT(out, "}");
    return OK;
}

/* Reviewers see the decisions of each other only where they have to end a dispute. */
static guint
get_others(HexaplaApi *self, const HexaplaApiRequest *request, HexaplaWriter *out, GError **error)
{
    guint64 number;

    if (!parse_number(request, "number", hexapla_book_get_n(self->corpus), &number) || number == 0)
        return refuse(error, "no such sentence");
    if ((hexapla_book_get_facts(self->corpus)[number - 1].bits & HEXAPLA_FACT_DISPUTED) == 0)
        return refuse(error, "nobody disputes it");
    return hexapla_adjudication_put_others(self->store, number, out, error) ? OK : FULL;
}

/* --- all of them --- */

static const HexaplaApiRoute routes[] = {
    {"/api/corpus", FALSE, get_corpus},       {"/api/progress", FALSE, get_progress},
    {"/api/view", FALSE, get_view},           {"/api/rows", FALSE, get_rows},
    {"/api/place", FALSE, get_place},         {"/api/names", FALSE, get_names},
    {"/api/agreement", FALSE, get_agreement}, {"/api/others", FALSE, get_others},
    {"/api/decisions", TRUE, post_decisions}, {"/api/bulk", TRUE, post_bulk},
    {"/api/undo", TRUE, post_undo},           {"/api/redo", TRUE, post_redo},
};

/**
 * hexapla_api_routes:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): all that may be asked
 * Since: 0.1
 */
const HexaplaApiRoute *
hexapla_api_routes(guint *n)
{
    *n = G_N_ELEMENTS(routes);
    return routes;
}

/* Nothing in an answer looks like markup. */
static void
put_safe(GString *answer, const char *text, gsize n)
{
    const char *end = text + n;

    while (text < end) {
        const char *found = memchr(text, '<', end - text);
        const char *stop = found != NULL ? found : end;

        g_string_append_len(answer, text, stop - text);
        if (found != NULL)
            g_string_append(answer, "\\u003c");
        text = stop + (found != NULL);
    }
}

static void
put_problem(GString *answer, const GError *error)
{
    g_autofree char *problem = hexapla_writer_dup_escaped(HEXAPLA_ESCAPE_JSON, error->message);
    g_autofree char *object = g_strdup_printf("{\"problem\":\"%s\"}", problem);

    put_safe(answer, object, strlen(object));
}

static gboolean
is_text(const char *text, gsize n)
{
    gsize valid;

    return hexapla_utf8_validate(text, n, &valid) && memchr(text, '\0', n) == NULL;
}

static gboolean
check_text(const HexaplaApiRequest *request)
{
    GHashTableIter iter;
    gpointer value;

    if (request->query != NULL) {
        g_hash_table_iter_init(&iter, request->query);
        while (g_hash_table_iter_next(&iter, NULL, &value)) {
            if (!is_text(value, strlen(value)))
                return FALSE;
        }
    }
    return is_text(request->body, request->n);
}

/**
 * hexapla_api_run:
 * @self: what answers requests
 * @route: of hexapla_api_routes()
 * @request: anything that may come
 * @answer: takes JSON
 *
 * Returns: an HTTP status
 * Since: 0.1
 */
guint
hexapla_api_run(HexaplaApi *self, const HexaplaApiRoute *route, const HexaplaApiRequest *request,
                GString *answer)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(HexaplaWriter) out = hexapla_writer_new_for_text(text);
    g_autoptr(GError) error = NULL;
    guint status = check_text(request) ? route->run(self, request, out, &error)
                                       : refuse(&error, "this is not UTF-8");

    if (error == NULL && !hexapla_writer_sync(out, &error))
        status = FULL;
    if (error != NULL)
        put_problem(answer, error);
    else
        put_safe(answer, text->str, text->len);
    return status;
}
