/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tests/fuzz/fuzz.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "pipeline/analysis.h"
#include "pipeline/fold.h"
#include "tests/fuzz/oracle.h"

/**
 * fuzz_begin:
 *
 * Every target calls it first. Standard output becomes a file in memory: a writer to `-` needs no
 * disk, and what it wrote can be read back. What our own code calls a mistake of its caller aborts.
 */
void
fuzz_begin(void)
{
    static gsize done;
    int fd;

    if (!g_once_init_enter(&done))
        return;
    g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING | G_LOG_FATAL_MASK);
    fd = memfd_create("output", MFD_CLOEXEC);
    if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
        g_error("a file in memory: %s", g_strerror(errno));
    close(fd);
    g_once_init_leave(&done, 1);
}

/* A stream whose reads are short. */
#define FUZZ_TYPE_STREAM (fuzz_stream_get_type())
G_DECLARE_FINAL_TYPE(FuzzStream, fuzz_stream, FUZZ, STREAM, GInputStream)

struct _FuzzStream {
    GInputStream parent;
    const guint8 *data;
    gsize n;
    gsize step;
};

G_DEFINE_FINAL_TYPE(FuzzStream, fuzz_stream, G_TYPE_INPUT_STREAM)

static gssize
fuzz_stream_read(GInputStream *stream, void *buffer, gsize count,
                 G_GNUC_UNUSED GCancellable *cancellable, G_GNUC_UNUSED GError **error)
{
    FuzzStream *self = FUZZ_STREAM(stream);
    gsize n = MIN(MIN(count, self->n), self->step);

    if (n > 0)
        memcpy(buffer, self->data, n);
    self->data += n;
    self->n -= n;
    return (gssize)n;
}

static void
fuzz_stream_class_init(FuzzStreamClass *klass)
{
    G_INPUT_STREAM_CLASS(klass)->read_fn = fuzz_stream_read;
}

static void
fuzz_stream_init(G_GNUC_UNUSED FuzzStream *self)
{
}

/**
 * fuzz_stream_new:
 * @data: outlives the stream
 * @n: its bytes
 * @step: bytes that a read gives at most
 *
 * Returns: (transfer full): a stream; free with g_object_unref()
 */
GInputStream *
fuzz_stream_new(const guint8 *data, gsize n, gsize step)
{
    FuzzStream *self = g_object_new(FUZZ_TYPE_STREAM, NULL);

    self->data = data;
    self->n = n;
    self->step = step;
    return G_INPUT_STREAM(self);
}

/**
 * fuzz_problem:
 * @error: (nullable): what a stream said
 *
 * Returns: (transfer none) (nullable): what is wrong, without the byte: that may be the first or the last one of what
 * is wrong, as the reads fell
 */
const char *
fuzz_problem(const GError *error)
{
    const char *problem = error != NULL ? strstr(error->message, "error: ") : NULL;

    g_assert(error == NULL || problem != NULL);
    g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
    g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
    return problem;
}

/**
 * fuzz_read_all:
 * @in: a stream
 * @step: bytes to ask for at once
 * @max: where to stop, because little may unpack to much
 * @n: (out): bytes that came
 * @error: what the stream says
 *
 * Returns: (transfer full): what came before the end or the error; free with g_free()
 */
char *
fuzz_read_all(GInputStream *in, gsize step, gsize max, gsize *n, GError **error)
{
    g_autoptr(GByteArray) all = g_byte_array_new();
    g_autofree guint8 *buffer = g_malloc(step);
    gssize n_read;

    while (all->len < max && (n_read = g_input_stream_read(in, buffer, step, NULL, error)) > 0)
        g_byte_array_append(all, buffer, n_read);
    *n = all->len;
    return (char *)g_byte_array_free(g_steal_pointer(&all), FALSE);
}

/**
 * fuzz_writer_begin:
 *
 * Returns: (transfer none): a writer into memory, always the same, because its buffer is large; end
 * the output with fuzz_writer_end() before the next one is begun
 */
HexaplaWriter *
fuzz_writer_begin(void)
{
    static HexaplaWriter *writer;

    if (writer == NULL)
        writer = hexapla_writer_new("-", NULL);
    g_assert(writer != NULL);
    if (lseek(STDOUT_FILENO, 0, SEEK_SET) != 0 || ftruncate(STDOUT_FILENO, 0) != 0)
        g_error("a file in memory: %s", g_strerror(errno));
    return writer;
}

/**
 * fuzz_writer_end:
 * @writer: a writer into memory
 * @n: (out): bytes that were written
 *
 * Returns: (transfer full): the bytes; free with g_free()
 */
char *
fuzz_writer_end(HexaplaWriter *writer, gsize *n)
{
    gboolean ok = hexapla_writer_sync(writer, NULL);
    gsize size = lseek(STDOUT_FILENO, 0, SEEK_CUR);
    char *bytes = g_malloc(size + 1);

    g_assert(ok);
    g_assert_cmpint(pread(STDOUT_FILENO, bytes, size, 0), ==, (gssize)size);
    *n = size;
    return bytes;
}

/* The three bytes in front of the input choose these; `a00` is what a user gets without options.
 * Only add rows at the end: the seeds mean what stands here. */
static const char *const languages[16] = {
    "en", "ar", "ru", "zh", "de", "fr", "uk", "fa", "es", "he", "tr", "ja", "hi", "pt-BR", "und",
};

enum { N_OPTION_BYTES = 3 };

enum {
    FLAG_INLINE_TERMS = 1,
    FLAG_COPY_SOURCE = 2,
    FLAG_IN_CHARS = 4,
    FLAG_MENTIONS = 8,
    FLAG_NO_TARGET = 16,
    FLAG_TWO_PARTS = 32,
};

/* One input on its way through a reader, all stages and all writers. */
typedef struct {
    const char *language; /* NULL: the input has to say it */
    gboolean two_parts;
    HexaplaPipelineOptions pipeline;
    HexaplaFormatOptions format;
    HexaplaIssueSink issues;
    HexaplaFold *fold;
    GPtrArray *parts;
} Run;

static void
check_issue(const HexaplaIssue *issue, G_GNUC_UNUSED gpointer user_data)
{
    g_autofree char *message = hexapla_issue_to_string(issue);

    g_assert(g_utf8_validate(message, -1, NULL));
}

static void
choose(Run *self, const guint8 *bytes)
{
    guint spelling = (guint8)(bytes[1] - '0'), output = (guint8)(bytes[2] - '0');
    guint flags = output / 3;

    self->language = languages[(guint8)(bytes[0] - 'a') % G_N_ELEMENTS(languages)];
    self->two_parts = (flags & FLAG_TWO_PARTS) != 0;
    self->issues.func = check_issue;
    self->pipeline = (HexaplaPipelineOptions){
        .apostrophes = spelling % (HEXAPLA_APOSTROPHES_KEEP + 1),
        .names = spelling / 5 % (HEXAPLA_NAMES_KEEP + 1),
        .until = HEXAPLA_STAGE_NAMES - spelling / 15 % (HEXAPLA_STAGE_NAMES + 1),
        .jobs = 1,
        .issues = &self->issues,
    };
    self->format = (HexaplaFormatOptions){
        .source = self->language != NULL ? self->language : "en",
        .target = (flags & FLAG_NO_TARGET) != 0 ? NULL : "he",
        .junk = output % (HEXAPLA_JUNK_KEEP + 1),
        .inline_terms = (flags & FLAG_INLINE_TERMS) != 0,
        .copy_source = (flags & FLAG_COPY_SOURCE) != 0,
        .offsets_in_chars = (flags & FLAG_IN_CHARS) != 0,
        .mentions = (flags & FLAG_MENTIONS) != 0,
        .issues = &self->issues,
    };
}

/* Kept for ever, because loading a language takes longer than most inputs; so only those above. */
static const HexaplaAnalysis *
find_analysis(const char *language, HexaplaStage until)
{
    static HexaplaAnalysis *known[G_N_ELEMENTS(languages)][HEXAPLA_STAGE_NAMES + 1];
    guint i = 0;

    while (g_strcmp0(languages[i], language) != 0 && strcmp(languages[i], "und") != 0)
        i++;
    if (known[i][until] == NULL)
        known[i][until] = hexapla_analysis_new(
            languages[i],
            &(HexaplaPipelineOptions){.until = until, .details = HEXAPLA_ALL_DETAILS}, NULL);
    return known[i][until];
}

static void
take_part(Run *self, HexaplaDocument *part)
{
    HexaplaStage until = self->pipeline.until;
    g_autoptr(GError) error = NULL;

    hexapla_fold_name_file(self->fold, part);
    hexapla_analysis_apply(find_analysis(hexapla_document_get_language(part), until), part, NULL,
                           &error);
    g_assert_no_error(error);
    hexapla_fold_add(self->fold, part);
    oracle_check_part(part, until);
    g_ptr_array_add(self->parts, part);
}

static HexaplaDocument *
copy_stretch(HexaplaDocument *whole, gsize start, gsize end)
{
    const char *text = hexapla_document_get_text(whole, NULL);
    const HexaplaOrigin *from = hexapla_document_get_origin(whole);
    HexaplaDocument *part = hexapla_document_new(hexapla_document_get_language(whole),
                                                 g_strndup(text + start, end - start), end - start);
    HexaplaOrigin *to = hexapla_document_get_origin(part);

    to->file = g_strdup(from->file);
    to->id = g_strdup(from->id);
    to->offset = from->offset + start;
    to->line = from->line + (start > 0 ? hexapla_text_count_lines(text, start) : 0);
    to->part = start > 0;
    to->is_last = start > 0;
    return part;
}

/* Readers cut articles at a mebibyte; inputs are smaller, so they are cut here. */
static void
take_two_parts(Run *self, HexaplaDocument *whole)
{
    gsize n;
    const char *text = hexapla_document_get_text(whole, &n);
    gsize cut = g_utf8_offset_to_pointer(text, hexapla_text_count_chars(text, n) / 2) - text;

    take_part(self, copy_stretch(whole, 0, cut));
    take_part(self, copy_stretch(whole, cut, n));
    g_object_unref(whole);
}

static gboolean
take(HexaplaDocument *part, gpointer user_data, G_GNUC_UNUSED GError **error)
{
    Run *self = user_data;
    guint n_blocks;
    gsize n;

    hexapla_document_get_blocks(part, &n_blocks);
    hexapla_document_get_text(part, &n);
    if (self->two_parts && n_blocks == 0 && n > 8)
        take_two_parts(self, part);
    else
        take_part(self, part);
    return TRUE;
}

static void
read_input(Run *self, const HexaplaFormat *format, const guint8 *data, gsize n)
{
    g_autoptr(GInputStream) in = g_memory_input_stream_new_from_data(data, (gssize)n, NULL);
    HexaplaWriter *rejects = fuzz_writer_begin();
    HexaplaReadOptions options = {
        .file = "seed", .language = self->language, .rejects = rejects, .issues = &self->issues};
    g_autoptr(GError) error = NULL;
    gboolean ok = format->read(in, &options, take, self, NULL, &error);
    gsize n_rejects;

    g_free(fuzz_writer_end(rejects, &n_rejects));
    g_assert_cmpuint(n_rejects, <=, n + 1); /* a line feed may be missing at the end */
    g_assert(ok == (error == NULL));
    g_assert(error == NULL || g_utf8_validate(error->message, -1, NULL));
}

static gboolean
write_parts(Run *self, const HexaplaFormat *format, HexaplaWriter *out, GError **error)
{
    gpointer writer = format->begin(out, &self->format, error);
    gboolean ok = writer != NULL;

    for (guint i = 0; i < self->parts->len && ok; i++)
        ok = format->write(writer, self->parts->pdata[i], error);
    if (writer != NULL && !ok)
        format->end(writer, NULL);
    return ok && format->end(writer, error);
}

static void
write_output(Run *self, const HexaplaFormat *format)
{
    g_autoptr(GError) error = NULL;
    HexaplaWriter *out = fuzz_writer_begin();
    gboolean ok = write_parts(self, format, out, &error);
    gsize n;
    g_autofree char *output = fuzz_writer_end(out, &n);

    g_assert(ok == (error == NULL));
    if (ok)
        oracle_check_output(format, output, n, self->parts, &self->format);
}

/**
 * fuzz_reader:
 * @format: name of a format that can be read
 * @data: three bytes that choose options, then a file of that format
 * @n: its bytes
 *
 * Takes the file through all stages and writes it in every format, checking what is promised.
 */
void
fuzz_reader(const char *format, const guint8 *data, gsize n)
{
    Run run = {0};
    guint n_formats;
    const HexaplaFormat *const *formats = hexapla_formats(&n_formats);

    if (n < N_OPTION_BYTES)
        return;
    fuzz_begin();
    choose(&run, data);
    run.fold = hexapla_fold_new(&run.pipeline);
    run.parts = g_ptr_array_new_with_free_func(g_object_unref);
    read_input(&run, hexapla_format_by_name(format), data + N_OPTION_BYTES, n - N_OPTION_BYTES);
    for (guint i = 0; i < n_formats; i++) {
        if (formats[i]->begin != NULL)
            write_output(&run, formats[i]);
    }
    hexapla_fold_free(run.fold);
    g_ptr_array_unref(run.parts);
}
