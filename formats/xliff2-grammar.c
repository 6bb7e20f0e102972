/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Elements and attributes of XLIFF 2.0 to 2.2 and its modules. Clauses are those of XLIFF 2.1. */

#include "formats/xliff2-grammar.h"

const HexaplaGrammarNamespace hexapla_xliff2_namespaces[] = {
    {"urn:oasis:names:tc:xliff:document:2.0", ""},
    {"urn:oasis:names:tc:xliff:document:2.2", ""},
    {"urn:oasis:names:tc:xliff:metadata:2.0", "mda"},
    {"urn:oasis:names:tc:xliff:glossary:2.0", "gls"},
    {"urn:oasis:names:tc:xliff:matches:2.0", "mtc"},
    {"urn:oasis:names:tc:xliff:fs:2.0", "fs"},
    {"urn:oasis:names:tc:xliff:sizerestriction:2.0", "slr"},
    {"urn:oasis:names:tc:xliff:validation:2.0", "val"},
    {"urn:oasis:names:tc:xliff:resourcedata:2.0", "res"},
    {"urn:oasis:names:tc:xliff:changetracking:2.0", "ctr"},
    {"urn:oasis:names:tc:xliff:pgs:1.0", "pgs"},
    {"http://www.w3.org/2005/11/its", "its"},
    {"urn:oasis:names:tc:xliff:itsm:2.1", "itsm"},
};
const guint hexapla_n_xliff2_namespaces = G_N_ELEMENTS(hexapla_xliff2_namespaces);

#define FS                                                                                         \
    " fs:fs=(a|b|bdo|big|blockquote|body|br|button|caption|center|cite|code|col|colgroup|"         \
    "dd|del|div|dl|dt|em|h1|h2|h3|h4|h5|h6|head|hr|html|i|img|label|legend|li|ol|p|pre|q|"         \
    "s|samp|select|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|title|"          \
    "tr|tt|u|ul) fs:subFs=any"
#define SLR                                                                                        \
    " slr:storageRestriction=restriction slr:sizeRestriction=any slr:equivStorage=uint"            \
    " slr:sizeInfo=uint slr:sizeInfoRef=nmtoken"
#define SLR_HOLDER                                                                                 \
    " slr:storageRestriction=restriction slr:sizeRestriction=any slr:sizeInfo=uint"                \
    " slr:sizeInfoRef=nmtoken"
#define HOLDER                                                                                     \
    " canResegment=yesno translate=yesno srcDir=(auto|ltr|rtl) trgDir=(auto|ltr|rtl)"              \
    " xml:space=space xml:lang=language" FS SLR_HOLDER
/* Modules and extensions stand at one place. */
#define MODULES                                                                                    \
    "(mda:metadata|gls:glossary|mtc:matches|slr:profiles|slr:data|val:validation|"                 \
    "res:resourceData|ctr:changeTrack|its:provenanceRecords|its:locQualityIssues|"                 \
    "itsm:domains|other)*"
#define INLINES "(cp|ph|pc|sc|ec|mrk|sm|em)*"
#define CAN " canCopy=yesno canDelete=yesno canReorder=(yes|firstNo|no)"
#define CODE_TYPE " type=(fmt|ui|quote|link|image|other) subType=any"
#define ANNOTATION " translate=yesno type=any ref=any value=any xml:space=space" FS SLR

const HexaplaElementRule hexapla_xliff2_elements[] = {
    {"xliff", "§4.2.2.1", "file+",
     "version!=any srcLang!=language trgLang=language xml:space=space xml:lang=language", FALSE,
     TRUE},
    {"file", "§4.2.2.2", "skeleton? " MODULES " notes? (unit|group)+",
     "id!=nmtoken original=any" HOLDER, FALSE, TRUE},
    {"skeleton", "§4.2.2.3", "(other)*", "href=any", TRUE, FALSE},
    {"group", "§4.2.2.4", MODULES " notes? (unit|group)*", "id!=nmtoken name=any type=any" HOLDER,
     FALSE, TRUE},
    {"unit", "§4.2.2.5", MODULES " notes? originalData? (segment|ignorable)+",
     "id!=nmtoken name=any type=any" HOLDER, FALSE, TRUE},
    {"segment", "§4.2.2.6", "source target?",
     "id=nmtoken canResegment=yesno state=(initial|translated|reviewed|final) subState=any", FALSE,
     FALSE},
    {"ignorable", "§4.2.2.7", "source target?", "id=nmtoken", FALSE, FALSE},
    {"notes", "§4.2.2.8", "note+", NULL, FALSE, FALSE},
    {"note", "§4.2.2.9", NULL,
     "id=nmtoken appliesTo=(source|target) category=any priority=(1|2|3|4|5|6|7|8|9|10) "
     "ref=any xml:space=space xml:lang=language" FS,
     TRUE, TRUE},
    {"originalData", "§4.2.2.10", "data+", NULL, FALSE, FALSE},
    {"data", "§4.2.2.11", "cp*", "id!=nmtoken dir=(ltr|rtl|auto) xml:space=(preserve)", TRUE,
     FALSE},
    {"source", "§4.2.2.12", INLINES, "xml:lang=language xml:space=space", TRUE, FALSE},
    {"target", "§4.2.2.13", INLINES, "xml:lang=language xml:space=space order=uint", TRUE, FALSE},

    {"cp", "§4.2.3.1", NULL, "hex!=any", FALSE, FALSE},
    {"ph", "§4.2.3.2", NULL,
     "id!=nmtoken copyOf=nmtoken disp=any equiv=any dataRef=nmtoken subFlows=nmtokens" CAN CODE_TYPE
         FS SLR,
     FALSE, TRUE},
    {"pc", "§4.2.3.3", INLINES,
     "id!=nmtoken canOverlap=yesno copyOf=nmtoken dispEnd=any dispStart=any equivEnd=any "
     "equivStart=any dataRefEnd=nmtoken dataRefStart=nmtoken subFlowsEnd=nmtokens "
     "subFlowsStart=nmtokens dir=(ltr|rtl|auto)" CAN CODE_TYPE FS
     " slr:storageRestriction=restriction slr:sizeRestriction=any slr:equivStorage=uint"
     " slr:sizeInfo=uint slr:sizeInfoRef=nmtoken",
     TRUE, FALSE},
    {"sc", "§4.2.3.4", NULL,
     "id!=nmtoken canOverlap=yesno copyOf=nmtoken dataRef=nmtoken dir=(ltr|rtl|auto) disp=any "
     "equiv=any isolated=yesno subFlows=nmtokens" CAN CODE_TYPE FS SLR,
     FALSE, TRUE},
    {"ec", "§4.2.3.5", NULL,
     "id=nmtoken startRef=nmtoken canOverlap=yesno copyOf=nmtoken dataRef=nmtoken "
     "dir=(ltr|rtl|auto) disp=any equiv=any isolated=yesno subFlows=nmtokens" CAN CODE_TYPE SLR,
     FALSE, TRUE},
    {"mrk", "§4.2.3.6", INLINES, "id!=nmtoken" ANNOTATION, TRUE, TRUE},
    {"sm", "§4.2.3.7", NULL, "id!=nmtoken" ANNOTATION, FALSE, TRUE},
    {"em", "§4.2.3.8", NULL, "startRef!=nmtoken", FALSE, FALSE},

    {"mtc:matches", "§5.1.4.1", "mtc:match+", NULL, FALSE, FALSE},
    {"mtc:match", "§5.1.4.2", "mda:metadata? originalData? source target (other)*",
     "id=nmtoken matchQuality=any matchSuitability=any origin=any ref!=any reference=yesno "
     "similarity=any subType=any type=(am|ebm|idm|ice|mt|tb|tm|other)",
     FALSE, TRUE},
    {"gls:glossary", "§5.2.4.1", "gls:glossEntry+", NULL, FALSE, FALSE},
    {"gls:glossEntry", "§5.2.4.2",
     "gls:term gls:translation* gls:definition? (mda:metadata|other)*", "id=nmtoken ref=any", FALSE,
     TRUE},
    {"gls:term", "§5.2.4.3", NULL, "source=any", TRUE, TRUE},
    {"gls:translation", "§5.2.4.4", NULL, "id=nmtoken ref=any source=any", TRUE, TRUE},
    {"gls:definition", "§5.2.4.5", NULL, "source=any", TRUE, TRUE},
    {"mda:metadata", "§5.4.4.1", "mda:metaGroup+", "id=nmtoken", FALSE, FALSE},
    {"mda:metaGroup", "§5.4.4.2", "(mda:metaGroup|mda:meta)+",
     "id=nmtoken category=any appliesTo=(source|target|ignorable)", FALSE, FALSE},
    {"mda:meta", "§5.4.4.3", NULL, "type!=any", TRUE, FALSE},
    {"res:resourceData", "§5.5.4.1", "(res:resourceItemRef|res:resourceItem)+", NULL, FALSE, TRUE},
    {"res:resourceItemRef", "§5.5.4.2", NULL, "id=nmtoken ref!=nmtoken", FALSE, TRUE},
    {"res:resourceItem", "§5.5.4.3", "res:source? res:target? res:reference*",
     "id=nmtoken mimeType=any context=yesno", FALSE, TRUE},
    {"res:source", "§5.5.4.4", "(other)*", "href=any xml:lang=language", TRUE, TRUE},
    {"res:target", "§5.5.4.5", "(other)*", "href=any xml:lang=language", TRUE, TRUE},
    {"res:reference", "§5.5.4.6", NULL, "href!=any xml:lang=language", FALSE, TRUE},
    {"slr:profiles", "§5.6.5.1", "slr:normalization? (other)*",
     "generalProfile=any storageProfile=any", FALSE, FALSE},
    {"slr:normalization", "§5.6.5.2", NULL, "general=(none|nfc|nfd) storage=(none|nfc|nfd)", FALSE,
     FALSE},
    {"slr:data", "§5.6.5.3", "(other)*", "profile!=any", FALSE, TRUE},
    {"val:validation", "§5.7.4.1", "val:rule+", NULL, FALSE, TRUE},
    {"val:rule", "§5.7.4.2", NULL,
     "isPresent=any occurs=uint isNotPresent=any startsWith=any endsWith=any existsInSource=yesno "
     "caseSensitive=yesno normalization=(none|nfc|nfd) disabled=yesno",
     FALSE, TRUE},
    {"ctr:changeTrack", "§5.6.4.1 (2.0)", "ctr:revisions+", NULL, FALSE, FALSE},
    {"ctr:revisions", "§5.6.4.2 (2.0)", "ctr:revision+",
     "appliesTo!=any ref=nmtoken currentVersion=nmtoken id=nmtoken", FALSE, TRUE},
    {"ctr:revision", "§5.6.4.3 (2.0)", "ctr:item+", "author=any datetime=any version=nmtoken",
     FALSE, TRUE},
    {"ctr:item", "§5.6.4.4 (2.0)", NULL, "property!=any", TRUE, TRUE},
    {"its:provenanceRecords", "§5.9", "its:provenanceRecord*", "xml:id=any", FALSE, TRUE},
    {"its:provenanceRecord", "§5.9", NULL, NULL, FALSE, TRUE},
    {"its:locQualityIssues", "§5.9", "its:locQualityIssue*", "xml:id=any", FALSE, TRUE},
    {"its:locQualityIssue", "§5.9", NULL, NULL, FALSE, TRUE},
    {"itsm:domains", "§5.9", "(other)*", NULL, TRUE, TRUE},
};
const guint hexapla_n_xliff2_elements = G_N_ELEMENTS(hexapla_xliff2_elements);
