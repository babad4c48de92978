"""What the repair must know of a language: its little words, its prefixes and its endings.

A language is usable when pyspellchecker ships a word list for it and it has an entry in
``LANGUAGES``. The endings let a listed word vouch for the forms that the list leaves out.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """``endings`` maps the ending of a missing form to what a listed word may have instead."""

    function_words: frozenset[str]
    prefixes: frozenset[str]
    endings: dict[str, tuple[str, ...]]


def _endings(*lines: str) -> dict[str, tuple[str, ...]]:
    """Read lines of "ending ending > replacement replacement"; "-" stands for nothing."""
    table: dict[str, tuple[str, ...]] = {}
    for line in lines:
        forms, _, replacements = line.partition(">")
        listed = tuple("" if item == "-" else item for item in replacements.split())
        for form in forms.split():
            table[form] = (*table.get(form, ()), *listed)
    return table


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHARED_PREFIXES = _words(
    "anti auto bio co contre dé dis euro ex extra géo geo hyper il im in infra inter ir macro "
    "mal mega micro mini mono multi néo neo non off out over para pluri poly post pre pré pro "
    "pseudo ré re semi sobre socio sous sub super supra sur tele télé trans ultra un under"
)

_FRENCH_VERB = (
    "ai as a âmes âtes èrent ais ait aient ant ante antes ants e es ent ons ez é ée és ées "
    "er era erai eras erez erons eront erais erait erions eriez eraient ions iez asse assent"
)

_SPANISH_VERB = (
    "o as a amos áis an aba abas ábamos aban é aste ó aron ado ada ados adas ando "
    "aré arás ará aremos arán aría arían e es emos en ara aran ase asen ar"
)
_SPANISH_VERB_2 = (
    "o es e emos éis en ía ías íamos ían í iste ió imos ieron ido ida idos idas iendo a as amos "
    "an eré erá eremos erán ería erían iré irá iremos irán iría irían iera ieran iese iesen er ir"
)

LANGUAGES: dict[str, Language] = {
    "en": Language(
        function_words=_words(
            "the of and to in is that for it was with as be by on not he his are this at from "
            "but have they which you were their has been will would who what there its"
        ),
        prefixes=_SHARED_PREFIXES,
        endings=_endings(
            "s es ed d ing er ers r rs ly ness ship ships ism isms ist ists al ally less ful > -",
            "es ed ing er ers able ability ation ations ive > e -",
            "ies ied ier iest ily iness > y",
            "ise ised ises ising isation isations iser isers > ize ization",
            "isation isations ising > ise",
            "our ours > or",
            "tting tted tter tters > t",
            "ally al als > - e",
        ),
    ),
    "fr": Language(
        function_words=_words(
            "le les des et du une un est en dans que qui pour par sur au aux avec ce cette ces il "
            "elle nous vous ils sont pas plus ou mais leur leurs été être sa ses nos notre"
        ),
        prefixes=_SHARED_PREFIXES,
        endings=_endings(
            "s x e es > -",
            "nel nels nelle nelles nellement niste nistes ner > -",
            "elle elles > el",
            "ive ives ivement > if",
            "euse euses > eur eux",
            "trice trices teur teurs > teur tion",
            "ère ères > er",
            "aux ale ales alement > al",
            "ement > e -",
            "atique atiques > e",
            "ment amment emment > - ant ent",
            "isme ismes iste istes > e ique - al",
            "iser isé isée isés isées isation isations > e ique - el al",
            "ité ités > e - el al if",
            f"{_FRENCH_VERB} > er e",
            "is it issons issez issent issait issant issante issants ira iront i ie ies > ir",
            "ons ez ent ait aient ant ante ants ions > re ir",
        ),
    ),
    "es": Language(
        function_words=_words(
            "el los las del y una un es en que por para con se su sus al como más pero lo este "
            "esta estos estas sobre entre son fue ha han también nos nuestra nuestro cuando"
        ),
        prefixes=_SHARED_PREFIXES,
        endings=_endings(
            "s es > -",
            "ces > z",
            "a as os > o -",
            "ones ciones siones > ón ción sión",
            "eses anes ines > és án ín",
            "amente mente > o e -",
            "ivo iva ivos ivas > ión o",
            "ista istas ismo ismos > o a e ico al -",
            "idad idades > o e -",
            "izar izado izada izados izadas ización izaciones > o e - al ar",
            f"{_SPANISH_VERB} > ar",
            f"{_SPANISH_VERB_2} > er ir",
            "se lo la los las me te nos le les > -",
        ),
    ),
}

# Languages that the repair does not know but must not take for one that it knows.
STRANGERS: dict[str, frozenset[str]] = {
    "ca": _words("el els les amb per i no són aquest aquesta més dels als seva seu què"),
    "de": _words("der die das und ist nicht ein eine mit für auf den dem des sich von"),
    "it": _words("il di che è per una non con gli della sono nel le dei alla delle più"),
    "nl": _words("de het een van en is niet dat op met voor zijn aan er ook bij door"),
    "pt": _words("o os as do da dos das não uma em para com que se ao mais pela pelo é"),
    "ro": _words("și în de la este cu pe nu care un o pentru din sunt mai prin"),
}


def guess(words: list[str]) -> str | None:
    """Return the code of the known language whose little words fill the text, else None."""
    total = len(words)
    lists = {code: language.function_words for code, language in LANGUAGES.items()} | STRANGERS
    hits = dict.fromkeys(lists, 0)
    for word in words:
        for code, little_words in lists.items():
            if word in little_words:
                hits[code] += 1
    ranked = sorted(hits, key=hits.__getitem__, reverse=True)
    best, second = ranked[0], ranked[1]
    clear = hits[best] >= 2 and hits[best] > hits[second] and hits[best] * 10 >= total
    return best if clear and best in LANGUAGES else None
