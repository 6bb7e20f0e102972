/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Moses corpora: two files whose lines belong together. What would break a line is a space, and a
 * pair that lacks one side is left out of both. */

#include <string.h>

#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/lines.h"
#include "base/packer.h"
#include "base/text.h"
#include "formats/moses.h"
#include "formats/pair-reader.h"
#include "formats/pairs.h"

typedef struct {
    HexaplaWriter *out;
    const HexaplaFormatOptions *options;
    gboolean is_target;
} MosesWriter;

static gpointer
begin(HexaplaWriter *out, const HexaplaFormatOptions *options, gboolean is_target)
{
    MosesWriter *self = g_new0(MosesWriter, 1);

    self->out = out;
    self->options = options;
    self->is_target = is_target;
    return self;
}

static gpointer
moses_begin(HexaplaWriter *out, const HexaplaFormatOptions *options, G_GNUC_UNUSED GError **error)
{
    return begin(out, options, FALSE);
}

gpointer
hexapla_moses_begin_target(HexaplaWriter *out, const HexaplaFormatOptions *options,
                           G_GNUC_UNUSED GError **error)
{
    return begin(out, options, TRUE);
}

static gboolean
is_blank(const char *line, gsize n)
{
    return hexapla_text_skip_space(line, 0, n) == n;
}

/* Some readers end a line at every character that Unicode calls the end of one. */
static void
put_line(HexaplaWriter *out, const char *text)
{
    const char *end = text + strlen(text);

    for (const char *p = text, *next; p < end; p = next) {
        gunichar c;

        next = hexapla_text_next(p, end, &c);
        if ((c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
            c == 0x2029)
            HEXAPLA_PUT(out, " ");
        else
            hexapla_writer_put(out, p, next - p);
    }
    HEXAPLA_PUT(out, "\n");
}

static void
put_pair(const HexaplaPair *pair, gpointer user_data)
{
    MosesWriter *self = user_data;

    if (!is_blank(pair->source, strlen(pair->source)) &&
        !is_blank(pair->target, strlen(pair->target)))
        put_line(self->out, self->is_target ? pair->target : pair->source);
}

gboolean
hexapla_moses_write(gpointer writer, HexaplaDocument *part, GError **error)
{
    MosesWriter *self = writer;

    hexapla_pairs_foreach(part, self->options, put_pair, self);
    return hexapla_writer_check(self->out, error);
}

gboolean
hexapla_moses_end(gpointer writer, GError **error)
{
    g_autofree MosesWriter *self = writer;

    return hexapla_writer_check(self->out, error);
}

/* A line of both files. */
typedef struct {
    const char *source;
    const char *target;
    gsize n_source;
    gsize n_target;
} Line;

/* A pair that is left out is left out of both files, so those behind it stay together. */
static gboolean
take_pair(HexaplaPairReader *pairs, const Line *line, guint64 number, GError **error)
{
    const HexaplaReadPair pair = {NULL,           0,     line->source, line->n_source, line->target,
                                  line->n_target, number};
    guint segment;

    if (hexapla_pair_reader_is_broken(line->source, line->n_source) ||
        hexapla_pair_reader_is_broken(line->target, line->n_target))
        return hexapla_pair_reader_reject(pairs, number, line->source, line->n_source,
                                          "the pair is not text in UTF-8", error);
    if (!is_blank(line->source, line->n_source) && !is_blank(line->target, line->n_target))
        return hexapla_pair_reader_add(pairs, &pair, &segment, error);
    hexapla_tally_add(pairs->options->losses, "empty-pair", 1);
    return TRUE;
}

static gboolean
read_pairs(HexaplaPairReader *pairs, HexaplaLines *sources, HexaplaLines *targets, GError **error)
{
    Line line;

    while (hexapla_lines_next(sources, &line.source, &line.n_source, error) &&
           hexapla_lines_next(targets, &line.target, &line.n_target, error)) {
        if (line.source == NULL && line.target == NULL)
            return hexapla_pair_reader_end(pairs, error);
        if (line.source == NULL || line.target == NULL)
            return hexapla_error_set_at(
                error, pairs->options->file, MAX(sources->number, targets->number), 1,
                "the file of the %s ends here, and the other one goes on: they are no pairs",
                line.source == NULL ? "sentences" : "translations");
        if (!take_pair(pairs, &line, sources->number, error))
            return FALSE;
    }
    return FALSE;
}

/* PREFIX.SOURCE gives PREFIX.TARGET, also in front of .gz. */
static char *
dup_target_path(const HexaplaReadOptions *options, GError **error)
{
    gsize n = options->path != NULL ? hexapla_packer_stem(options->path) : 0;
    g_autofree char *stem = g_strndup(options->path, n);
    g_autofree char *suffix = g_strconcat(".", options->language, NULL);

    if (options->language != NULL && options->target != NULL && g_str_has_suffix(stem, suffix))
        return g_strdup_printf("%.*s%s%s", (int)(n - strlen(options->language)), stem,
                               options->target, options->path + n);
    g_set_error(error, HEXAPLA_ERROR, HEXAPLA_ERROR_USAGE,
                "%s: error: a Moses corpus is two files: give --source, --target and the file "
                "PREFIX.SOURCE",
                options->file);
    return NULL;
}

static gboolean
moses_read(GInputStream *in, const HexaplaReadOptions *options, HexaplaDocumentFunc func,
           gpointer user_data, GCancellable *cancellable, GError **error)
{
    const HexaplaTextHints hints = {.encoding = options->encoding, .language = options->target};
    g_autofree char *path = dup_target_path(options, error);
    g_autofree char *name = path != NULL ? g_filename_display_name(path) : NULL;
    g_autoptr(GInputStream) bytes = path != NULL ? hexapla_input_open(path, error) : NULL;
    g_autoptr(GInputStream) text = NULL;
    g_auto(HexaplaPairReader) pairs;
    g_auto(HexaplaLines) sources;
    g_auto(HexaplaLines) targets;

    hexapla_pair_reader_init(&pairs, options, func, user_data);
    hexapla_lines_init(&sources, in, options->file, HEXAPLA_MAX_UNIT_BYTES, cancellable);
    hexapla_lines_init(&targets, NULL, name, HEXAPLA_MAX_UNIT_BYTES, cancellable);
    if (bytes != NULL)
        text = hexapla_input_decode(bytes, name, &hints, options->issues, cancellable, error);
    if (text == NULL)
        return FALSE;
    targets.in = text;
    return hexapla_pair_reader_begin(&pairs, NULL, NULL, error) &&
           read_pairs(&pairs, &sources, &targets, error);
}

const HexaplaFormat hexapla_format_moses = {
    .name = "moses",
    .title = "Moses corpus: -o PREFIX writes PREFIX.SOURCE and PREFIX.TARGET, line by line; reads "
             "PREFIX.SOURCE",
    .extensions = "",
    .traits = HEXAPLA_FORMAT_HOLDS_SEGMENTS | HEXAPLA_FORMAT_CARRIES_TARGETS,
    .read = moses_read,
    .begin = moses_begin,
    .write = hexapla_moses_write,
    .end = hexapla_moses_end,
};
