/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/payload.h"

#include <string.h>

#include "base/detection.h"
#include "base/error.h"
#include "base/headers.h"
#include "base/http.h"
#include "base/icu.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/utf8.h"

/* The page or text of a record, and what is known of it. */
typedef struct {
    const HexaplaPayloadReader *reader;
    const char *body;
    gsize n_body;
    char *type;    /* the value of Content-Type, or NULL */
    char *charset; /* or NULL */
    char *id;
    char *url;
    char *date;
    char *language; /* that the archive tells, or NULL */
    char *place;    /* file and byte */
    guint64 offset;
    gboolean has_stopped; /* what takes the parts wants no more */
} Payload;

static void
clear_payload(Payload *self)
{
    g_free(self->type);
    g_free(self->charset);
    g_free(self->id);
    g_free(self->url);
    g_free(self->date);
    g_free(self->language);
    g_free(self->place);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Payload, clear_payload)

/* Headers need not be UTF-8, and what comes from them stands in the output. */
static char *
dup_header(const char *record, gsize n_headers, const char *name)
{
    g_autofree char *value = hexapla_headers_dup(record, n_headers, name);

    return value != NULL && strlen(value) <= HEXAPLA_MAX_FIELD_BYTES ? g_utf8_make_valid(value, -1)
                                                                     : NULL;
}

/* Without the brackets that version 1.0 has around addresses. */
static char *
dup_address(const char *record, gsize n_headers, const char *name)
{
    char *value = dup_header(record, n_headers, name);
    gsize n = value != NULL ? strlen(value) : 0;

    if (n > 2 && value[0] == '<' && value[n - 1] == '>') {
        memmove(value, value + 1, n - 2);
        value[n - 2] = '\0';
    }
    return value;
}

static gboolean
is_type(const char *value, const char *type)
{
    gsize n = strcspn(value, "; \t");

    return n == strlen(type) && g_ascii_strncasecmp(value, type, n) == 0;
}

/* Which format reads what; NULL when none does. */
static const HexaplaFormat *
find_format(const char *type)
{
    static const char *const types[][2] = {
        {"text/html", "html"},
        {"application/xhtml+xml", "html"},
        {"text/plain", "text"},
    };

    for (guint i = 0; type != NULL && i < G_N_ELEMENTS(types); i++) {
        if (is_type(type, types[i][0]))
            return hexapla_format_by_name(types[i][1]);
    }
    return NULL;
}

typedef enum { KIND_OTHER, KIND_ANSWER, KIND_FILE } Kind;

/* Requests, metadata and repetitions hold no page. */
static Kind
find_kind(const char *record, gsize n_headers)
{
    g_autofree char *kind = hexapla_headers_dup(record, n_headers, "WARC-Type");
    g_autofree char *type = hexapla_headers_dup(record, n_headers, "Content-Type");

    if (kind == NULL)
        return KIND_OTHER;
    if (strcmp(kind, "response") == 0)
        return type != NULL && is_type(type, "application/http") ? KIND_ANSWER : KIND_FILE;
    return strcmp(kind, "resource") == 0 || strcmp(kind, "conversion") == 0 ? KIND_FILE
                                                                            : KIND_OTHER;
}

/**
 * hexapla_payload_is_wanted:
 * @record: begins with the headers of a record
 * @n_headers: their bytes
 *
 * Returns: whether the record may hold a page or a text, as far as its headers say
 * Since: 0.1
 */
gboolean
hexapla_payload_is_wanted(const char *record, gsize n_headers)
{
    g_autofree char *type = hexapla_headers_dup(record, n_headers, "WARC-Identified-Payload-Type");
    Kind kind = find_kind(record, n_headers);

    if (type == NULL && kind == KIND_FILE)
        type = hexapla_headers_dup(record, n_headers, "Content-Type");
    return kind != KIND_OTHER && (type == NULL || find_format(type) != NULL);
}

/* The archive's own guess, when it names one language: eng, or eng,deu. */
static char *
dup_language(const char *record, gsize n_headers)
{
    g_autofree char *value =
        hexapla_headers_dup(record, n_headers, "WARC-Identified-Content-Language");

    return value != NULL && strchr(value, ',') == NULL
               ? hexapla_language_tag_from_code(value, NULL)
               : NULL;
}

static void
read_headers(Payload *self, const char *record, gsize n_headers, guint64 offset)
{
    self->offset = offset;
    self->place =
        g_strdup_printf("%s:byte %" G_GUINT64_FORMAT, self->reader->options->file, offset);
    self->id = dup_address(record, n_headers, "WARC-Record-ID");
    self->url = dup_address(record, n_headers, "WARC-Target-URI");
    self->date = dup_header(record, n_headers, "WARC-Date");
    self->language = dup_language(record, n_headers);
    if (self->id == NULL)
        self->id = g_strdup(self->place);
}

static void
set_string(char **string, const char *value)
{
    if (value == NULL)
        return;
    g_free(*string);
    *string = g_strdup(value);
}

static gboolean
take_part(HexaplaDocument *part, gpointer user_data, GError **error)
{
    Payload *self = user_data;
    HexaplaOrigin *origin = hexapla_document_get_origin(part);
    GError *cause = NULL;

    set_string(&origin->file, self->place);
    set_string(&origin->id, self->id);
    set_string(&origin->url, self->url);
    if (origin->date == NULL)
        set_string(&origin->date, self->date);
    origin->line = 0;
    origin->is_record = TRUE;
    origin->is_archived = TRUE;
    origin->record = self->offset;
    if (self->reader->func(part, self->reader->user_data, &cause))
        return TRUE;
    self->has_stopped = !g_error_matches(cause, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD);
    g_propagate_error(error, cause);
    return FALSE;
}

/* The whole text as UTF-8, so that nothing of a broken page is handed over. */
static char *
decode(Payload *self, gsize *n, GError **error)
{
    const HexaplaReadOptions *options = self->reader->options;
    const HexaplaTextHints hints = {options->encoding, self->charset, options->language};
    g_autoptr(GInputStream) bytes =
        g_memory_input_stream_new_from_data(self->body, (gssize)self->n_body, NULL);
    g_autoptr(GInputStream) in = hexapla_input_decode(bytes, self->place, &hints, options->issues,
                                                      self->reader->cancellable, error);
    gsize size = self->n_body + 1, n_read, valid;
    g_autofree char *text = g_malloc(size);

    if (in == NULL)
        return NULL;
    for (*n = 0;; size *= 2, text = g_realloc(text, size)) {
        if (!hexapla_input_fill(in, self->place, text + *n, size - *n, &n_read,
                                self->reader->cancellable, error))
            return NULL;
        *n += n_read;
        if (*n < size)
            break;
    }
    if (hexapla_utf8_validate(text, *n, &valid))
        return g_steal_pointer(&text);
    hexapla_input_refuse(in, self->place, 0, text, *n, valid, error);
    return NULL;
}

static gboolean
read_stream(Payload *self, const HexaplaFormat *format, const char *text, gsize n,
            const char *encoding, GError **error)
{
    g_autoptr(GInputStream) bytes = g_memory_input_stream_new_from_data(text, (gssize)n, NULL);
    g_autoptr(GInputStream) in = g_buffered_input_stream_new_sized(bytes, HEXAPLA_INPUT_PEEK_BYTES);
    HexaplaReadOptions options = *self->reader->options;

    options.file = self->place;
    options.encoding = encoding;
    options.rejects = NULL;
    if (self->language != NULL)
        options.language = self->language;
    return format->read(in, &options, take_part, self, self->reader->cancellable, error);
}

/* Text that says itself how it is encoded, unless the server knows it too and the bytes agree. */
static gboolean
read_bytes(Payload *self, const HexaplaFormat *format, GError **error)
{
    const HexaplaReadOptions *options = self->reader->options;
    g_auto(HexaplaDetection) detection = {0};
    const char *encoding = options->encoding;

    if (encoding == NULL && self->charset != NULL) {
        hexapla_detection_run(&detection, self->body, MIN(self->n_body, HEXAPLA_INPUT_PEEK_BYTES),
                              self->charset, options->language);
        encoding = detection.is_guess ? NULL : detection.encoding;
    }
    return read_stream(self, format, self->body, self->n_body, encoding, error);
}

static gboolean
read_text(Payload *self, const HexaplaFormat *format, GError **error)
{
    g_autofree char *text = NULL;
    gsize n;

    if ((format->traits & HEXAPLA_FORMAT_DECODES) != 0)
        return read_bytes(self, format, error);
    text = decode(self, &n, error);
    return text != NULL && read_stream(self, format, text, n, NULL, error);
}

/* Messages of readers begin with the place, which is told already. */
static char *
dup_reason(const GError *error)
{
    static const char marker[] = "error: ";
    const char *reason = strstr(error->message, marker);

    return g_strdup(reason != NULL ? reason + strlen(marker) : error->message);
}

static gboolean
read_body(Payload *self, HexaplaIssueKind *kind, char **why, GError **error)
{
    const HexaplaFormat *format = find_format(self->type);
    g_autoptr(GError) cause = NULL;

    if (format == NULL || self->n_body == 0)
        return TRUE;
    self->charset = hexapla_headers_dup_parameter(self->type, "charset");
    if (read_text(self, format, &cause))
        return TRUE;
    if (self->has_stopped) {
        g_propagate_error(error, g_steal_pointer(&cause));
        return FALSE;
    }
    if (g_error_matches(cause, HEXAPLA_ERROR, HEXAPLA_ERROR_RECORD))
        *kind = HEXAPLA_ISSUE_UNCLEAR_LANGUAGE;
    *why = dup_reason(cause);
    return TRUE;
}

static gboolean
read_answer(Payload *self, const char *message, gsize n, HexaplaIssueKind *kind, char **why,
            GError **error)
{
    g_auto(HexaplaHttp) http = {0};
    g_autoptr(GError) cause = NULL;
    gboolean ok = hexapla_http_parse(&http, message, n, &cause);

    self->type = g_strdup(http.type);
    if (ok && (http.status < 200 || http.status > 299))
        return TRUE; /* a page about an error, or the way to another one */
    if (!ok) {
        if (find_format(self->type) != NULL || self->type == NULL)
            *why = g_strdup(cause->message);
        return TRUE;
    }
    self->body = http.body;
    self->n_body = http.n_body;
    return read_body(self, kind, why, error);
}

/**
 * hexapla_payload_read:
 * @self: a reader
 * @record: a record, its headers first
 * @n_headers: their bytes
 * @n_content: and those behind them
 * @offset: where the record begins in its file
 * @kind: (inout): what @why is
 * @why: (out) (transfer full) (nullable): why the record is rejected; free with g_free()
 * @error: what stops the work
 *
 * Reads the page or the text of a record; a record that holds none is left out in silence.
 *
 * Returns: whether to go on
 * Since: 0.1
 */
gboolean
hexapla_payload_read(const HexaplaPayloadReader *self, const char *record, gsize n_headers,
                     gsize n_content, guint64 offset, HexaplaIssueKind *kind, char **why,
                     GError **error)
{
    g_auto(Payload) payload = {.reader = self};
    const char *content = record + n_headers;

    *why = NULL;
    switch (find_kind(record, n_headers)) {
    case KIND_ANSWER:
        read_headers(&payload, record, n_headers, offset);
        return read_answer(&payload, content, n_content, kind, why, error);
    case KIND_FILE:
        read_headers(&payload, record, n_headers, offset);
        payload.type = hexapla_headers_dup(record, n_headers, "Content-Type");
        payload.body = content;
        payload.n_body = n_content;
        return read_body(&payload, kind, why, error);
    default:
        return TRUE;
    }
}
