/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A head of a request, and of its first line: browsers need one or two KiB. */
#define HEXAPLA_DOOR_MAX_HEAD (16u << 10)
#define HEXAPLA_DOOR_MAX_TARGET (4u << 10)

/* A body: a decision has a translation at most. */
#define HEXAPLA_DOOR_MAX_BODY (1u << 20)

gssize hexapla_door_find_end(const char *bytes, gsize n);
guint hexapla_door_check(const char *head, gsize n, guint port);

G_END_DECLS
