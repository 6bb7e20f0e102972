/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HexaplaSnapshotName:
 * @text: as the author wrote it
 * @canonical: as it was exported
 * @form: in the target language; empty without one
 *
 * Since: 0.1
 */
typedef struct {
    const char *text;
    const char *canonical;
    const char *form;
} HexaplaSnapshotName;

/**
 * HexaplaSnapshotSentence:
 * @doc: id of its article
 * @id: made of its original text
 * @original: as the author wrote it
 * @text: as it was exported
 * @rule: why it ends where it ends
 * @junk: why it is not text; empty when it is
 * @first_name: index of its first name
 * @n_names: how many follow each other
 *
 * Since: 0.1
 */
typedef struct {
    const char *doc;
    const char *id;
    const char *original;
    const char *text;
    const char *rule;
    const char *junk;
    guint first_name;
    guint n_names;
} HexaplaSnapshotSentence;

/**
 * HexaplaSnapshot:
 *
 * What an export to JSON lines had, with the reasons.
 *
 * Since: 0.1
 */
typedef struct _HexaplaSnapshot HexaplaSnapshot;

HexaplaSnapshot *hexapla_snapshot_read(GInputStream *in, const char *file,
                                       GCancellable *cancellable, GError **error);
void hexapla_snapshot_free(HexaplaSnapshot *self);
const HexaplaSnapshotSentence *hexapla_snapshot_get_sentences(const HexaplaSnapshot *self,
                                                              guint *n);
const HexaplaSnapshotName *hexapla_snapshot_get_names(const HexaplaSnapshot *self,
                                                      const HexaplaSnapshotSentence *sentence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HexaplaSnapshot, hexapla_snapshot_free)

G_END_DECLS
