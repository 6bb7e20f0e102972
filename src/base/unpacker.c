/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "base/unpacker.h"

#include <string.h>
#include <zlib.h>
#ifdef HEXAPLA_HAVE_ZSTD
#include <zstd.h>
#endif

#include "base/error.h"
#include "base/limits.h"

typedef struct {
    const char *name;
    gboolean (*matches)(const guint8 *head, gsize n_head);
    gboolean (*open)(HexaplaUnpacker *self);
    const char *(*step)(HexaplaUnpacker *self, guint8 *out, gsize *n_out, gboolean *ended);
    void (*close)(HexaplaUnpacker *self);
} Method;

struct _HexaplaUnpacker {
    GInputStream parent;
    const Method *method;
    GInputStream *base;
    z_stream gzip;
#ifdef HEXAPLA_HAVE_ZSTD
    ZSTD_DCtx *zstd;
#endif
    GError *error;        /* once damaged, always damaged */
    guint64 position;     /* compressed bytes that were used */
    guint64 member_start; /* of which those before the member at hand */
    gboolean inside;      /* a member has begun and not ended */
    gboolean has_output;  /* of this member */
    guint64 unpacked;     /* bytes that were handed out */
    GArray *members;      /* those that somebody may ask for */
    gsize look_from;      /* of the bytes here, for the next member if this one is damaged */
    gboolean survives;    /* what is damaged is left out */
    gboolean damaged;     /* something was, since the last member began */
    guint64 damage;       /* where the member began that was damaged first */
    gboolean at_end;
    gboolean is_lost;    /* in damaged data, looking for the next member */
    gsize used, n, size; /* of the bytes here */
    guint8 *bytes;       /* too many for an object */
};

G_DEFINE_FINAL_TYPE(HexaplaUnpacker, hexapla_unpacker, G_TYPE_INPUT_STREAM)

static gboolean
gzip_matches(const guint8 *head, gsize n_head)
{
    return n_head >= 2 && head[0] == 0x1F && head[1] == 0x8B; /* RFC 1952 §2.3.1 */
}

static gboolean
gzip_open(HexaplaUnpacker *self)
{
    return inflateInit2(&self->gzip, 15 + 16) == Z_OK; /* 16: gzip and nothing else */
}

static const char *
gzip_step(HexaplaUnpacker *self, guint8 *out, gsize *n_out, gboolean *ended)
{
    z_stream *z = &self->gzip;
    uInt n = (uInt)MIN(*n_out, 1u << 30);
    int status;

    z->next_in = self->bytes + self->used;
    z->avail_in = (uInt)(self->n - self->used);
    z->next_out = out;
    z->avail_out = n;
    status = inflate(z, Z_NO_FLUSH);
    self->used = self->n - z->avail_in;
    *n_out = n - z->avail_out;
    *ended = status == Z_STREAM_END;
    if (status == Z_STREAM_END)
        status = inflateReset(z);
    if (status == Z_OK || status == Z_BUF_ERROR)
        return NULL;
    return z->msg != NULL ? z->msg : "no memory";
}

static void
gzip_close(HexaplaUnpacker *self)
{
    inflateEnd(&self->gzip);
}

/* RFC 8878 §3.1.1 and §3.1.2: a frame, or one that is skipped. */
static gboolean
zstd_matches(const guint8 *head, gsize n_head)
{
    if (n_head < 4)
        return FALSE;
    return memcmp(head, "\x28\xB5\x2F\xFD", 4) == 0 ||
           ((head[0] & 0xF0) == 0x50 && memcmp(head + 1, "\x2A\x4D\x18", 3) == 0);
}

#ifdef HEXAPLA_HAVE_ZSTD
static gboolean
zstd_open(HexaplaUnpacker *self)
{
    self->zstd = ZSTD_createDCtx();
    return self->zstd != NULL &&
           !ZSTD_isError(ZSTD_DCtx_setParameter(self->zstd, ZSTD_d_windowLogMax,
                                                HEXAPLA_MAX_ZSTD_WINDOW_BITS));
}

static const char *
zstd_step(HexaplaUnpacker *self, guint8 *out, gsize *n_out, gboolean *ended)
{
    ZSTD_inBuffer in = {self->bytes, self->n, self->used};
    ZSTD_outBuffer to = {out, *n_out, 0};
    gsize left = ZSTD_decompressStream(self->zstd, &to, &in);

    self->used = in.pos;
    *n_out = to.pos;
    *ended = left == 0;
    return ZSTD_isError(left) ? ZSTD_getErrorName(left) : NULL;
}

static void
zstd_close(HexaplaUnpacker *self)
{
    ZSTD_freeDCtx(self->zstd);
}
#endif

static const Method methods[] = {
    {"gzip", gzip_matches, gzip_open, gzip_step, gzip_close},
#ifdef HEXAPLA_HAVE_ZSTD
    {"Zstandard", zstd_matches, zstd_open, zstd_step, zstd_close},
#else
    {"Zstandard", zstd_matches, NULL, NULL, NULL},
#endif
};

static gboolean refuse(HexaplaUnpacker *self, guint64 position, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

static gboolean
refuse(HexaplaUnpacker *self, guint64 position, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    self->error = g_error_new_valist(HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT, format, arguments);
    va_end(arguments);
    g_prefix_error(&self->error, "byte %" G_GUINT64_FORMAT ": error: ", position);
    return FALSE;
}

/* Bytes that have to stay: those that were not used, and where damage is survived those of the member
 * at hand, as long as they leave room for others. */
static gsize
find_kept(const HexaplaUnpacker *self)
{
    gsize from = self->survives && self->inside ? MIN(self->look_from, self->used) : self->used;

    return from > 0 || self->n < self->size ? from : self->used;
}

static gboolean
refill(HexaplaUnpacker *self, gsize *n_read, GCancellable *cancellable, GError **error)
{
    gsize from = find_kept(self);
    gssize n;

    self->n -= from;
    self->used -= from;
    self->look_from -= MIN(from, self->look_from);
    memmove(self->bytes, self->bytes + from, self->n);
    n = g_input_stream_read(self->base, self->bytes + self->n, self->size - self->n, cancellable,
                            error);
    *n_read = MAX(n, 0);
    self->n += *n_read;
    return n >= 0;
}

/* Unpacks some of the bytes at hand. */
static gboolean
step(HexaplaUnpacker *self, guint8 *out, gsize *n_out)
{
    gsize before = self->used;
    gboolean ended;
    const char *why = self->method->step(self, out, n_out, &ended);

    self->position += self->used - before;
    self->inside |= self->used > before;
    if (why != NULL && !self->has_output && self->member_start > 0)
        return refuse(self, self->member_start, "what follows the %s data is something else",
                      self->method->name);
    if (why != NULL)
        return refuse(self, self->position, "the %s data is damaged: %s", self->method->name, why);
    self->has_output |= *n_out > 0;
    if (ended) {
        self->inside = self->has_output = FALSE;
        self->member_start = self->position;
    }
    return TRUE;
}

/* Nobody who does not ask pays for more than some of these. */
static void
note_member(HexaplaUnpacker *self)
{
    HexaplaMember member = {self->unpacked, self->position, self->damage, self->damaged};

    self->damaged = FALSE;
    self->look_from = MIN(self->used + 1, self->n);
    if (self->survives || self->members->len < HEXAPLA_MAX_NOTED_MEMBERS)
        g_array_append_val(self->members, member);
}

/* Bytes that begin a member, and in any other place stand once in some hundred MiB. */
static gboolean
begins_member(const HexaplaUnpacker *self, const guint8 *p, gsize n)
{
    gboolean is_gzip = p[0] == 0x1F;

    return n >= HEXAPLA_UNPACKER_MAGIC_BYTES && self->method->matches(p, n) &&
           (!is_gzip || (p[2] == 8 && p[3] < 0x20)); /* RFC 1952 §2.3.1: deflate, flags */
}

/* Goes on where the next member may begin; the last bytes may be the first ones of its magic. */
static void
find_next(HexaplaUnpacker *self)
{
    gsize i = self->used;

    while (i + HEXAPLA_UNPACKER_MAGIC_BYTES <= self->n &&
           !begins_member(self, self->bytes + i, self->n - i))
        i++;
    self->position += i - self->used;
    self->is_lost = i + HEXAPLA_UNPACKER_MAGIC_BYTES > self->n;
    self->used = i;
}

static void
note_damage(HexaplaUnpacker *self)
{
    if (!self->damaged)
        self->damage = self->member_start;
    self->damaged = TRUE;
}

/* Leaves a damaged member. The next one is looked for behind its first byte, as far as it is still
 * at hand: what cut it off may have been taken for its data. */
static void
survive(HexaplaUnpacker *self)
{
    g_clear_error(&self->error);
    self->method->close(self);
    if (!self->method->open(self))
        g_error("no memory to unpack"); /* as g_malloc() does */
    self->position -= self->used - self->look_from;
    self->used = self->look_from;
    self->inside = self->has_output = FALSE;
    note_damage(self);
    find_next(self);
    self->member_start = self->position;
}

/* Unpacks what is at hand; 0 bytes when that is not enough. */
static gboolean
unpack(HexaplaUnpacker *self, guint8 *buffer, gsize *n)
{
    if (self->is_lost)
        find_next(self);
    if (self->is_lost || (!self->inside && self->used == self->n)) {
        *n = 0;
        return TRUE;
    }
    if (!self->inside)
        note_member(self);
    if (step(self, buffer, n))
        return TRUE;
    *n = 0;
    if (self->survives)
        survive(self);
    return self->survives;
}

/* Whether the compressed data may end here. */
static void
end(HexaplaUnpacker *self)
{
    gboolean is_cut = self->inside || self->is_lost;

    self->at_end = TRUE;
    if (is_cut)
        note_damage(self);
    if (self->survives && self->damaged)
        note_member(self);
    else if (is_cut)
        refuse(self, self->position, "the %s data is cut off", self->method->name);
}

static gssize
hexapla_unpacker_read(GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable,
                      GError **error)
{
    HexaplaUnpacker *self = HEXAPLA_UNPACKER(stream);

    while (count > 0 && self->error == NULL && !self->at_end) {
        gsize n = count, n_read;

        if (!unpack(self, buffer, &n))
            break;
        self->unpacked += n;
        if (n > 0)
            return (gssize)n;
        if (self->used < self->n && !self->is_lost)
            continue;
        if (!refill(self, &n_read, cancellable, error))
            return -1;
        if (n_read == 0)
            end(self);
    }
    if (self->error == NULL)
        return 0;
    g_propagate_error(error, g_error_copy(self->error));
    return -1;
}

static void
hexapla_unpacker_finalize(GObject *object)
{
    HexaplaUnpacker *self = HEXAPLA_UNPACKER(object);

    if (self->method != NULL)
        self->method->close(self);
    g_clear_object(&self->base);
    g_free(self->bytes);
    g_array_unref(self->members);
    g_clear_error(&self->error);
    G_OBJECT_CLASS(hexapla_unpacker_parent_class)->finalize(object);
}

static void
hexapla_unpacker_class_init(HexaplaUnpackerClass *klass)
{
    G_INPUT_STREAM_CLASS(klass)->read_fn = hexapla_unpacker_read;
    G_OBJECT_CLASS(klass)->finalize = hexapla_unpacker_finalize;
}

static void
hexapla_unpacker_init(HexaplaUnpacker *self)
{
    self->members = g_array_new(FALSE, FALSE, sizeof(HexaplaMember));
}

/**
 * hexapla_unpacker_new:
 * @in: a stream before its first byte
 * @head: the bytes it will begin with
 * @n_head: how many of them are known; %HEXAPLA_UNPACKER_MAGIC_BYTES unless there are fewer
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_INPUT, beginning with `error:`
 *
 * Returns: (transfer full) (nullable): @in itself when its bytes are not compressed, otherwise what
 *   they hold; free with g_object_unref()
 * Since: 0.1
 */
GInputStream *
hexapla_unpacker_new(GInputStream *in, const guint8 *head, gsize n_head, GError **error)
{
    HexaplaUnpacker *self;
    guint i = 0;

    while (i < G_N_ELEMENTS(methods) && !methods[i].matches(head, n_head))
        i++;
    if (i == G_N_ELEMENTS(methods))
        return g_object_ref(in);
    if (methods[i].open == NULL) {
        g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_INPUT,
                    "error: this is %s data, and this hexapla was built without libzstd",
                    methods[i].name);
        return NULL;
    }
    self = g_object_new(HEXAPLA_TYPE_UNPACKER, NULL);
    self->base = g_object_ref(in);
    self->size = HEXAPLA_PACKED_BUFFER_BYTES;
    self->bytes = g_malloc(self->size);
    if (!methods[i].open(self))
        g_error("no memory to unpack"); /* as g_malloc() does */
    self->method = &methods[i];
    return G_INPUT_STREAM(self);
}

/**
 * hexapla_unpacker_survive:
 * @self: an unpacker
 *
 * From now on data that are damaged or cut off are no error: they are left out, and what follows is
 * looked for.
 *
 * Since: 0.1
 */
void
hexapla_unpacker_survive(HexaplaUnpacker *self)
{
    self->survives = TRUE;
    self->size = HEXAPLA_SURVIVOR_BUFFER_BYTES;
    self->bytes = g_realloc(self->bytes, self->size);
    if (self->error == NULL)
        return;
    if (self->at_end) {
        g_clear_error(&self->error);
        note_member(self);
    } else {
        survive(self);
    }
}

/**
 * hexapla_unpacker_find_member:
 * @self: an unpacker that survives
 * @position: an unpacked byte that was read; those before it are no longer asked for
 *
 * Returns: (transfer none) (nullable): the last member that begins at @position or before it, until
 * the next call
 * Since: 0.1
 */
const HexaplaMember *
hexapla_unpacker_find_member(HexaplaUnpacker *self, guint64 position)
{
    const HexaplaMember *members = (const HexaplaMember *)self->members->data;
    guint i = 0;

    while (i + 1 < self->members->len && members[i + 1].start <= position)
        i++;
    if (i > 0)
        g_array_remove_range(self->members, 0, i);
    return self->members->len > 0 ? members : NULL;
}

/**
 * hexapla_unpacker_find_damage:
 * @self: an unpacker that survives
 * @start: an unpacked byte
 *
 * Returns: (transfer none) (nullable): the first member behind @start before which damaged data was
 * left out, as far as was read, until the next call
 * Since: 0.1
 */
const HexaplaMember *
hexapla_unpacker_find_damage(HexaplaUnpacker *self, guint64 start)
{
    for (guint i = 0; i < self->members->len; i++) {
        const HexaplaMember *member = &g_array_index(self->members, HexaplaMember, i);

        if (member->start > start && member->is_after_damage)
            return member;
    }
    return NULL;
}
