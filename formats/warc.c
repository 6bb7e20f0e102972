/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Web archives (ISO 28500), also compressed record by record: every page or text is an article. What
 * is damaged or cut off is told with its place, and the next record is looked for. */

#include <string.h>

#include "base/error.h"
#include "base/headers.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/unpacker.h"
#include "formats/payload.h"

#define FIRST_BUFFER_BYTES (256u << 10)

/* Two line ends stand behind each record. */
#define LINE_END_BYTES 4

#define DAMAGED "the record is damaged or cut off"

/* What every version of the format begins with. */
#define MAGIC "WARC/"
#define MAGIC_BYTES (sizeof MAGIC - 1)

typedef struct {
    const HexaplaReadOptions *options;
    GInputStream *in;
    HexaplaUnpacker *unpacker; /* beneath @in, or NULL */
    GCancellable *cancellable;
    HexaplaPayloadReader payloads;

    char *buffer;
    gsize size;
    gsize start; /* of the record at hand */
    gsize end;   /* of what was read */
    gboolean at_end;
    guint64 position; /* of the first byte of the buffer in @in */
    guint64 told;     /* behind the byte where damage was told last */
    guint64 n_records;
} Reader;

/* A record, whose bytes are in the buffer. */
typedef struct {
    guint64 offset;
    gsize n_headers;
    gsize n_content;
} Record;

/* What stands beneath the stream when it is compressed. */
static HexaplaUnpacker *
find_unpacker(GInputStream *in)
{
    GInputStream *base = G_IS_FILTER_INPUT_STREAM(in)
                             ? g_filter_input_stream_get_base_stream(G_FILTER_INPUT_STREAM(in))
                             : NULL;

    return base != NULL && HEXAPLA_IS_UNPACKER(base) ? HEXAPLA_UNPACKER(base) : NULL;
}

static Reader *
new_reader(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
           gpointer user_data, GCancellable *cancellable)
{
    Reader *self = g_new0(Reader, 1);

    self->options = options;
    self->in = in;
    self->cancellable = cancellable;
    self->unpacker = find_unpacker(in);
    self->size = FIRST_BUFFER_BYTES;
    self->buffer = g_malloc(self->size);
    self->payloads = (HexaplaPayloadReader){options, func, user_data, cancellable};
    if (self->unpacker != NULL)
        hexapla_unpacker_survive(self->unpacker);
    return self;
}

static void
free_reader(Reader *self)
{
    g_free(self->buffer);
    g_free(self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, free_reader)

/* Reads on until @n bytes of the record are there, or all that there are. */
static gboolean
fill(Reader *self, gsize n, GError **error)
{
    gsize wanted, n_read;

    if (self->at_end || self->end - self->start >= n)
        return TRUE;
    memmove(self->buffer, self->buffer + self->start, self->end - self->start);
    self->position += self->start;
    self->end -= self->start;
    self->start = 0;
    if (n > self->size) {
        self->size = n;
        self->buffer = g_realloc(self->buffer, n);
    }
    wanted = self->size - self->end;
    if (!hexapla_input_fill(self->in, self->options->file, self->buffer + self->end, wanted,
                            &n_read, self->cancellable, error))
        return FALSE;
    self->end += n_read;
    self->at_end = n_read < wanted;
    return TRUE;
}

/* Where the record lies in the file: that of its member, when it has one of its own. */
static guint64
find_offset(Reader *self)
{
    guint64 position = self->position + self->start;
    const HexaplaMember *member =
        self->unpacker != NULL ? hexapla_unpacker_find_member(self->unpacker, position) : NULL;

    return member != NULL && member->start == position ? member->offset : position;
}

static void
put_reject(Reader *self, gsize n)
{
    if (self->options->rejects != NULL)
        hexapla_writer_put(self->options->rejects, self->buffer + self->start, n);
}

static gboolean
reject(Reader *self, guint64 offset, gsize n, HexaplaIssueKind kind, const char *why,
       GError **error)
{
    g_autofree char *file =
        g_strdup_printf("%s:byte %" G_GUINT64_FORMAT, self->options->file, offset);

    hexapla_issue_sink_add(self->options->issues, kind, file, 0, 0, "%s", why);
    put_reject(self, n);
    return hexapla_issue_sink_check(self->options->issues, error);
}

/* Whether a record begins at @p: at the start of a line, or with a line that is its version, where the
 * end of the one before is missing. */
static gboolean
begins_record(const char *p, const char *end)
{
    return p[-1] == '\n' || (end - p > 9 && p[6] == '.' && p[8] == '\r' && p[9] == '\n');
}

/* Bytes up to the next record, behind the first byte; all when there is none. */
static gsize
find_next(const Reader *self)
{
    const char *p = self->buffer + self->start + 1, *end = self->buffer + self->end;

    while (p < end && (p = memmem(p, end - p, MAGIC, MAGIC_BYTES)) != NULL) {
        if (begins_record(p, end))
            return p - self->buffer - self->start;
        p++;
    }
    return self->end - self->start;
}

/* Goes to the next record. */
static gboolean
skip_to_next(Reader *self, GError **error)
{
    for (;;) {
        gsize n = find_next(self);
        gboolean found = n < self->end - self->start;

        /* The end of the buffer may be the beginning of the magic. */
        if (!found && !self->at_end)
            n -= MIN(n, MAGIC_BYTES);
        put_reject(self, n);
        self->start += n;
        if (found || self->at_end)
            return TRUE;
        if (!fill(self, FIRST_BUFFER_BYTES, error))
            return FALSE;
    }
}

static gboolean
skip_damaged(Reader *self, guint64 offset, const char *why, GError **error)
{
    if (!reject(self, offset, 0, HEXAPLA_ISSUE_BROKEN_RECORD, why, error) ||
        !skip_to_next(self, error))
        return FALSE;
    self->told = self->position + self->start + 1;
    return TRUE;
}

static gboolean
read_length(const char *headers, gsize n, guint64 *length)
{
    g_autofree char *value = hexapla_headers_dup(headers, n, "Content-Length");

    return value != NULL && g_ascii_string_to_unsigned(value, 10, 0, G_MAXINT64, length, NULL);
}

/* Bytes that are there of the record, up to where damaged data was left out, if that is at hand. A
 * record whose member is sound is not damaged by the next one. */
static gsize
count_sound(Reader *self, gboolean *is_damaged)
{
    guint64 position = self->position + self->start;
    gsize n = self->end - self->start;
    const HexaplaMember *damage = NULL;

    *is_damaged = FALSE;
    if (self->unpacker != NULL)
        damage = hexapla_unpacker_find_damage(self->unpacker, position);
    if (damage == NULL || damage->start > position + n)
        return n;
    n = damage->start - position;
    *is_damaged = damage->damage <= hexapla_unpacker_find_member(self->unpacker, position)->offset;
    return n;
}

/* Whether all of @n bytes are there, and its member is not damaged behind them; else as many as are. */
static gboolean
is_whole(Reader *self, gsize *n)
{
    gboolean is_damaged;
    gsize n_sound = count_sound(self, &is_damaged);

    if (n_sound >= *n + (is_damaged ? LINE_END_BYTES + 1 : 0))
        return TRUE;
    if (is_damaged)
        self->told = self->position + self->start + n_sound + 1;
    *n = MIN(*n, n_sound);
    return FALSE;
}

/* Whether another record begins behind this one, or the file ends. */
static gboolean
is_followed(const Reader *self, gsize n)
{
    const char *p = self->buffer + self->start + n, *end = self->buffer + self->end;

    while (p < end && (*p == '\r' || *p == '\n'))
        p++;
    n = MIN(MAGIC_BYTES, (gsize)(end - p));
    return memcmp(p, MAGIC, n) == 0;
}

/* A record that nothing of the kind follows has the wrong length, or what was unpacked is no longer what
 * was packed; only where its line ends and it holds no other record, what follows is damaged. */
static gboolean
is_sound(const Reader *self, gsize n)
{
    char behind = self->buffer[self->start + MIN(n, self->end - self->start - 1)];

    return is_followed(self, n) ||
           (self->unpacker == NULL && (behind == '\r' || behind == '\n') && find_next(self) >= n);
}

static gboolean
take_content(Reader *self, const Record *record, GError **error)
{
    const char *headers = self->buffer + self->start;
    HexaplaIssueKind kind = HEXAPLA_ISSUE_BROKEN_RECORD;
    g_autofree char *why = NULL;

    self->n_records++;
    if (!hexapla_payload_read(&self->payloads, headers, record->n_headers, record->n_content,
                              record->offset, &kind, &why, error))
        return FALSE;
    return why == NULL ||
           reject(self, record->offset, record->n_headers + record->n_content, kind, why, error);
}

/* Reads the record whose headers are there. */
static gboolean
take_record(Reader *self, gsize n_headers, GError **error)
{
    Record record = {.offset = find_offset(self), .n_headers = n_headers};
    guint64 length;
    gsize n;

    if (!read_length(self->buffer + self->start, n_headers, &length))
        return skip_damaged(self, record.offset, "the record does not say its length", error);
    if (length > HEXAPLA_MAX_PAYLOAD_BYTES)
        return (!hexapla_payload_is_wanted(self->buffer + self->start, n_headers) ||
                reject(self, record.offset, 0, HEXAPLA_ISSUE_BROKEN_RECORD,
                       "the record is too long", error)) &&
               skip_to_next(self, error);
    n = n_headers + length;
    /* Damage is seen by the first bytes behind it. */
    if (!fill(self, n + LINE_END_BYTES + MAGIC_BYTES, error))
        return FALSE;
    record.n_content = length;
    if (is_whole(self, &n)) {
        if (!is_sound(self, n))
            return skip_damaged(self, record.offset, DAMAGED, error);
        if (!take_content(self, &record, error))
            return FALSE;
    } else if (n == self->end - self->start) {
        return skip_damaged(self, record.offset, DAMAGED, error); /* others may stand inside */
    } else if (!reject(self, record.offset, n, HEXAPLA_ISSUE_BROKEN_RECORD, DAMAGED, error)) {
        return FALSE;
    }
    self->start += n;
    return TRUE;
}

static void
skip_line_ends(Reader *self)
{
    while (self->start < self->end &&
           (self->buffer[self->start] == '\r' || self->buffer[self->start] == '\n'))
        self->start++;
}

/* Damaged data of which nothing was left. */
static gboolean
tell_damage(Reader *self, GError **error)
{
    guint64 position = self->position + self->start;
    const HexaplaMember *member =
        self->unpacker != NULL ? hexapla_unpacker_find_member(self->unpacker, position) : NULL;

    if (member == NULL || !member->is_after_damage || member->start != position ||
        self->told == position + 1)
        return TRUE;
    self->told = position + 1;
    return reject(self, member->damage, 0, HEXAPLA_ISSUE_BROKEN_RECORD, DAMAGED, error);
}

static gboolean
read_record(Reader *self, GError **error)
{
    const char *p = self->buffer + self->start;
    gboolean is_damaged;
    gsize n = count_sound(self, &is_damaged), n_headers;

    if (n < MAGIC_BYTES || memcmp(p, MAGIC, MAGIC_BYTES) != 0)
        return skip_damaged(self, find_offset(self), "this is no record of an archive", error);
    n_headers = hexapla_headers_find_end(p, MIN(n, HEXAPLA_MAX_HEADERS_BYTES));
    if (n_headers > 0)
        return take_record(self, n_headers, error);
    if (!is_damaged)
        return skip_damaged(self, find_offset(self), "the headers of the record have no end",
                            error);
    if (!reject(self, find_offset(self), n, HEXAPLA_ISSUE_BROKEN_RECORD, DAMAGED, error))
        return FALSE;
    self->start += n;
    self->told = self->position + self->start + 1;
    return TRUE;
}

static gboolean
read_records(Reader *self, GError **error)
{
    for (;;) {
        if (!fill(self, HEXAPLA_MAX_HEADERS_BYTES, error))
            return FALSE;
        skip_line_ends(self);
        if (!tell_damage(self, error))
            return FALSE;
        if (self->start == self->end && self->at_end)
            return TRUE;
        if (self->end - self->start < HEXAPLA_MAX_HEADERS_BYTES &&
            !fill(self, HEXAPLA_MAX_HEADERS_BYTES, error))
            return FALSE;
        if (self->start < self->end && !read_record(self, error))
            return FALSE;
    }
}

static gboolean
warc_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
          gpointer user_data, GCancellable *cancellable, GError **error)
{
    g_autoptr(Reader) self = new_reader(in, options, func, user_data, cancellable);

    if (!read_records(self, error))
        return FALSE;
    if (self->n_records == 0)
        hexapla_issue_sink_add(options->issues, HEXAPLA_ISSUE_EMPTY_ARTICLE, options->file, 0, 0,
                               "there is no record in it");
    return hexapla_issue_sink_check(options->issues, error);
}

static guint
warc_sniff(const guint8 *head, gsize n_head)
{
    return n_head > MAGIC_BYTES && memcmp(head, MAGIC, MAGIC_BYTES) == 0 ? 8 * MAGIC_BYTES : 0;
}

const HexaplaFormat hexapla_format_warc = {
    .name = "warc",
    .title = "Web archives (ISO 28500), every page an article",
    .extensions = "warc;wet",
    .traits = HEXAPLA_FORMAT_DECODES,
    .sniff = warc_sniff,
    .read = warc_read,
};
