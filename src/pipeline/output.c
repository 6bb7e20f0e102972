/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "pipeline/output.h"

struct _HexaplaOutput {
    const HexaplaFormat *format;
    HexaplaWriter *file;
    gpointer writer; /* the format's; NULL once it is finished */
};

/**
 * hexapla_output_new:
 * @format: one that can write
 * @path: a file name, or `-` for standard output
 * @options: for the format; live as long as the output
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT or %HEXAPLA_ERROR_USAGE
 *
 * Returns: (transfer full) (nullable): an output
 * Since: 0.1
 */
HexaplaOutput *
hexapla_output_new(const HexaplaFormat *format, const char *path,
                   const HexaplaFormatOptions *options, GError **error)
{
    g_autoptr(HexaplaOutput) self = g_new0(HexaplaOutput, 1);

    self->format = format;
    self->file = hexapla_writer_new(path, error);
    if (self->file == NULL)
        return NULL;
    self->writer = format->begin(self->file, options, error);
    if (self->writer == NULL)
        return NULL;
    return g_steal_pointer(&self);
}

/**
 * hexapla_output_free:
 * @self: (transfer full) (nullable): an output; what was not committed is thrown away
 *
 * Since: 0.1
 */
void
hexapla_output_free(HexaplaOutput *self)
{
    if (self == NULL)
        return;
    if (self->writer != NULL)
        self->format->end(self->writer, NULL);
    hexapla_writer_free(self->file);
    g_free(self);
}

/**
 * hexapla_output_write:
 * @self: an output
 * @part: the next part
 * @error: (domain HEXAPLA_ERROR): what the format says
 *
 * Returns: whether it was taken
 * Since: 0.1
 */
gboolean
hexapla_output_write(HexaplaOutput *self, HexaplaDocument *part, GError **error)
{
    return self->format->write(self->writer, part, error);
}

/**
 * hexapla_output_finish:
 * @self: an output
 * @error: (domain HEXAPLA_ERROR): what the format says
 *
 * Writes what stands behind the last part and brings the file to the disk, beside its place.
 *
 * Returns: whether all went well
 * Since: 0.1
 */
gboolean
hexapla_output_finish(HexaplaOutput *self, GError **error)
{
    return self->format->end(g_steal_pointer(&self->writer), error) &&
           hexapla_writer_sync(self->file, error);
}

/**
 * hexapla_output_commit:
 * @self: a finished output
 * @error: (domain HEXAPLA_ERROR): %HEXAPLA_ERROR_OUTPUT
 *
 * Puts the file in its place.
 *
 * Returns: whether every byte reached the disk
 * Since: 0.1
 */
gboolean
hexapla_output_commit(HexaplaOutput *self, GError **error)
{
    return hexapla_writer_commit(g_steal_pointer(&self->file), error);
}
