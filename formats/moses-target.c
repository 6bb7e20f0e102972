/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The other file of a Moses corpus. */

#include "formats/moses.h"

const HexaplaFormat hexapla_format_moses_target = {
    .name = "moses-target",
    .title = "Moses corpus: the file of the translations alone",
    .extensions = "",
    .traits = HEXAPLA_FORMAT_CARRIES_TARGETS,
    .begin = hexapla_moses_begin_target,
    .write = hexapla_moses_write,
    .end = hexapla_moses_end,
};
