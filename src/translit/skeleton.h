/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Parts of one name; no name in any language comes near. */
#define HEXAPLA_SKELETON_MAX_PARTS 48

/**
 * HexaplaSkeletonPart:
 * @start: first byte of its text
 * @end: behind the hyphen or space that ends it
 * @hash: of its letters, as far as they count
 * @is_article: whether it is al-, or what that becomes before another letter
 * @begins_word: whether no hyphen joins it to the part before
 *
 * Part of a name, from which the keys of all its shorter forms are made.
 *
 * Since: 0.1
 */
typedef struct {
    const char *start;
    const char *end;
    guint64 hash;
    guint8 is_article;
    guint8 begins_word;
} HexaplaSkeletonPart;

guint64 hexapla_skeleton_spelling_key(const char *text, gsize n);
guint64 hexapla_skeleton_name_key(const char *text, gsize n);
guint hexapla_skeleton_read_parts(const char *text, gsize n, HexaplaSkeletonPart *parts,
                                  guint size);
guint64 hexapla_skeleton_parts_key(const HexaplaSkeletonPart *parts, guint n);

G_END_DECLS
