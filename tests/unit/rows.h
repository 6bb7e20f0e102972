/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Registers every row of a table as a test of its own, so that a failing one is named and all are counted. Rows begin
 * with their name. */
#define ADD_ROWS(path, rows, function)                                                             \
    for (guint i_ = 0; i_ < G_N_ELEMENTS(rows); i_++) {                                            \
        g_autofree char *name_ = g_strconcat(path "/", (rows)[i_].name, NULL);                     \
                                                                                                   \
        g_test_add_data_func(name_, &(rows)[i_], function);                                        \
    }
