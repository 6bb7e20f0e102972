/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "document/document.h"

/* Codes that follow each other. */
typedef struct {
    guint32 first;
    guint32 n;
} HexaplaCodeRange;

/* What few documents have: an article with markup, or what was read from an exchange file. */
typedef struct {
    GArray *codes;        /* HexaplaCode */
    GArray *owned;        /* HexaplaCodeRange, by segment; empty where the text tells */
    GArray *runs;         /* HexaplaRun */
    GArray *targets;      /* HexaplaTarget, by segment */
    GArray *target_codes; /* HexaplaCode */
    GArray *notes;        /* HexaplaNote */
    GArray *extensions;   /* HexaplaExtension */
    GPtrArray *names;     /* of segments; NULL for one without */
    GPtrArray *block_names;
    char *target_language; /* NULL when nobody told it */
} HexaplaExtras;

/* NULL until something was added. */
HexaplaExtras *hexapla_document_get_extras(HexaplaDocument *self);
HexaplaExtras *hexapla_document_ensure_extras(HexaplaDocument *self);
