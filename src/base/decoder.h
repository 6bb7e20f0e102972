/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEXAPLA_TYPE_DECODER (hexapla_decoder_get_type())

/**
 * HexaplaDecoder:
 *
 * Text of some encoding as UTF-8. It is strict: bytes that are no character, half a character at
 * the end and NUL are an error, which begins `byte N: error:` and counts bytes of the stream
 * beneath. So are control characters of C1 that a legacy encoding takes over byte for byte: they
 * are letters of another one.
 *
 * Since: 0.1
 */
G_DECLARE_FINAL_TYPE(HexaplaDecoder, hexapla_decoder, HEXAPLA, DECODER, GInputStream)

GInputStream *hexapla_decoder_new(GInputStream *in, const char *encoding, guint64 offset,
                                  GError **error);

G_END_DECLS
