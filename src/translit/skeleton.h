/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 hexapla_skeleton_spelling_key(const char *text, gsize n);
guint64 hexapla_skeleton_name_key(const char *text, gsize n);

G_END_DECLS
