/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* Names in the text: runs of capitalised words, cut where one name ends. */
#include "names/bearer.h"
#include "names/surface-forms.h"

#include <string.h>

#include "base/text.h"

/* A mention before it is written into the document. */
typedef struct {
    guint32 start;
    guint32 end;
    guint32 spelling;
    guint8 name_class; /* that the place tells */
} Found;

typedef struct {
    guint64 key;
    guint8 name_class;
    guint8 caps;
} Known;

typedef struct {
    HexaplaTokens tokens;
    HexaplaPassage passage; /* the segment at hand */
    HexaplaSurfaceForms forms;
    Found *body; /* room for one a token */
    guint n_body;
    gsize body_size;
    guint32 body_end;  /* of the last of them */
    GArray *headlines; /* Found */
    GArray *known;     /* Known: names of the body; open addressing */
    gsize known_mask;
} Mentions;

/* Returns the mention with the class that an earlier place told; NULL when nothing is left of the
 * phrase. */
static Found *
add_found(Mentions *self, const HexaplaPhrase *phrase, guint32 start, guint32 end)
{
    Found *found = &self->body[self->n_body];
    const HexaplaSurfaceForm *spelling;

    start = MAX(start, self->body_end);
    if (start >= end)
        return NULL;
    found->start = start;
    found->end = end;
    spelling = hexapla_surface_forms_take(
        &self->forms, &self->tokens, &self->passage.segment[phrase->first],
        phrase->last - phrase->first, start, end, &found->spelling);
    found->name_class = spelling->name_class;
    self->body_end = end;
    self->n_body++;
    return found;
}

static void
tell_class(Mentions *self, Found *found, HexaplaNameClass name_class)
{
    found->name_class = name_class;
    HEXAPLA_VECTOR_AT(&self->forms.all, HexaplaSurfaceForm, found->spelling).name_class =
        name_class;
}

static void
add_phrase(Mentions *self, guint first, guint last, gboolean titled)
{
    HexaplaPhrase phrase = {.first = first, .last = last, .titled = titled};
    Found *found;

    if (!hexapla_phrase_settle(&self->passage, &phrase))
        return;
    found = add_found(self, &phrase, phrase.start, phrase.end);
    if (found != NULL && found->name_class == HEXAPLA_NAME_OTHER &&
        !self->tokens.namer->skips_classes)
        tell_class(self, found, hexapla_bearer_classify(&self->passage, &phrase));
}

/* --- cutting runs of capitalised words into names --- */

static gboolean
is_roman_number(const Mentions *self, const HexaplaToken *token)
{
    return strspn(self->tokens.text + token->start, "IVX") >= token->end - token->start;
}

/* A title, or the affairs of one: "Defense Secretary". Surnames may look like titles: Stephen King,
 * Theresa May. */
static gboolean
is_title_at(const Mentions *self, guint first, guint i, guint last)
{
    const HexaplaToken *token = &self->passage.segment[i];

    if ((token->bits & (WORD_TITLE | WORD_CALENDAR)) != 0)
        return !(i > first && i + 1 == last && (token[-1].bits & WORD_GIVEN_NAME) != 0);
    while (i + 1 < last && (self->passage.segment[i].bits & WORD_PORTFOLIO) != 0) {
        i++;
        if ((self->passage.segment[i].bits & WORD_TITLE) != 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether a name ends between two tokens of a run that no head word holds together. */
static gboolean
is_seam(const Mentions *self, guint first, guint i, guint last)
{
    const HexaplaToken *a = &self->passage.segment[i - 1];
    const HexaplaToken *b = &self->passage.segment[i];
    gboolean hyphen = self->tokens.text[a->after] == '-';
    guint32 alone = WORD_DEMONYM |
                    (hyphen || (a->flags & TOKEN_CAPS) != 0 ? WORD_PLACE | WORD_ORGANISATION : 0);

    if ((a->bits & WORD_NAME_OPENER) != 0)
        return FALSE;
    if (i - first == 1 && (a->bits & alone) != 0)
        return TRUE;
    if (i - first == 1 && (a->bits & WORD_PLACE) != 0 && (a->bits & WORD_GIVEN_NAME) == 0)
        return last - i > 1 || (b->bits & (WORD_GIVEN_NAME | WORD_KNOWN_NAME)) != 0;
    if (i - first == 1 && (a->bits & WORD_ORGANISATION) != 0 && (b->bits & WORD_GIVEN_NAME) != 0)
        return TRUE;
    if ((b->bits & WORD_DEMONYM) != 0 && (b->bits & WORD_GIVEN_NAME) == 0)
        return TRUE;
    return ((a->flags ^ b->flags) & TOKEN_CAPS) != 0 &&
           ((a->flags | b->flags) & TOKEN_LETTER) == 0 && !is_roman_number(self, b);
}

static void
cut_phrase(Mentions *self, guint first, guint last, gboolean titled)
{
    gboolean whole = last - first > 1 && hexapla_passage_is_headed(&self->passage, first, last);
    guint start = first;

    for (guint i = first + 1; i < last && !whole; i++) {
        if (is_seam(self, start, i, last)) {
            add_phrase(self, start, i, titled);
            start = i;
            titled = FALSE;
        }
    }
    add_phrase(self, start, last, titled);
}

static void
add_longer(Mentions *self, guint first, guint last, guint32 bits)
{
    HexaplaPhrase phrase = {.first = first, .last = last};
    gsize end = hexapla_phrase_extend_over_nouns(&self->passage, &phrase);
    Found *found = add_found(self, &phrase, self->passage.segment[first].start, end);

    if (found != NULL && found->name_class == HEXAPLA_NAME_OTHER)
        tell_class(self, found, hexapla_bearer_class_of_bits(bits));
}

/* "The", but neither "North Kivu" nor "High Command" inside a sentence. */
static gboolean
is_skipped(const HexaplaToken *token, gboolean followed, gboolean headed)
{
    if ((token->bits & WORD_CALENDAR) != 0)
        return TRUE;
    if ((token->bits & WORD_COMMON) == 0 || (token->bits & WORD_KNOWN_NAME) != 0)
        return FALSE;
    if (!followed)
        return TRUE;
    return (token->bits & WORD_PLACE_OPENER) == 0 &&
           !(headed && (token->flags & TOKEN_INITIAL) == 0);
}

/* Takes one name, or what is none, from the front of a run; returns where the rest begins. */
static guint
cut_front(Mentions *self, guint first, guint last, gboolean *titled)
{
    gboolean headed = (self->passage.segment[last - 1].bits & WORD_HEAD) != 0;
    guint end = first + 1;
    guint32 bits = 0;
    guint n = hexapla_passage_match_longer(&self->passage, first, &bits);

    if (n > 0 && (first + n >= last || !headed)) {
        add_longer(self, first, first + n, bits);
        *titled = FALSE;
        return first + n;
    }
    if (is_skipped(&self->passage.segment[first], first + 1 < last, headed))
        return first + 1;
    if (is_title_at(self, first, first, last) && !(headed && last - first > 1)) {
        *titled = TRUE;
        return first + 1;
    }
    while (end < last && !is_title_at(self, first, end, last))
        end++;
    if (end < last && headed && last - first < 6)
        end = last;
    cut_phrase(self, first, end, *titled);
    *titled = FALSE;
    return end;
}

/* Most capitals only begin a sentence. */
static gboolean
is_lone_common_word(const Mentions *self, guint i)
{
    const HexaplaToken *token = &self->passage.segment[i];

    return (token->bits & WORD_STARTS_LONGER) == 0 && is_skipped(token, FALSE, FALSE) &&
           (i + 1 == self->passage.n || !hexapla_passage_is_near(token, token + 1));
}

static void
find_in_segment(Mentions *self)
{
    guint i = 0;

    while (i < self->passage.n) {
        guint last = i + 1;
        gboolean titled = FALSE;

        if (is_lone_common_word(self, i)) {
            i++;
            continue;
        }
        while (last < self->passage.n &&
               hexapla_passage_goes_on(&self->passage, &self->passage.segment[i],
                                       &self->passage.segment[last - 1],
                                       &self->passage.segment[last]))
            last++;
        while (i < last)
            i = cut_front(self, i, last, &titled);
    }
}

/* --- headlines: only names that are known --- */

static Known *
find_known(const Mentions *self, guint64 key)
{
    Known *known = (Known *)self->known->data;
    gsize i = (key ^ key >> 32) & self->known_mask;

    while (known[i].key != 0 && known[i].key != key)
        i = (i + 1) & self->known_mask;
    return &known[i];
}

static void
learn_known(Mentions *self)
{
    self->known_mask = 255;
    while (self->known_mask < self->forms.all.len * 2)
        self->known_mask = self->known_mask * 2 + 1;
    g_array_set_size(self->known, self->known_mask + 1);
    memset(self->known->data, 0, self->known->len * sizeof(Known));
    for (guint i = 0; i < self->n_body; i++) {
        const Found *found = &self->body[i];
        const HexaplaSurfaceForm *spelling =
            &HEXAPLA_VECTOR_AT(&self->forms.all, HexaplaSurfaceForm, found->spelling);
        Known *known = find_known(self, spelling->key);

        known->key = spelling->key;
        known->caps = spelling->caps;
        if (known->name_class == HEXAPLA_NAME_OTHER)
            known->name_class = found->name_class;
    }
}

/* How many tokens from @i on are a known name, the longest one; 0 when none are. */
static guint
match_known(const Mentions *self, guint i, HexaplaNameClass *name_class)
{
    guint32 bits = self->passage.segment[i].bits;
    guint most = 1;
    guint n;

    while (most < 8 && i + most < self->passage.n &&
           (self->passage.segment[i + most - 1].flags & TOKEN_POSSESSIVE) == 0 &&
           self->passage.segment[i + most].start - self->passage.segment[i + most - 1].after < 9)
        most++;
    for (n = most; n > 0; n--) {
        const Known *known =
            find_known(self, hexapla_tokens_key(&self->tokens, &self->passage.segment[i], n));

        if (known->key != 0 &&
            (!known->caps || (self->passage.segment[i].flags & TOKEN_CAPS) != 0)) {
            *name_class = known->name_class;
            return n;
        }
    }
    n = hexapla_passage_match_longer(&self->passage, i, &bits);
    *name_class = hexapla_bearer_class_of_bits(bits);
    return n > 0 ? n : (bits & WORD_KNOWN_NAME) != 0;
}

static void
find_in_headline(Mentions *self)
{
    guint i = 0;

    while (i < self->passage.n) {
        const HexaplaToken *first = &self->passage.segment[i];
        HexaplaNameClass name_class;
        guint n = match_known(self, i, &name_class);

        if (n > 0 && (first->bits & WORD_COMMON) == 0) {
            Found found = {
                .start = first->start, .end = first[n - 1].end, .name_class = name_class};

            hexapla_surface_forms_take(&self->forms, &self->tokens, first, n, found.start,
                                       found.end, &found.spelling);
            g_array_append_val(self->headlines, found);
        }
        i += MAX(n, 1);
    }
}

/* --- the document --- */

static void
take_segment(Mentions *self, guint index)
{
    const HexaplaTokenSegment *segment = &self->tokens.segments[index];

    self->passage.segment = &self->tokens.tokens[segment->first];
    self->passage.n = segment->n;
}

static gboolean
is_headline(const Mentions *self, guint index)
{
    return self->tokens.headline[self->tokens.segments[index].block];
}

static void
find_all(Mentions *self)
{
    gboolean headlines = FALSE;

    if (self->body_size < self->tokens.n_tokens) {
        self->body_size = self->tokens.n_tokens;
        self->body = g_renew(Found, self->body, self->body_size);
    }
    for (guint i = 0; i < self->tokens.n_segments; i++) {
        take_segment(self, i);
        if (is_headline(self, i))
            headlines = TRUE;
        else
            find_in_segment(self);
    }
    if (!headlines)
        return;
    learn_known(self);
    for (guint i = 0; i < self->tokens.n_segments; i++) {
        if (!is_headline(self, i))
            continue;
        take_segment(self, i);
        find_in_headline(self);
    }
}

static void
write_mentions(const Mentions *self, HexaplaDocument *document)
{
    const Found *body = self->body;
    const Found *headlines = (const Found *)self->headlines->data;
    guint i = 0;
    guint j = 0;

    while (i < self->n_body || j < self->headlines->len) {
        gboolean from_body =
            j >= self->headlines->len || (i < self->n_body && body[i].start < headlines[j].start);
        const Found *found = from_body ? &body[i++] : &headlines[j++];
        HexaplaSurfaceForm *spelling =
            &HEXAPLA_VECTOR_AT(&self->forms.all, HexaplaSurfaceForm, found->spelling);

        if (spelling->name == 0)
            spelling->name = 1 + hexapla_document_add_name(document, found->start, found->end);
        hexapla_document_repeat_name(document, found->start, found->end, spelling->name - 1,
                                     found->name_class);
    }
}

static void
free_mentions(gpointer data)
{
    Mentions *self = data;

    hexapla_tokens_clear(&self->tokens);
    hexapla_surface_forms_clear(&self->forms);
    g_free(self->body);
    g_array_unref(self->headlines);
    g_array_unref(self->known);
    g_free(self);
}

/* Working memory stays with its thread: to get fresh pages for every part would cost as much as the work. */
static GPrivate scratch = G_PRIVATE_INIT(free_mentions);

static Mentions *
get_scratch(void)
{
    Mentions *self = g_private_get(&scratch);

    if (self != NULL)
        return self;
    self = g_new0(Mentions, 1);
    self->passage.tokens = &self->tokens;
    self->headlines = g_array_new(FALSE, FALSE, sizeof(Found));
    self->known = g_array_new(FALSE, FALSE, sizeof(Known));
    g_private_set(&scratch, self);
    return self;
}

static Mentions *
begin(void)
{
    Mentions *self = get_scratch();

    self->body_end = 0;
    hexapla_surface_forms_empty(&self->forms);
    self->n_body = 0;
    g_array_set_size(self->headlines, 0);
    return self;
}

gboolean
hexapla_namer_find_mentions(const HexaplaNamer *self, HexaplaDocument *document,
                            GCancellable *cancellable, GError **error)
{
    Mentions *mentions;

    if (g_cancellable_set_error_if_cancelled(cancellable, error))
        return FALSE;
    mentions = begin();
    hexapla_tokens_read(&mentions->tokens, self, document);
    find_all(mentions);
    write_mentions(mentions, document);
    return TRUE;
}
