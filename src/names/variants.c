/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "names/variants.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "translit/known.h"
#include "translit/matcher.h"
#include "translit/parts.h"

/* How far two parts of names may be apart, by hexapla_matcher_distance(). */
#define MAX_DISTANCE 0.11f
#define MAX_SAFE_DISTANCE 0.05f
#define AMBIGUOUS_DISTANCE 0.06f
#define HALF_KNOWN_DISTANCE 0.02f
#define FAR 1.0f
/* Distances past it are not measured exactly. */
#define NEAR 0.3f
#define NOT_NEAR 0.5f

/* Names of one key that a name is compared with: nearly all, unless a crowd shares the key. */
#define MAX_NEIGHBOURS 20
#define MAX_NEIGHBOURS_IN_CROWD 3
#define CROWD 32
/* Members of a cluster that stand for it. */
#define MAX_WITNESSES 4
/* Chruschtschow, Hruščëv: how much longer one spelling may be. */
#define MAX_MORE_LETTERS 5

/* Pairs of parts that are remembered; past this the table begins anew. */
#define CACHE_SIZE (1u << 20)

#define MAX_CLASSES 15

/* Traditions that read one letter as different sounds: sh and ch in English and French; ch, j and w
 * in German and Slavic languages; ch and kh as no more than a breath. */
typedef enum { READ_ENGLISH, READ_GERMAN, READ_BREATH, N_READINGS } Reading;

typedef struct {
    const char *letters;
    gsize n_letters;
    const char *typical; /* of a known name: its usual spelling */
    HexaplaKnownNames known;
    char classes[N_READINGS][MAX_CLASSES + 1];
    gboolean has_digit;
} Part;

typedef struct {
    guint32 first; /* in the parts of all names */
    guint32 set;
    guint32 cluster;
    guint32 next; /* of the cluster; a ring */
    guint32 n_members;
    guint8 n;
    gboolean ambiguous;
} Name;

typedef struct {
    guint64 key;
    guint32 vowels; /* near ones stand side by side */
    guint32 name;
} Slot;

typedef struct {
    float distance;
    guint32 a, b;
} Edge;

typedef struct {
    guint64 pair;
    float distance;
    /* Up to which it is exact; FAR when it is as exact as it gets. Negative when it was measured from
     * the part with the greater number. */
    float most;
} Cached;

struct _HexaplaVariants {
    gboolean safe;
    HexaplaMatcher *matcher;
    GStringChunk *strings;
    GHashTable *part_numbers; /* letters to number + 1 */
    GHashTable *sets;
    GArray *parts;
    GArray *names;
    GArray *parts_of_names; /* numbers */
    Cached *cache;
};

/**
 * hexapla_variants_new:
 * @safe: whether only what is certain is joined
 *
 * Returns: (transfer full): no names yet; free with hexapla_variants_free()
 * Since: 0.1
 */
HexaplaVariants *
hexapla_variants_new(gboolean safe)
{
    HexaplaVariants *self = g_new0(HexaplaVariants, 1);

    self->safe = safe;
    self->matcher = hexapla_matcher_new("und");
    self->strings = g_string_chunk_new(1u << 16);
    self->part_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    self->sets = g_hash_table_new(g_str_hash, g_str_equal);
    self->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    self->names = g_array_new(FALSE, FALSE, sizeof(Name));
    self->parts_of_names = g_array_new(FALSE, FALSE, sizeof(guint32));
    self->cache = g_new0(Cached, CACHE_SIZE);
    return self;
}

/**
 * hexapla_variants_free:
 * @self: (transfer full) (nullable): names
 *
 * Since: 0.1
 */
void
hexapla_variants_free(HexaplaVariants *self)
{
    if (self == NULL)
        return;
    hexapla_matcher_free(self->matcher);
    g_string_chunk_free(self->strings);
    g_hash_table_unref(self->part_numbers);
    g_hash_table_unref(self->sets);
    g_array_unref(self->parts);
    g_array_unref(self->names);
    g_array_unref(self->parts_of_names);
    g_free(self->cache);
    g_free(self);
}

/* --- consonant classes --- */

/* Longest first. A class is a letter, `-` is none. */
static const struct {
    const char *spelling;
    const char *classes; /* by reading */
} consonants[] = {
    {"schtsch", "SSS"}, {"chtch", "SSS"}, {"shch", "SSS"}, {"tsch", "SSS"}, {"szcz", "SSS"},
    {"tch", "SSS"},     {"sch", "SSS"},   {"dzh", "KKK"},  {"ts", "SSS"},   {"tz", "SSS"},
    {"cz", "SSS"},      {"sz", "SSS"},    {"sh", "SSS"},   {"zh", "KSK"},   {"ch", "SK-"},
    {"kh", "KK-"},      {"gh", "KKK"},    {"dj", "KKK"},   {"dh", "TST"},   {"th", "TST"},
    {"ph", "FFF"},      {"dz", "SSS"},    {"ck", "KKK"},   {"b", "PPP"},    {"c", "SKS"},
    {"d", "TTT"},       {"f", "FFF"},     {"g", "KKK"},    {"j", "K--"},    {"k", "KKK"},
    {"l", "LLL"},       {"m", "MMM"},     {"n", "NNN"},    {"p", "PPP"},    {"q", "KKK"},
    {"r", "RRR"},       {"s", "SSS"},     {"t", "TTT"},    {"v", "FFF"},    {"w", "-F-"},
    {"z", "SSS"},
};

static guint
find_consonant(const char *letters)
{
    guint i = 0;

    while (i < G_N_ELEMENTS(consonants) &&
           (*letters != *consonants[i].spelling ||
            strncmp(letters, consonants[i].spelling, strlen(consonants[i].spelling)) != 0))
        i++;
    return i;
}

/* The hard c of Latin words is a k in any reading. */
static gboolean
is_hard_c(const char *letters)
{
    return letters[0] == 'c' && strchr("eiyh", letters[1]) == NULL;
}

static void
read_classes(const char *letters, Reading reading, char *classes)
{
    guint n = 0;

    while (*letters != '\0' && n < MAX_CLASSES) {
        guint i = find_consonant(letters);
        char class = '-';

        if (*letters == 'x' && n > 0 && classes[n - 1] != 'K' && n < MAX_CLASSES - 1)
            classes[n++] = 'K';
        if (*letters == 'x')
            class = 'S';
        else if ((guchar)*letters >= 0x80 || g_ascii_isdigit(*letters))
            class = *letters;
        else if (i < G_N_ELEMENTS(consonants))
            class = is_hard_c(letters) ? 'K' : consonants[i].classes[reading];
        if (class != '-' && (n == 0 || classes[n - 1] != class))
            classes[n++] = class;
        letters += i < G_N_ELEMENTS(consonants) ? strlen(consonants[i].spelling) : 1;
    }
    classes[n] = '\0';
}

/* --- reading names --- */

static guint32
find_part(HexaplaVariants *self, const char *letters)
{
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(self->part_numbers, letters));
    Part part = {0};

    if (number > 0)
        return number - 1;
    part.letters = g_string_chunk_insert(self->strings, letters);
    part.n_letters = strlen(letters);
    part.known = hexapla_known_lookup(letters);
    part.typical =
        part.known.n > 0 ? hexapla_known_get_spelling(part.known.names[0]) : part.letters;
    for (Reading reading = 0; reading < N_READINGS; reading++)
        read_classes(part.typical, reading, part.classes[reading]);
    part.has_digit = strpbrk(letters, "0123456789") != NULL;
    g_array_append_val(self->parts, part);
    g_hash_table_insert(self->part_numbers, (gpointer)part.letters,
                        GUINT_TO_POINTER(self->parts->len));
    return self->parts->len - 1;
}

static const Part *
get_part(const HexaplaVariants *self, guint32 number)
{
    return &g_array_index(self->parts, Part, number);
}

static const Part *
part_of(const HexaplaVariants *self, const Name *name, guint i)
{
    return get_part(self, g_array_index(self->parts_of_names, guint32, name->first + i));
}

static guint32
find_set(HexaplaVariants *self, const char *set)
{
    guint32 number = GPOINTER_TO_UINT(g_hash_table_lookup(self->sets, set));

    if (number == 0) {
        number = g_hash_table_size(self->sets) + 1;
        g_hash_table_insert(self->sets, g_string_chunk_insert(self->strings, set),
                            GUINT_TO_POINTER(number));
    }
    return number;
}

/**
 * hexapla_variants_add:
 * @self: names, not settled yet
 * @name: a name in Latin letters, UTF-8
 * @set: names of different sets are never joined
 *
 * Since: 0.1
 */
void
hexapla_variants_add(HexaplaVariants *self, const char *name, const char *set)
{
    Name entry = {.first = self->parts_of_names->len, .n_members = 1};
    HexaplaParts parts;

    hexapla_parts_read(&parts, name);
    entry.set = find_set(self, set);
    entry.cluster = entry.next = self->names->len;
    for (guint i = 0; i < parts.n; i++) {
        guint32 number;

        /* Usama bin Laden is Usama Laden, too. */
        if (strcmp(parts.parts[i], HEXAPLA_PART_SON) == 0)
            continue;
        number = find_part(self, parts.parts[i]);
        entry.ambiguous |= get_part(self, number)->known.n > 1;
        g_array_append_val(self->parts_of_names, number);
        entry.n++;
    }
    g_array_append_val(self->names, entry);
}

/* --- distances --- */

/* Exact up to @most; what is past it is no less. */
static float
measure_letters(HexaplaVariants *self, const char *a, const char *b, float most)
{
    return most < NEAR ? hexapla_matcher_compare_near(self->matcher, a, b, most)
                       : hexapla_matcher_compare_latin(self->matcher, a, b, NEAR);
}

static float
measure_parts(HexaplaVariants *self, const Part *a, const Part *b, float most)
{
    gsize n_a = a->n_letters, n_b = b->n_letters;
    float distance;

    if (a->known.n > 0 && b->known.n > 0) {
        if (!hexapla_known_share(&a->known, &b->known))
            return FAR;
        return a->known.n > 1 || b->known.n > 1 ? AMBIGUOUS_DISTANCE : 0;
    }
    if (a->has_digit || b->has_digit || MIN(n_a, n_b) < 2 ||
        MAX(n_a, n_b) - MIN(n_a, n_b) > MAX_MORE_LETTERS)
        return FAR;
    distance = measure_letters(self, a->letters, b->letters, most);
    distance = MIN(distance, NOT_NEAR);
    return a->known.n + b->known.n > 0 ? distance + HALF_KNOWN_DISTANCE : distance;
}

/* A pair is always measured from the same side, because the two may differ a little. */
static float
measure_again(HexaplaVariants *self, Cached *cached, guint32 a, guint32 b, float most)
{
    gboolean is_turned = (cached->most < 0) != (a > b);

    cached->most = copysignf(most < NEAR ? most : FAR, cached->most);
    cached->distance = measure_parts(self, get_part(self, is_turned ? b : a),
                                     get_part(self, is_turned ? a : b), most);
    return cached->distance;
}

static float
compare_parts(HexaplaVariants *self, guint32 a, guint32 b, float most)
{
    guint64 pair = a < b ? (guint64)(a + 1) << 32 | (b + 1) : (guint64)(b + 1) << 32 | (a + 1);
    Cached *cached;

    if (a == b)
        return 0;
    cached = &self->cache[(pair * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) >> 40) % CACHE_SIZE];
    if (cached->pair != pair) {
        cached->pair = pair;
        cached->most = a > b ? -1 : 1;
    } else if (cached->distance <= fabsf(cached->most) || most <= fabsf(cached->most)) {
        return cached->distance;
    }
    return measure_again(self, cached, a, b, most);
}

static void
join_letters(const HexaplaVariants *self, const Name *name, GString *joined)
{
    g_string_truncate(joined, 0);
    for (guint i = 0; i < name->n; i++)
        g_string_append(joined, part_of(self, name, i)->letters);
}

/* Names that one writer parts where another does not: Ahmadi-Nejad, Ahmadinejad. */
static float
compare_joined(HexaplaVariants *self, const Name *a, const Name *b, float most)
{
    g_autoptr(GString) joined_a = g_string_new(NULL);
    g_autoptr(GString) joined_b = g_string_new(NULL);

    join_letters(self, a, joined_a);
    join_letters(self, b, joined_b);
    return measure_letters(self, joined_a->str, joined_b->str, most);
}

/* Exact up to @most, which may be FAR. */
static float
compare_names(HexaplaVariants *self, guint32 i, guint32 j, float most)
{
    const Name *a = &g_array_index(self->names, Name, i);
    const Name *b = &g_array_index(self->names, Name, j);
    const guint32 *parts_a = &g_array_index(self->parts_of_names, guint32, a->first);
    const guint32 *parts_b = &g_array_index(self->parts_of_names, guint32, b->first);
    float worst = 0;

    if (a->n == 0 || b->n == 0)
        return FAR;
    if (a->n != b->n)
        return compare_joined(self, a, b, most);
    for (guint part = 0; part < a->n && worst < FAR && worst <= most; part++) {
        float distance = compare_parts(self, parts_a[part], parts_b[part], most);

        worst = MAX(worst, distance);
    }
    return worst;
}

/* --- clusters --- */

static guint64
make_key(const HexaplaVariants *self, const Name *name, Reading reading)
{
    guint64 key = name->set;
    char last = 0;

    for (guint i = 0; i < name->n; i++) {
        for (const char *class = part_of(self, name, i)->classes[reading]; *class != '\0';
             class ++) {
            if (*class != last)
                key =
                    (key ^ (guchar) * class) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) + (key >> 29);
            last = *class;
        }
    }
    return key;
}

static int
compare_slots(const void *a, const void *b)
{
    const Slot *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->vowels != y->vowels)
        return x->vowels < y->vowels ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name;
}

static guint
class_of_vowel(char c)
{
    static const char *const classes[] = {"a", "eiyj", "ouw"};

    for (guint i = 0; i < G_N_ELEMENTS(classes); i++) {
        if (strchr(classes[i], c) != NULL)
            return i + 1;
    }
    return 0;
}

#define MAX_VOWELS 16

/* The first vowels, two bits each. */
static guint32
make_vowels(const HexaplaVariants *self, const Name *name)
{
    guint32 vowels = 0;
    guint n = 0;

    for (guint i = 0; i < name->n; i++) {
        guint last = 0;

        for (const char *p = part_of(self, name, i)->typical; *p != '\0' && n < MAX_VOWELS; p++) {
            guint class = class_of_vowel(*p);

            if (class != 0 && class != last) {
                vowels = vowels << 2 | class;
                n++;
            }
            last = class;
        }
    }
    return n > 0 ? vowels << (2 * (MAX_VOWELS - n)) : 0;
}

static GArray *
make_slots(const HexaplaVariants *self)
{
    GArray *slots = g_array_sized_new(FALSE, FALSE, sizeof(Slot), self->names->len * 2);

    for (guint32 i = 0; i < self->names->len; i++) {
        const Name *name = &g_array_index(self->names, Name, i);
        guint64 keys[N_READINGS];
        guint32 vowels = make_vowels(self, name);

        for (Reading reading = 0; reading < N_READINGS; reading++) {
            gboolean is_new = TRUE;

            keys[reading] = make_key(self, name, reading);
            for (Reading earlier = 0; earlier < reading; earlier++)
                is_new &= keys[earlier] != keys[reading];
            if (is_new) {
                Slot slot = {keys[reading], vowels, i};

                g_array_append_val(slots, slot);
            }
        }
    }
    g_array_sort(slots, compare_slots);
    return slots;
}

static void
add_edges(HexaplaVariants *self, const Slot *slots, guint n, GArray *edges)
{
    float most = self->safe ? MAX_SAFE_DISTANCE : MAX_DISTANCE;
    guint n_neighbours = n > CROWD ? MAX_NEIGHBOURS_IN_CROWD : MAX_NEIGHBOURS;

    for (guint i = 0; i < n; i++) {
        for (guint j = i + 1; j < n && j <= i + n_neighbours; j++) {
            Edge edge = {compare_names(self, slots[i].name, slots[j].name, most), slots[i].name,
                         slots[j].name};

            if (edge.distance <= most)
                g_array_append_val(edges, edge);
        }
    }
}

static GArray *
find_edges(HexaplaVariants *self)
{
    g_autoptr(GArray) slots = make_slots(self);
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(Edge));
    const Slot *all = (const Slot *)slots->data;

    for (guint i = 0; i < slots->len;) {
        guint n = 1;

        while (i + n < slots->len && all[i + n].key == all[i].key)
            n++;
        add_edges(self, all + i, n, edges);
        i += n;
    }
    return edges;
}

static int
compare_edges(const void *a, const void *b)
{
    const Edge *x = a, *y = b;

    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static Name *
root_of(HexaplaVariants *self, guint32 i)
{
    Name *names = (Name *)self->names->data;

    while (names[i].cluster != i) {
        names[i].cluster = names[names[i].cluster].cluster;
        i = names[i].cluster;
    }
    return &names[i];
}

#define ROUNDING 1.001f

/* Whether the average distance between the members of two clusters is at most @most. */
static gboolean
are_near(HexaplaVariants *self, const Name *a, const Name *b, float most)
{
    const Name *names = (const Name *)self->names->data;
    guint n_a = MIN(a->n_members, MAX_WITNESSES), n_b = MIN(b->n_members, MAX_WITNESSES);
    guint32 i = a - names;
    float sum = 0;

    for (guint m = 0; m < n_a; m++, i = names[i].next) {
        guint32 j = b - names;

        for (guint k = 0; k < n_b; k++, j = names[j].next) {
            float rest = (most * (n_a * n_b) - sum) * ROUNDING;
            float distance = compare_names(self, i, j, rest < NEAR ? rest : FAR);

            if (distance > rest)
                return FALSE;
            sum += distance;
        }
    }
    return sum / (n_a * n_b) <= most;
}

static void
join(Name *names, Name *a, Name *b)
{
    Name *root = a < b ? a : b;
    Name *other = a < b ? b : a;
    guint32 next = root->next;

    other->cluster = root - names;
    root->n_members += other->n_members;
    root->next = other->next;
    other->next = next;
}

/**
 * hexapla_variants_settle:
 * @self: names
 *
 * Joins the nearest clusters first, as long as their members are near on average.
 *
 * Since: 0.1
 */
void
hexapla_variants_settle(HexaplaVariants *self)
{
    g_autoptr(GArray) edges = find_edges(self);
    float most = self->safe ? MAX_SAFE_DISTANCE : MAX_DISTANCE;

    g_array_sort(edges, compare_edges);
    for (guint i = 0; i < edges->len; i++) {
        const Edge *edge = &g_array_index(edges, Edge, i);
        Name *a = root_of(self, edge->a);
        Name *b = root_of(self, edge->b);

        if (a != b && are_near(self, a, b, most))
            join((Name *)self->names->data, a, b);
    }
    for (guint32 i = 0; i < self->names->len; i++)
        g_array_index(self->names, Name, i).cluster = root_of(self, i) - (Name *)self->names->data;
}

/**
 * hexapla_variants_get_cluster:
 * @self: settled names
 * @i: how many were added before
 *
 * Returns: the number of the first name of its cluster
 * Since: 0.1
 */
guint32
hexapla_variants_get_cluster(const HexaplaVariants *self, guint i)
{
    return g_array_index(self->names, Name, i).cluster;
}

/**
 * hexapla_variants_is_ambiguous:
 * @self: names
 * @i: how many were added before
 *
 * Returns: whether the spelling stands for more than one common name, so that a linguist has to
 * choose
 * Since: 0.1
 */
gboolean
hexapla_variants_is_ambiguous(const HexaplaVariants *self, guint i)
{
    return g_array_index(self->names, Name, i).ambiguous;
}
