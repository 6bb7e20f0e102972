/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Moses corpora: two files whose lines belong together. What would break a line is a space, and a
 * pair that lacks one side is left out of both. */

#include <string.h>

#include "base/text.h"
#include "formats/moses.h"
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
is_blank(const char *text)
{
    gsize n = strlen(text);

    return hexapla_text_skip_space(text, 0, n) == n;
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

    if (!is_blank(pair->source) && !is_blank(pair->target))
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

const HexaplaFormat hexapla_format_moses = {
    .name = "moses",
    .title = "Moses corpus: -o PREFIX writes PREFIX.SOURCE and PREFIX.TARGET, line by line",
    .extensions = "",
    .traits = HEXAPLA_FORMAT_CARRIES_TARGETS,
    .begin = moses_begin,
    .write = hexapla_moses_write,
    .end = hexapla_moses_end,
};
