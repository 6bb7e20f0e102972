/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/target.h"

G_BEGIN_DECLS

/**
 * HexaplaContent:
 * @text: of a source or a translation
 *
 * A text with codes while its reader puts it together. The other fields are private;
 * hexapla_content_clear() frees what it holds.
 *
 * Since: 0.1
 */
typedef struct {
    GString *text;
    /*< private >*/
    GArray *codes;
    GArray *open; /* indices of codes that nothing closed yet */
    GString *strings;
} HexaplaContent;

void hexapla_content_init(HexaplaContent *self);
void hexapla_content_clear(HexaplaContent *self);
void hexapla_content_reset(HexaplaContent *self);
gboolean hexapla_content_is_empty(const HexaplaContent *self);
guint hexapla_content_get_n_codes(const HexaplaContent *self);
gboolean hexapla_content_is_full(const HexaplaContent *self);

guint hexapla_content_add_code(HexaplaContent *self, HexaplaCodeKind kind, HexaplaCodeType type,
                               const char *id, gsize n_id);
void hexapla_content_add_data(HexaplaContent *self, const char *data, gsize n);
void hexapla_content_rename(HexaplaContent *self, guint code, const char *id, gsize n_id);
guint hexapla_content_close(HexaplaContent *self, const char *id, gsize n_id);

void hexapla_content_add_to_source(const HexaplaContent *self, HexaplaDocument *document,
                                   guint segment, gsize offset);
void hexapla_content_set_as_target(const HexaplaContent *self, HexaplaDocument *document,
                                   guint segment);

G_END_DECLS
