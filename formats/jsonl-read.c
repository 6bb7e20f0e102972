/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The reader of JSON lines: one object an article. A line is checked whole before any of it is
 * handed over, so a broken one leaves nothing behind. */

#include <string.h>

#include "base/error.h"
#include "base/icu.h"
#include "base/input.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "formats/jsonl-private.h"
#include "formats/reading.h"

/* Members of a record. Up to KEY they are short and kept as strings. */
enum { ID, LANG, TITLE, URL, DATE, KEY, TEXT, HTML, BLOCKS, N_MEMBERS, N_FIELDS = TEXT };

static const struct {
    const char *name;
    gsize max;
    gboolean may_be_number;
} members[N_MEMBERS] = {
    [ID] = {"id", HEXAPLA_MAX_FIELD_BYTES, TRUE},
    [LANG] = {"lang", HEXAPLA_MAX_LANGUAGE_TAG_BYTES, FALSE},
    [TITLE] = {"title", HEXAPLA_MAX_FIELD_BYTES, TRUE},
    [URL] = {"url", HEXAPLA_MAX_FIELD_BYTES, FALSE},
    [DATE] = {"date", HEXAPLA_MAX_FIELD_BYTES, TRUE},
    [KEY] = {"key", HEXAPLA_MAX_FIELD_BYTES, TRUE},
    [TEXT] = {"text", HEXAPLA_MAX_RECORD_BYTES, FALSE},
    [HTML] = {"html", HEXAPLA_MAX_PAGE_BYTES, FALSE},
    [BLOCKS] = {"blocks", HEXAPLA_MAX_RECORD_BYTES, FALSE},
};

/* Ids of the records so far, as hashes in an open table; 0 is a free slot. */
typedef struct {
    guint64 *slots;
    gsize n_slots;
    gsize n;
} Ids;

typedef struct {
    const HexaplaReadOptions *options;
    GInputStream *in;
    GCancellable *cancellable;
    HexaplaDocumentFunc func;
    gpointer user_data;
    HexaplaArticle article;
    char *stem;

    char *buffer;
    gsize size;
    gsize start;    /* of the line at hand */
    gsize end;      /* of what was read */
    guint64 offset; /* of the buffer in the input */
    gboolean at_end;
    guint64 line;
    guint64 n_records;

    const char *names[N_MEMBERS]; /* what the members are called here: name, or object/name */
    gboolean has_paths;
    char fields[N_FIELDS][HEXAPLA_MAX_FIELD_BYTES + 1];
    GHashTable *languages; /* as they are written, to tags */
    Ids ids;
} Reader;

/* A line, and what was found in it. */
typedef struct {
    const char *line;
    gsize n;
    struct {
        HexaplaJsonString string; /* of blocks: the array */
        gsize start;
        gboolean is_given;
    } values[N_MEMBERS];
    guint n_blocks;
    const char *language;

    HexaplaIssueKind issue;
    char *problem; /* NULL: none */
    gsize problem_at;
} Record;

static void
clear_record(Record *record)
{
    g_free(record->problem);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Record, clear_record)

static gboolean fail(Record *record, gsize at, const char *format, ...) G_GNUC_PRINTF(3, 4);

static gboolean
fail(Record *record, gsize at, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    record->problem = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    record->problem_at = at;
    record->issue = HEXAPLA_ISSUE_BROKEN_RECORD;
    return FALSE;
}

static gboolean
fail_json(Record *record, const HexaplaJson *json)
{
    return fail(record, json->position, "%s", json->problem);
}

static gboolean
check_string(Record *record, const HexaplaJson *json, const char *name)
{
    if (!json->string.has_nul)
        return TRUE;
    return fail(record, json->token_start, "“%s” holds the character U+0000, which is not text",
                name);
}

/* Reads the object of a block, whose brace was read. */
static gboolean
read_block_object(Record *record, HexaplaJson *json, HexaplaJsonString *text,
                  HexaplaJsonString *kind)
{
    gsize start = json->token_start;
    HexaplaJsonToken token;
    gboolean has_text = FALSE;

    while ((token = hexapla_json_next(json)) == HEXAPLA_JSON_NAME) {
        gboolean is_text = hexapla_json_string_equals(&json->string, "text");
        gboolean is_kind = hexapla_json_string_equals(&json->string, "kind");

        token = hexapla_json_next(json);
        if ((is_text || is_kind) && token == HEXAPLA_JSON_STRING)
            *(is_text ? text : kind) = json->string;
        else if (is_text && token != HEXAPLA_JSON_ERROR)
            return fail(record, json->token_start, "the text of a block is not a string");
        if (!hexapla_json_skip(json, token))
            break;
        if (is_text && !check_string(record, json, "text"))
            return FALSE;
        has_text |= is_text;
    }
    if (json->problem != NULL)
        return fail_json(record, json);
    return has_text || fail(record, start, "a block has no text");
}

static HexaplaBlockKind
find_kind(const HexaplaJsonString *name)
{
    for (guint i = 0; i < HEXAPLA_N_BLOCK_KINDS; i++) {
        if (name->n > 0 && hexapla_json_string_equals(name, hexapla_block_kind_get_tag(i)))
            return i;
    }
    return HEXAPLA_BLOCK_PARAGRAPH;
}

/* The next block of an array; FALSE behind the last one, and when there is a problem. */
static gboolean
read_block(Record *record, HexaplaJson *json, HexaplaJsonString *text, HexaplaBlockKind *kind)
{
    HexaplaJsonString name = {0};

    switch (hexapla_json_next(json)) {
    case HEXAPLA_JSON_ARRAY_END:
        return FALSE;
    case HEXAPLA_JSON_ERROR:
        return fail_json(record, json);
    case HEXAPLA_JSON_STRING:
        *text = json->string;
        *kind = HEXAPLA_BLOCK_PARAGRAPH;
        return check_string(record, json, "blocks");
    case HEXAPLA_JSON_OBJECT_START:
        if (!read_block_object(record, json, text, &name))
            return FALSE;
        *kind = find_kind(&name);
        return TRUE;
    default:
        return fail(record, json->token_start, "a block is a string or an object");
    }
}

static gboolean
take_blocks(Record *record, HexaplaJson *json)
{
    gsize start = json->token_start;
    HexaplaJsonString text;
    HexaplaBlockKind kind;

    while (read_block(record, json, &text, &kind))
        record->n_blocks++;
    record->values[BLOCKS].string =
        (HexaplaJsonString){.raw = json->text + start, .n = json->position - start};
    return record->problem == NULL;
}

/* Some corpora list all languages of an article, the main one first. */
static gboolean
take_first_string(Record *record, HexaplaJson *json)
{
    HexaplaJsonToken token = hexapla_json_next(json);
    HexaplaJsonString first = {0};

    if (token == HEXAPLA_JSON_STRING)
        first = json->string;
    while (token != HEXAPLA_JSON_ARRAY_END && token != HEXAPLA_JSON_ERROR &&
           hexapla_json_skip(json, token))
        token = hexapla_json_next(json);
    json->string = first;
    return json->problem == NULL || fail_json(record, json);
}

static gboolean
take_member(const Reader *self, Record *record, HexaplaJson *json, guint member,
            HexaplaJsonToken token)
{
    const char *name = self->names[member];

    if (token == HEXAPLA_JSON_NULL)
        return TRUE;
    if (record->values[member].is_given)
        return fail(record, json->token_start, "“%s” stands twice in the record", name);
    record->values[member].is_given = TRUE;
    record->values[member].start = json->token_start;
    if (member == BLOCKS)
        return token == HEXAPLA_JSON_ARRAY_START
                   ? take_blocks(record, json)
                   : fail(record, json->token_start, "“%s” is not an array", name);
    if (member == LANG && token == HEXAPLA_JSON_ARRAY_START) {
        if (!take_first_string(record, json))
            return FALSE;
    } else if (token != HEXAPLA_JSON_STRING &&
               !(token == HEXAPLA_JSON_NUMBER && members[member].may_be_number))
        return fail(record, json->token_start, "“%s” is not a string", name);
    if (json->string.n > members[member].max)
        return fail(record, json->token_start, "“%s” is longer than %" G_GSIZE_FORMAT " bytes",
                    name, members[member].max);
    record->values[member].string = json->string;
    return check_string(record, json, name);
}

/* The member that is called so inside the object at hand, whose own name is @path. */
static guint
find_member(const Reader *self, const char *path, const HexaplaJsonString *name)
{
    gsize n = strlen(path);
    guint member = 0;

    while (member < N_MEMBERS &&
           !(self->names[member] != NULL && strncmp(self->names[member], path, n) == 0 &&
             hexapla_json_string_equals(name, self->names[member] + n)))
        member++;
    return member;
}

/* What stands before the names of members in an object of that name; NULL when none is wanted. */
static char *
find_path(const Reader *self, const char *path, const HexaplaJsonString *name)
{
    g_autofree char *inner = NULL;

    if (!self->has_paths)
        return NULL;
    inner = g_strdup_printf("%s%.*s/", path, (int)name->n, name->raw);
    for (guint i = 0; i < N_MEMBERS; i++) {
        if (self->names[i] != NULL && g_str_has_prefix(self->names[i], inner))
            return g_steal_pointer(&inner);
    }
    return NULL;
}

/* Reads an object, whose brace was read. */
static gboolean
parse_object(const Reader *self, Record *record, HexaplaJson *json, const char *path)
{
    HexaplaJsonToken token;

    while ((token = hexapla_json_next(json)) == HEXAPLA_JSON_NAME) {
        guint member = find_member(self, path, &json->string);
        g_autofree char *inner = find_path(self, path, &json->string);
        gboolean ok;

        token = hexapla_json_next(json);
        if (token == HEXAPLA_JSON_ERROR)
            break;
        if (member < N_MEMBERS)
            ok = take_member(self, record, json, member, token);
        else if (inner != NULL && token == HEXAPLA_JSON_OBJECT_START)
            ok = parse_object(self, record, json, inner);
        else
            ok = hexapla_json_skip(json, token);
        if (!ok)
            return record->problem == NULL && fail_json(record, json);
    }
    return token == HEXAPLA_JSON_OBJECT_END || fail_json(record, json);
}

static gboolean
parse_record(const Reader *self, Record *record)
{
    HexaplaJson json;
    HexaplaJsonToken token;

    hexapla_json_init(&json, record->line, record->n);
    token = hexapla_json_next(&json);
    if (token == HEXAPLA_JSON_ERROR)
        return fail_json(record, &json);
    if (token != HEXAPLA_JSON_OBJECT_START)
        return fail(record, json.token_start, "a record is an object: {…}");
    return parse_object(self, record, &json, "") &&
           (hexapla_json_next(&json) == HEXAPLA_JSON_END || fail_json(record, &json));
}

/* Fills in the field as a C string; FALSE when the record has none or an empty one. */
static gboolean
decode_field(Reader *self, const Record *record, guint member)
{
    HexaplaJsonString string = record->values[member].string;
    gsize n = 0;

    if (record->values[member].is_given)
        n = hexapla_json_decode(&string, self->fields[member], HEXAPLA_MAX_FIELD_BYTES);
    self->fields[member][n] = '\0';
    return n > 0;
}

static const char *
find_language(Reader *self, const char *name)
{
    char *tag = g_hash_table_lookup(self->languages, name);

    if (tag != NULL || g_hash_table_size(self->languages) >= HEXAPLA_MAX_LANGUAGES)
        return tag;
    tag = hexapla_language_tag_from_code(name, NULL);
    if (tag != NULL)
        g_hash_table_insert(self->languages, g_strdup(name), tag);
    return tag;
}

/* What the article is made of: text is what somebody has taken out of the page already. */
static guint
find_body(const Record *record)
{
    if (record->n_blocks > 0)
        return BLOCKS;
    return record->values[HTML].is_given && !record->values[TEXT].is_given ? HTML : TEXT;
}

static gboolean
check_language(Reader *self, Record *record)
{
    if (!decode_field(self, record, LANG)) {
        record->language = self->options->language;
        return record->language != NULL || find_body(record) == HTML ||
               fail(record, 0, "“%s” is missing, and there is no --source", self->names[LANG]);
    }
    record->language = find_language(self, self->fields[LANG]);
    if (record->language != NULL)
        return TRUE;
    if (g_hash_table_size(self->languages) >= HEXAPLA_MAX_LANGUAGES)
        return fail(record, record->values[LANG].start, "these are more than %d languages",
                    HEXAPLA_MAX_LANGUAGES);
    return fail(record, record->values[LANG].start,
                "“%s” is not a language tag (BCP 47), such as en or pt-BR", self->fields[LANG]);
}

static guint64 *
find_slot(guint64 *slots, gsize n_slots, guint64 hash)
{
    gsize i = hash & (n_slots - 1);

    while (slots[i] != 0 && slots[i] != hash)
        i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

static void
grow_ids(Ids *self)
{
    gsize n_slots = MAX(256, 2 * self->n_slots);
    guint64 *slots = g_new0(guint64, n_slots);

    for (gsize i = 0; i < self->n_slots; i++) {
        if (self->slots[i] != 0)
            *find_slot(slots, n_slots, self->slots[i]) = self->slots[i];
    }
    g_free(self->slots);
    self->slots = slots;
    self->n_slots = n_slots;
}

/* Returns whether the id is new. Those behind the limit are compared with the ones before it. */
static gboolean
remember_id(Ids *self, const char *id)
{
    guint64 hash = MAX(1, hexapla_text_hash(id, strlen(id), 0));
    guint64 *slot;

    if (2 * self->n >= self->n_slots && self->n < HEXAPLA_MAX_RECORD_IDS)
        grow_ids(self);
    slot = find_slot(self->slots, self->n_slots, hash);
    if (*slot == hash)
        return FALSE;
    if (self->n < HEXAPLA_MAX_RECORD_IDS) {
        *slot = hash;
        self->n++;
    }
    return TRUE;
}

/* Of an id in a message: some are whole addresses. */
#define MAX_SHOWN_ID_BYTES 60

static gboolean
check_id(Reader *self, Record *record)
{
    const char *id = self->fields[ID], *end;

    if (!decode_field(self, record, ID)) {
        g_snprintf(self->fields[ID], sizeof self->fields[ID], "%s:%" G_GUINT64_FORMAT, self->stem,
                   self->line);
        return TRUE;
    }
    if (remember_id(&self->ids, id))
        return TRUE;
    g_utf8_validate_len(id, MIN(strlen(id), MAX_SHOWN_ID_BYTES), &end);
    fail(record, record->values[ID].start, "an earlier record has the id “%.*s”", (int)(end - id),
         id);
    record->issue = HEXAPLA_ISSUE_DUPLICATE_ID;
    return FALSE;
}

static gboolean
check_record(Reader *self, Record *record)
{
    if (!record->values[TEXT].is_given && !record->values[BLOCKS].is_given &&
        !record->values[HTML].is_given)
        return fail(record, 0, "“%s” is missing", self->names[TEXT]);
    return check_language(self, record) && check_id(self, record);
}

/* Bytes of the escape at @p: RFC 8259 §7. */
gsize
hexapla_jsonl_escape_length(const char *p, const char *end)
{
    gboolean is_surrogate = p[1] == 'u' && (p[2] | 0x20) == 'd' && strchr("89abAB", p[3]) != NULL;

    if (p[1] != 'u')
        return 2;
    return is_surrogate && end - p >= 12 ? 12 : 6;
}

/* Says where the text from @start on came from: the raw string from @p to @end. */
static void
add_runs(Reader *self, gsize start, const char *p, const char *end)
{
    HexaplaArticle *article = &self->article;

    while (p < end) {
        const char *escape = memchr(p, '\\', end - p);
        guint64 source = self->offset + (p - self->buffer);
        gsize n = escape != NULL ? (gsize)(escape - p) : (gsize)(end - p);
        gsize n_text = n;

        if (n == 0) {
            HexaplaJsonString one = {p, hexapla_jsonl_escape_length(p, end), TRUE, FALSE};
            char character[8];

            n = one.n;
            n_text = hexapla_json_decode(&one, character, sizeof character);
        }
        hexapla_article_add_run(article, start, start + n_text, source, n);
        start += n_text;
        p += n;
    }
}

/* Puts as much of the string behind the text as there is room for. */
static void
decode_text(Reader *self, HexaplaJsonString *string)
{
    HexaplaArticle *article = &self->article;
    const char *raw = string->raw;
    gsize start = article->n;

    article->n +=
        hexapla_json_decode(string, article->text + article->n, article->size - article->n);
    if (self->options->with_sources)
        add_runs(self, start, raw, string->raw);
}

static gboolean
put_text(Reader *self, HexaplaJsonString string, GError **error)
{
    HexaplaArticle *article = &self->article;

    for (;;) {
        decode_text(self, &string);
        if (string.n == 0)
            return TRUE;
        if (!hexapla_article_cut(article, hexapla_format_find_cut(article->text, article->n),
                                 error))
            return FALSE;
    }
}

/* A block stays whole unless no part can hold it. */
static gboolean
put_block(Reader *self, HexaplaBlockKind kind, HexaplaJsonString string, GError **error)
{
    HexaplaArticle *article = &self->article;
    gsize start;

    if (article->n > 0) {
        hexapla_article_separate(article);
        if (article->n + string.n > article->size &&
            !hexapla_article_cut(article, article->n, error))
            return FALSE;
    }
    start = article->n;
    for (;;) {
        gsize cut;

        decode_text(self, &string);
        if (string.n == 0)
            break;
        cut = hexapla_format_find_cut(article->text, article->n);
        hexapla_article_add_block(article, kind, start, cut);
        if (!hexapla_article_cut(article, cut, error))
            return FALSE;
        start = 0;
    }
    hexapla_article_add_block(article, kind, start, article->n);
    return TRUE;
}

static gboolean
put_blocks(Reader *self, Record *record, GError **error)
{
    const HexaplaJsonString *array = &record->values[BLOCKS].string;
    HexaplaJsonString text;
    HexaplaBlockKind kind;
    HexaplaJson json;

    hexapla_json_init(&json, array->raw, array->n);
    hexapla_json_next(&json);
    while (read_block(record, &json, &text, &kind)) {
        if (!put_block(self, kind, text, error))
            return FALSE;
    }
    return TRUE;
}

static char *
field_or_null(Reader *self, const Record *record, guint member)
{
    return decode_field(self, record, member) ? self->fields[member] : NULL;
}

static gboolean
is_blank(const char *text)
{
    gsize n = strlen(text);

    return hexapla_text_skip_space(text, 0, n) == n;
}

/* A page has its headline in itself. */
static gboolean
put_page(Reader *self, const Record *record, const HexaplaOrigin *origin, GError **error)
{
    const HexaplaJsonString *html = &record->values[HTML].string;
    const HexaplaJsonlPage page = {
        .options = self->options,
        .func = self->func,
        .user_data = self->user_data,
        .origin = origin,
        .language = record->language,
        .offset = self->offset + (html->raw - self->buffer),
    };

    return hexapla_jsonl_read_page(&page, *html, error);
}

/* The headline is to be translated too, so it stands in front of the text, as a block of its own.
 */
static gboolean
hand_over(Reader *self, Record *record, GError **error)
{
    guint body = find_body(record);
    const HexaplaJsonString *title = &record->values[TITLE].string;
    const HexaplaOrigin origin = {
        .file = (char *)self->options->file,
        .id = self->fields[ID],
        .title = field_or_null(self, record, TITLE),
        .url = field_or_null(self, record, URL),
        .date = field_or_null(self, record, DATE),
        .key = field_or_null(self, record, KEY),
        .line = self->line,
        .is_record = TRUE,
    };

    if (body == HTML)
        return put_page(self, record, &origin, error);
    hexapla_article_begin(&self->article, record->language, &origin,
                          title->n + 2 + record->values[body].string.n);
    if (origin.title != NULL && !is_blank(origin.title)) {
        if (!put_block(self, HEXAPLA_BLOCK_HEADING, *title, error))
            return FALSE;
        if (body == TEXT)
            hexapla_article_separate(&self->article);
    }
    if (body == BLOCKS ? !put_blocks(self, record, error)
                       : !put_text(self, record->values[TEXT].string, error))
        return FALSE;
    return hexapla_article_end(&self->article, error);
}

static gboolean
reject(Reader *self, const Record *record, GError **error)
{
    const HexaplaReadOptions *options = self->options;

    hexapla_issue_sink_add(options->issues, record->issue, options->file, self->line,
                           1 + hexapla_text_count_chars(record->line, record->problem_at), "%s",
                           record->problem);
    if (options->rejects != NULL) {
        hexapla_writer_put(options->rejects, record->line, record->n);
        hexapla_writer_put(options->rejects, "\n", 1);
    }
    return hexapla_issue_sink_check(options->issues, error);
}

/* What takes the articles may refuse one. */
static gboolean
reject_refused(Reader *self, Record *record, GError *refusal, GError **error)
{
    if (!g_error_matches(refusal, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD)) {
        g_propagate_error(error, refusal);
        return FALSE;
    }
    fail(record, 0, "%s", refusal->message);
    record->issue = HEXAPLA_ISSUE_UNCLEAR_LANGUAGE;
    g_error_free(refusal);
    return reject(self, record, error);
}

static gboolean
is_blank_line(const char *line, gsize n)
{
    for (gsize i = 0; i < n; i++) {
        if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r')
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_line(Reader *self, const char *line, gsize n, GError **error)
{
    g_auto(Record) record = {.line = line, .n = n};
    GError *refusal = NULL;

    if (is_blank_line(line, n))
        return TRUE;
    self->n_records++;
    if (!parse_record(self, &record) || !check_record(self, &record))
        return reject(self, &record, error);
    return hand_over(self, &record, &refusal) || reject_refused(self, &record, refusal, error);
}

static gboolean
set_field(Reader *self, const char *pair, GError **error)
{
    const char *sign = strchr(pair, '=');
    g_autoptr(GString) known = g_string_new(NULL);

    for (guint i = 0; i < N_MEMBERS; i++) {
        gsize n = strlen(members[i].name);

        if (sign != NULL && sign[1] != '\0' && (gsize)(sign - pair) == n &&
            memcmp(pair, members[i].name, n) == 0) {
            self->names[i] = sign + 1;
            return TRUE;
        }
        g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", members[i].name);
    }
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "“%s” names no field: write FIELD=MEMBER, where FIELD is one of %s", pair,
                known->str);
    return FALSE;
}

static gboolean
set_fields(Reader *self, GError **error)
{
    const char *const *fields = self->options->fields;

    for (guint i = 0; i < N_MEMBERS; i++)
        self->names[i] = members[i].name;
    /* "key" is a word of many meanings, so it is read only where the user names it. */
    self->names[KEY] = NULL;
    for (; fields != NULL && *fields != NULL; fields++) {
        if (!set_field(self, *fields, error))
            return FALSE;
        self->has_paths |= strchr(*fields, '/') != NULL;
    }
    return TRUE;
}

/* Lines of articles have some KiB; the buffer grows for those that are longer. */
#define FIRST_BUFFER_BYTES (256u << 10)

static Reader *
new_reader(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
           gpointer user_data, GCancellable *cancellable)
{
    Reader *self = g_new0(Reader, 1);

    self->options = options;
    self->in = in;
    self->func = func;
    self->user_data = user_data;
    self->cancellable = cancellable;
    self->stem = hexapla_format_dup_stem(options->file);
    self->size = FIRST_BUFFER_BYTES;
    self->buffer = g_malloc(self->size);
    self->languages = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    hexapla_article_init(&self->article, func, user_data);
    return self;
}

static void
free_reader(Reader *self)
{
    hexapla_article_clear(&self->article);
    g_hash_table_unref(self->languages);
    g_free(self->ids.slots);
    g_free(self->buffer);
    g_free(self->stem);
    g_free(self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, free_reader)

/* Doubles the buffer; FALSE when it is as large as it gets. */
static gboolean
grow(Reader *self)
{
    gsize size = MIN(2 * self->size, HEXAPLA_MAX_RECORD_BYTES);
    char *buffer = size > self->size ? g_try_realloc(self->buffer, size) : NULL;

    if (buffer == NULL)
        return FALSE;
    self->buffer = buffer;
    self->size = size;
    return TRUE;
}

/* Reads on behind what is there. */
static gboolean
fill(Reader *self, GError **error)
{
    gsize n_read, wanted = self->size - self->end;

    if (!hexapla_input_fill(self->in, self->options->file, self->buffer + self->end, wanted,
                            &n_read, self->cancellable, error))
        return FALSE;
    self->end += n_read;
    self->at_end = n_read < wanted;
    return TRUE;
}

/* Takes all lines that are complete, and at the end of the input the last one. */
static gboolean
take_lines(Reader *self, GError **error)
{
    while (self->start < self->end) {
        const char *line = self->buffer + self->start;
        gsize n = self->end - self->start;
        const char *feed = memchr(line, '\n', n);

        if (feed == NULL && !self->at_end)
            return TRUE;
        n = feed != NULL ? (gsize)(feed - line) : n;
        self->line++;
        if (!take_line(self, line, n, error))
            return FALSE;
        self->start += n + (feed != NULL);
    }
    return TRUE;
}

static void
put_reject(Reader *self, const char *bytes, gsize n)
{
    if (self->options->rejects != NULL)
        hexapla_writer_put(self->options->rejects, bytes, n);
}

/* The buffer is full of one line: it is rejected without being held. */
static gboolean
skip_line(Reader *self, GError **error)
{
    const char *feed = NULL;

    self->line++;
    self->n_records++;
    hexapla_issue_sink_add(self->options->issues, HEXAPLA_ISSUE_BROKEN_RECORD, self->options->file,
                           self->line, 1, "the record is longer than %u MiB",
                           HEXAPLA_MAX_RECORD_BYTES >> 20);
    while (feed == NULL && self->end > 0) {
        gsize n = self->end;

        feed = memchr(self->buffer, '\n', n);
        self->start = feed != NULL ? (gsize)(feed - self->buffer) + 1 : n;
        put_reject(self, self->buffer, feed != NULL ? self->start - 1 : n);
        if (feed == NULL) {
            self->offset += self->end;
            self->end = 0;
            if (!fill(self, error))
                return FALSE;
        }
    }
    put_reject(self, "\n", 1);
    self->start = MIN(self->start, self->end);
    return hexapla_issue_sink_check(self->options->issues, error);
}

/* Makes room behind the line at hand; a line that leaves none is skipped. */
static gboolean
make_room(Reader *self, GError **error)
{
    memmove(self->buffer, self->buffer + self->start, self->end - self->start);
    self->offset += self->start;
    self->end -= self->start;
    self->start = 0;
    return self->end < self->size || grow(self) || skip_line(self, error);
}

static gboolean
read_lines(Reader *self, GError **error)
{
    if (!fill(self, error))
        return FALSE;
    for (;;) {
        if (!take_lines(self, error))
            return FALSE;
        if (self->at_end)
            return TRUE;
        if (!make_room(self, error) || !fill(self, error))
            return FALSE;
    }
}

gboolean
hexapla_jsonl_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
                   gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autoptr(Reader) self = new_reader(in, options, func, user_data, cancellable);

    if (!set_fields(self, error) || !read_lines(self, error))
        return FALSE;
    if (self->n_records == 0)
        hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_EMPTY_ARTICLE, options->file, 0, 0,
                               "there is no record in it");
    return hexapla_issue_sink_check(options->issues, error);
}

guint
hexapla_jsonl_sniff(const guint8 *head, gsize n_head)
{
    gsize i = 0;

    while (i < n_head && g_ascii_isspace(head[i]))
        i++;
    if (i == n_head || head[i] != '{')
        return 0;
    for (i++; i < n_head && g_ascii_isspace(head[i]);)
        i++;
    return i < n_head && (head[i] == '"' || head[i] == '}') ? 16 : 8;
}
