"""Word lists the rules need, one entry per language.

They are data: a further language adds a row here and no rule changes. A language that is not
listed is read with the words of all languages together.
"""

import re
from functools import cache

from cms.core.text import fold

# Words that never end a sentence: a paragraph that stops on one was cut by a page break.
FUNCTION_WORDS = {
    "en": "a an the of to in on at by for with from and or but nor as that which who whose our "
    "their its his her this these those is are was were be been has have had will would into "
    "upon than between through under over against about not we they it such all both",
    "fr": "le la les l un une des du de d à au aux en dans sur sous par pour avec sans chez vers "
    "entre et ou mais ni car que qui dont où notre nos votre vos leur leurs son sa ses mon ma mes "
    "ce cet cette ces est sont était étaient être a ont avait avaient il elle ils elles on nous "
    "se s n ne y plus comme afin si tous toutes tout toute ainsi aussi notamment",
    "es": "el la los las un una unos unas de del a al en con sin por para entre hacia hasta desde "
    "sobre y e o u pero ni que quien cuyo cuya nuestro nuestra nuestros nuestras su sus mi mis "
    "este esta estos estas ese esa es son era eran ser ha han había se no como más muy lo le les "
    "todos todas todo toda así también",
}

DOWNLOAD = {
    "en": "download print share subscribe",
    "fr": "télécharger imprimer partager s'abonner",
    "es": "descargar imprimir compartir suscribirse",
}

ADOPTED = {
    "en": "adopted approved agreed done",
    "fr": "adopté adoptée adoptés adoptées approuvé approuvée fait",
    "es": "adoptado adoptada adoptados adoptadas aprobado aprobada hecho",
}

# Said before words that the document strikes out.
STRUCK_OUT = {"en": "struck out", "fr": "rayé", "es": "tachado"}

# Phrases, parted by commas.
CONTENTS = {
    "en": "contents, table of contents, index",
    "fr": "sommaire, table des matières",
    "es": "índice, contenido, contenidos, tabla de contenido, tabla de contenidos, sumario",
}
# Parts that any document may have.
SECTIONS = {
    "en": "introduction, preamble, foreword, preface, summary, executive summary, background, "
    "context, conclusion, annex, acknowledgements",
    "fr": "introduction, préambule, avant-propos, préface, résumé, contexte, conclusion, annexe, "
    "remerciements, exposé des motifs",
    "es": "introducción, preámbulo, prólogo, prefacio, resumen, resumen ejecutivo, antecedentes, "
    "contexto, conclusión, conclusiones, anexo, agradecimientos, exposición de motivos",
}
# What is stamped over a document; of several words it may go on.
STAMPS = {
    "en": "draft, final, final draft, confidential, embargoed, embargo, under embargo, "
    "embargoed until, for immediate release, press release, unofficial translation, "
    "translated from, original english, not for circulation, adopted text, for adoption",
    "fr": "projet, brouillon, confidentiel, sous embargo, embargo jusqu au, version finale, "
    "pour diffusion immédiate, communiqué de presse, traduction non officielle, traduit de, "
    "original anglais, texte adopté, ne pas diffuser",
    "es": "borrador, proyecto, confidencial, bajo embargo, embargado hasta, versión final, "
    "para difusión inmediata, nota de prensa, comunicado de prensa, traducción no oficial, "
    "traducido del, original inglés, texto aprobado",
}

PAGE = {"en": "page", "fr": "page", "es": "página pagina pág"}
OF = {"en": "of", "fr": "sur de", "es": "de"}

# Shortened words whose full stop ends no sentence.
ABBREVIATIONS = {
    "en": "mr mrs ms dr prof st e.g i.e etc vs no art para vol ed cf p pp jan feb mar apr jun jul "
    "aug sep sept oct nov dec u.s u.k u.n d.c",
    "fr": "m mm mme mmes mlle dr pr st ste ex art al cf p pp etc n° vol éd janv févr avr juil "
    "sept oct nov déc d.c c.-à-d av apr",
    "es": "sr sra sres sras dr dra prof d dña ud uds ej art arts núm nº pág págs p pp etc vol ed "
    "cf ee.uu ee uu d.c a.c",
}


def listed(table: dict[str, str], language: str | None = None) -> frozenset[str]:
    """Return the words of a table for one language, or of all when it is not in the table."""
    if language in table:
        return frozenset(table[language].split())
    return frozenset(word for row in table.values() for word in row.split())


def every(table: dict[str, str]) -> frozenset[str]:
    """Return the words of a table in all its languages."""
    return listed(table)


@cache
def _phrases(rows: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        " ".join(re.findall(r"[^\W_]+", fold(phrase))) for row in rows for phrase in row.split(",")
    )


def every_phrase(table: dict[str, str]) -> frozenset[str]:
    """Return the phrases of a table in all its languages, folded."""
    return _phrases(tuple(table.values()))


def alternatives(table: dict[str, str]) -> str:
    """Return the words of a table as the inside of a regular expression group."""
    return "|".join(re.escape(word) for word in sorted(every(table), key=len, reverse=True))
