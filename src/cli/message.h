/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "base/issue.h"
#include "cli/command.h"

G_BEGIN_DECLS

void hexapla_message(const char *format, ...) G_GNUC_PRINTF(1, 2);
void hexapla_message_over_progress(void);
void hexapla_message_issue(const HexaplaIssue *issue, gpointer verbosity);
HexaplaExit hexapla_message_error(const GError *error);
HexaplaExit hexapla_message_flush(void);

G_END_DECLS
