/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

/* What the fuzz targets share. A target takes any bytes; a broken promise aborts it. */

#include "formats/format.h"

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput(const guint8 *data, gsize n);

void fuzz_begin(void);
GInputStream *fuzz_stream_new(const guint8 *data, gsize n, gsize step);
const char *fuzz_problem(const GError *error);
char *fuzz_read_all(GInputStream *in, gsize step, gsize max, gsize *n, GError **error);
HexaplaWriter *fuzz_writer_begin(void);
char *fuzz_writer_end(HexaplaWriter *writer, gsize *n);
void fuzz_reader(const char *format, const guint8 *data, gsize n);

G_END_DECLS
