/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/namer-private.h"

#include <string.h>

#include "base/text.h"
#include "translit/known.h"
#include "translit/letters.h"
#include "translit/skeleton.h"

#define AMBIGUOUS G_MAXUINT32
#define MAX_WORDS 16

/* What a key is made of, so that one table holds them all. */
typedef enum {
    KEY_SPELLING = 1,
    KEY_WHOLE,
    KEY_TAIL,   /* last words of a person’s name */
    KEY_HEAD,   /* its first word */
    KEY_PREFIX, /* first words of another name */
    KEY_INITIALS,
    KEY_OF_KNOWN, /* added to another kind: common names are one in any spelling */
} KeyKind;

typedef struct {
    guint64 key;
    guint32 name;
} Slot;

typedef struct {
    const HexaplaNamer *namer;
    const char *text;
    HexaplaName *names;
    guint n_names;
    guint8 *n_words;    /* by name, at most MAX_WORDS */
    gboolean has_known; /* whether some person has a common name */
    Slot *slots;        /* open addressing */
    gsize mask;
    gsize n_used;
} Clusters;

/* The words of a name with the parts that each is made of. */
typedef struct {
    HexaplaSkeletonPart parts[HEXAPLA_SKELETON_MAX_PARTS];
    HexaplaSkeletonPart
        known[HEXAPLA_SKELETON_MAX_PARTS]; /* common names are one in any spelling */
    gboolean has_known;
    guint8 first_part[MAX_WORDS + 1]; /* of each word; the last one is behind all */
    guint n;
} Words;

static guint32
lookup(const Clusters *self, const char *word, gsize n)
{
    return hexapla_words_lookup(&self->namer->words, word, n, word + n);
}

static Slot *
find_slot(const Clusters *self, guint64 key)
{
    gsize i = (key ^ key >> 32) & self->mask;

    while (self->slots[i].key != 0 && self->slots[i].key != key)
        i = (i + 1) & self->mask;
    return &self->slots[i];
}

static void
grow(Clusters *self)
{
    Slot *old = self->slots;
    gsize n_old = self->mask + 1;

    self->mask = n_old * 2 - 1;
    self->slots = g_new0(Slot, n_old * 2);
    for (gsize i = 0; i < n_old; i++) {
        if (old[i].key != 0)
            *find_slot(self, old[i].key) = old[i];
    }
    g_free(old);
}

static guint64
salt(guint64 key, KeyKind kind)
{
    guint64 salted = (key + kind) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);

    return salted != 0 ? salted : 1;
}

static guint32
root_of(const Clusters *self, guint32 name)
{
    while (self->names[name].cluster != name)
        name = self->names[name].cluster;
    return name;
}

/* Remembers that @name can be meant by @key; two bearers make the key say nothing. */
static void
remember(Clusters *self, guint64 key, KeyKind kind, guint32 name)
{
    Slot *slot = find_slot(self, salt(key, kind));

    if (slot->key == 0) {
        slot->key = salt(key, kind);
        slot->name = name;
        if (++self->n_used * 2 > self->mask)
            grow(self);
    } else if (slot->name != AMBIGUOUS && root_of(self, slot->name) != root_of(self, name)) {
        slot->name = AMBIGUOUS;
    }
}

static guint32
recall(const Clusters *self, guint64 key, KeyKind kind)
{
    const Slot *slot = find_slot(self, salt(key, kind));

    return slot->key != 0 ? slot->name : AMBIGUOUS;
}

/* Never makes a circle: a name that already stands for @target is left as it is. */
static gboolean
join(Clusters *self, guint32 name, guint32 target, HexaplaRelation relation)
{
    HexaplaName *member = &self->names[name];

    if (target == AMBIGUOUS || member->cluster != name)
        return FALSE;
    target = root_of(self, target);
    if (target == name)
        return FALSE;
    member->cluster = target;
    member->relation = relation;
    if (self->names[target].name_class == HEXAPLA_NAME_OTHER)
        self->names[target].name_class = member->name_class;
    if (relation != HEXAPLA_RELATION_SPELLING || member->name_class == HEXAPLA_NAME_OTHER)
        member->name_class = self->names[target].name_class;
    return TRUE;
}

static gboolean
is_space(char c)
{
    return c == ' ' || c == '\n';
}

static gboolean
is_person_like(const HexaplaName *name)
{
    return name->name_class == HEXAPLA_NAME_PERSON || name->name_class == HEXAPLA_NAME_OTHER;
}

static HexaplaKnownNames
find_known(const HexaplaSkeletonPart *part)
{
    char letters[4 * HEXAPLA_LETTERS_MAX];
    HexaplaWord word;
    gsize n = 0;

    hexapla_letters_read_latin(part->start, part->end - part->start, &word);
    for (guint i = 1; i + 1 < word.n; i++)
        n += g_unichar_to_utf8(word.letters[i], letters + n);
    letters[n] = '\0';
    return hexapla_known_lookup(letters);
}

/* Qasim and Kassem are one name, which no vowels tell. */
static void
read_known(Words *words)
{
    for (guint i = 0; i < words->first_part[words->n]; i++) {
        const HexaplaSkeletonPart *part = &words->parts[i];
        HexaplaKnownNames known = {.n = 0};

        if (!part->is_article && part->end - part->start > 2)
            known = find_known(part);
        words->known[i] = *part;
        if (known.n != 1)
            continue;
        words->known[i].hash =
            hexapla_text_hash((const char *)known.names, sizeof known.names[0], 0);
        words->has_known = TRUE;
    }
}

static void
split_words(const HexaplaName *name, Words *words)
{
    guint n_parts = hexapla_skeleton_read_parts(name->text, name->length, words->parts,
                                                G_N_ELEMENTS(words->parts));
    guint part;

    words->n = 0;
    for (part = 0; part < n_parts; part++) {
        if (!words->parts[part].begins_word)
            continue;
        if (words->n == MAX_WORDS)
            break;
        words->first_part[words->n++] = part;
    }
    words->first_part[words->n] = part;
    words->has_known = FALSE;
}

static guint
count_words(const HexaplaName *name)
{
    guint n = 1;

    for (guint i = 0; i < name->length; i++)
        n += is_space(name->text[i]);
    return MIN(n, MAX_WORDS);
}

/* The loose key of the words from @first up to @last. */
static guint64
key_of_words(const Words *words, guint first, guint last)
{
    guint part = words->first_part[first];

    return hexapla_skeleton_parts_key(words->parts + part, words->first_part[last] - part);
}

/* As key_of_words(), and the same for all spellings of common names. */
static guint64
known_key_of_words(const Words *words, guint first, guint last)
{
    guint part = words->first_part[first];

    return hexapla_skeleton_parts_key(words->known + part, words->first_part[last] - part);
}

static void
remember_words(Clusters *self, const Words *words, guint first, KeyKind kind, guint32 name)
{
    remember(self, key_of_words(words, first, words->n), kind, name);
    self->has_known = self->has_known || words->has_known;
    if (words->has_known)
        remember(self, known_key_of_words(words, first, words->n), kind + KEY_OF_KNOWN, name);
}

static guint32
recall_words(const Clusters *self, const Words *words, KeyKind kind)
{
    guint32 name = recall(self, key_of_words(words, 0, words->n), kind);

    if (name == AMBIGUOUS && words->has_known)
        name = recall(self, known_key_of_words(words, 0, words->n), kind + KEY_OF_KNOWN);
    return name;
}

/* Whether the name is two to six capitals, as abbreviations are; U.S. counts as US. */
static guint
read_capitals(const HexaplaName *name, char *capitals)
{
    guint n = 0;

    for (guint i = 0; i < name->length; i++) {
        if (g_ascii_isupper(name->text[i]) && n < 6)
            capitals[n++] = name->text[i];
        else if (name->text[i] != '.')
            return 0;
    }
    return n > 1 ? n : 0;
}

/* The capitals that begin the words of a name; hyphened parts count too, small words do not. */
static guint
read_initials(const HexaplaName *name, char *initials)
{
    gboolean begins = TRUE;
    guint n = 0;

    for (guint i = 0; i < name->length; i++) {
        char c = name->text[i];

        if (begins && g_ascii_isupper(c)) {
            if (n == 6)
                return 0;
            initials[n++] = c;
        }
        begins = c == ' ' || c == '-' || c == '\n';
    }
    return n > 1 ? n : 0;
}

/* Spellings that differ only in marks, hyphens and spaces are one name, whatever the context says. */
static void
join_spellings(Clusters *self)
{
    for (guint i = 0; i < self->n_names; i++) {
        HexaplaName *name = &self->names[i];
        guint32 first;

        self->n_words[i] = count_words(name);
        first = recall(self, name->key, KEY_SPELLING);
        if (first != AMBIGUOUS)
            join(self, i, first, HEXAPLA_RELATION_SPELLING);
        else
            remember(self, name->key, KEY_SPELLING, i);
    }
}

/* Iraqis belong to Iraqi. */
static void
join_plurals(Clusters *self)
{
    for (guint i = 0; i < self->n_names; i++) {
        const HexaplaName *name = &self->names[i];
        guint32 bits;

        if (name->length < 4 || name->text[name->length - 1] != 's' || self->n_words[i] > 1)
            continue;
        bits = lookup(self, name->text, name->length - 1);
        if ((bits & (WORD_DEMONYM | WORD_ORGANISATION)) != 0)
            join(self, i,
                 recall(self, hexapla_skeleton_spelling_key(name->text, name->length - 1),
                        KEY_SPELLING),
                 HEXAPLA_RELATION_SPELLING);
    }
}

/* Whether the letters of @capitals come in the name in this order: DEA, Drug Enforcement Administration. */
static gboolean
abbreviates(const char *capitals, guint n, const HexaplaName *name)
{
    guint found = 0;

    for (guint i = 0; i < name->length && found < n; i++)
        found += g_ascii_toupper(name->text[i]) == capitals[found];
    return found == n && g_ascii_toupper(name->text[0]) == capitals[0];
}

/* An abbreviation is introduced in brackets behind the name. */
static void
join_bracketed(Clusters *self, HexaplaDocument *document)
{
    guint n_mentions;
    const HexaplaMention *mentions = hexapla_document_get_mentions(document, &n_mentions);
    gsize n_text;

    hexapla_document_get_text(document, &n_text);
    for (guint i = 1; i < n_mentions; i++) {
        const HexaplaMention *mention = &mentions[i];
        const HexaplaName *full;
        char capitals[6];
        guint n;

        if (mention->start - mentions[i - 1].end > 6 || mention->start < 2 ||
            mention->end >= n_text || self->text[mention->start - 1] != '(' ||
            self->text[mention->end] != ')')
            continue;
        full = &self->names[mentions[i - 1].name];
        n = read_capitals(&self->names[mention->name], capitals);
        if (n > 0 && full->length > n && abbreviates(capitals, n, full))
            join(self, mention->name, mentions[i - 1].name, HEXAPLA_RELATION_ABBREVIATION);
    }
}

/* Two full names with one loose key are one bearer: Mohammed al-Halbousi, Mohammad Halbusi. */
static void
join_variants(Clusters *self, guint32 index, const Words *words)
{
    const HexaplaName *name = &self->names[index];
    guint32 first;

    if (name->name_class != HEXAPLA_NAME_PERSON && name->name_class != HEXAPLA_NAME_ORGANISATION)
        return;
    first = recall_words(self, words, KEY_WHOLE);
    if (first != AMBIGUOUS)
        join(self, index, first, HEXAPLA_RELATION_SPELLING);
    else
        remember_words(self, words, 0, KEY_WHOLE, index);
}

/* Remembers by which shorter forms a full name may be meant later. */
static void
remember_parts(Clusters *self, guint32 index, const Words *words)
{
    const HexaplaName *name = &self->names[index];

    if (name->name_class == HEXAPLA_NAME_PERSON) {
        remember(self, key_of_words(words, 0, 1), KEY_HEAD, index);
        for (guint i = 1; i < words->n; i++)
            remember_words(self, words, i, KEY_TAIL, index);
        return;
    }
    for (guint i = 2; i < words->n; i++)
        remember(self, key_of_words(words, 0, i), KEY_PREFIX, index);
}

static void
remember_initials(Clusters *self, guint32 index)
{
    const HexaplaName *name = &self->names[index];
    char initials[6];
    guint n = name->name_class != HEXAPLA_NAME_PERSON ? read_initials(name, initials) : 0;

    if (n > 0)
        remember(self, hexapla_text_hash(initials, n, 0), KEY_INITIALS, index);
}

/* A word that is a place or a people by itself is no one’s surname. */
static gboolean
may_be_short(const Clusters *self, const HexaplaName *name)
{
    guint32 bits = lookup(self, name->text, name->length);

    return (bits & WORD_KNOWN_NAME) == 0 || (bits & WORD_GIVEN_NAME) != 0;
}

/* The list is asked last: few names are part of another one. */
static gboolean
join_as_short(Clusters *self, guint32 index, guint32 target)
{
    return target != AMBIGUOUS && may_be_short(self, &self->names[index]) &&
           join(self, index, target, HEXAPLA_RELATION_SHORT_FORM);
}

/* A table of common names is asked only when there are surnames that it has. */
static gboolean
join_as_known(Clusters *self, guint32 index, Words *words)
{
    if (!self->has_known || !may_be_short(self, &self->names[index]))
        return FALSE;
    read_known(words);
    return join_as_short(self, index, recall_words(self, words, KEY_TAIL));
}

static void
join_short_form(Clusters *self, guint32 index)
{
    const HexaplaName *name = &self->names[index];
    Words words;
    guint64 key;

    split_words(name, &words);
    if (words.n == 0)
        return;
    key = key_of_words(&words, 0, words.n);
    if (is_person_like(name) &&
        (join_as_short(self, index, recall(self, key, KEY_TAIL)) ||
         (words.n == 1 && join_as_short(self, index, recall(self, key, KEY_HEAD))) ||
         join_as_known(self, index, &words)))
        return;
    if (words.n > 1 && name->name_class != HEXAPLA_NAME_PLACE)
        join_as_short(self, index, recall(self, key, KEY_PREFIX));
}

/* Two letters are too few for a guess, unless both forms are well known: US, United States. */
static void
join_abbreviation(Clusters *self, guint32 index, const char *capitals, guint n)
{
    const HexaplaName *name = &self->names[index];
    guint32 target = recall(self, hexapla_text_hash(capitals, n, 0), KEY_INITIALS);

    if (target == AMBIGUOUS)
        return;
    if (n == 2) {
        const HexaplaName *full = &self->names[target];
        guint32 bits =
            lookup(self, full->text, full->length) & lookup(self, name->text, name->length);

        if ((bits & (WORD_PLACE | WORD_ORGANISATION)) == 0)
            return;
    }
    join(self, index, target, HEXAPLA_RELATION_ABBREVIATION);
}

/* The longest names first, because "Al Dhahwari" may be short for one of them. */
static void
join_full_names(Clusters *self, guint least, guint most)
{
    for (guint i = 0; i < self->n_names; i++) {
        const HexaplaName *name = &self->names[i];
        Words words;

        if (name->cluster != i || self->n_words[i] < least || self->n_words[i] > most)
            continue;
        split_words(name, &words);
        if (name->name_class == HEXAPLA_NAME_PERSON) {
            read_known(&words);
            join(self, i, recall_words(self, &words, KEY_TAIL), HEXAPLA_RELATION_SHORT_FORM);
        }
        join_variants(self, i, &words);
        remember_parts(self, i, &words);
        remember_initials(self, i);
    }
}

static void
join_shorter_names(Clusters *self)
{
    for (guint i = 0; i < self->n_names; i++) {
        const HexaplaName *name = &self->names[i];
        char capitals[6];
        guint n;

        if (name->cluster != i || (name->name_class == HEXAPLA_NAME_PLACE && name->length > 6))
            continue;
        n = read_capitals(name, capitals);
        if (n > 0)
            join_abbreviation(self, i, capitals, n);
        else
            join_short_form(self, i);
    }
}

/* The name that stands for a cluster tells its class; chains become one step. */
static void
settle(Clusters *self)
{
    for (guint i = 0; i < self->n_names; i++) {
        HexaplaName *name = &self->names[i];

        name->cluster = root_of(self, i);
        if (name->name_class == HEXAPLA_NAME_OTHER)
            name->name_class = self->names[name->cluster].name_class;
    }
}

/**
 * hexapla_namer_find_clusters:
 * @self: a namer
 * @document: a part to which hexapla_namer_apply() was applied
 *
 * Joins the spellings, short forms and abbreviations of one bearer, and settles its class.
 *
 * Since: 0.1
 */
void
hexapla_namer_find_clusters(const HexaplaNamer *self, HexaplaDocument *document)
{
    Clusters clusters = {.namer = self, .text = hexapla_document_get_text(document, NULL)};

    clusters.names = hexapla_document_get_names(document, &clusters.n_names);
    clusters.n_words = g_new(guint8, clusters.n_names + 1);
    clusters.mask = 63;
    /* A name leaves about three keys. */
    while (clusters.mask < clusters.n_names * 4)
        clusters.mask = clusters.mask * 2 + 1;
    clusters.slots = g_new0(Slot, clusters.mask + 1);
    join_spellings(&clusters);
    join_plurals(&clusters);
    join_bracketed(&clusters, document);
    join_full_names(&clusters, 3, MAX_WORDS);
    join_full_names(&clusters, 2, 2);
    join_shorter_names(&clusters);
    settle(&clusters);
    g_free(clusters.slots);
    g_free(clusters.n_words);
}
