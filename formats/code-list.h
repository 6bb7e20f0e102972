/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/writer.h"
#include "document/target.h"

G_BEGIN_DECLS

#define HEXAPLA_CODE_ID_SIZE 48

/**
 * HexaplaCodeList:
 * @codes: (nullable): the codes of one segment, in its source or in its translation
 * @n: how many
 * @first: index of the first one, in which their partners count
 * @part: the document
 * @segment: index of the segment
 * @is_target: whether they are those of the translation
 * @are_nested: whether every pair lies within, and none overlaps another
 *
 * What a writer asks about the codes of a segment. Lives on the stack, as long as the document does
 * not change.
 *
 * Since: 0.1
 */
typedef struct {
    const HexaplaCode *codes;
    guint n;
    guint first;
    HexaplaDocument *part;
    guint segment;
    gboolean is_target;
    gboolean are_nested;
} HexaplaCodeList;

/**
 * HexaplaCodeFunc:
 * @list: the list
 * @code: one of its codes, to be written
 * @user_data: the writer
 *
 * Since: 0.1
 */
typedef void (*HexaplaCodeFunc)(const HexaplaCodeList *list, const HexaplaCode *code,
                                gpointer user_data);

void hexapla_code_list_init(HexaplaCodeList *self, HexaplaDocument *part, guint segment,
                            gboolean is_target);
const HexaplaCode *hexapla_code_list_get_partner(const HexaplaCodeList *self,
                                                 const HexaplaCode *code);
const char *hexapla_code_list_get_id(const HexaplaCodeList *self, const HexaplaCode *code,
                                     char buffer[HEXAPLA_CODE_ID_SIZE]);
guint hexapla_code_list_get_pair(const HexaplaCodeList *self, const HexaplaCode *code);
void hexapla_code_list_put_target(const HexaplaCodeList *self, HexaplaWriter *out,
                                  HexaplaEscape how, HexaplaCodeFunc func, gpointer user_data);

gboolean hexapla_format_is_nmtoken(const char *text);

G_END_DECLS
