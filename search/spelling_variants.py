"""British and American spellings of one word, made one."""

import re

# Folded British form: American form; inflections follow from the endings.
_STEMS = {
    "aeroplane": "airplane",
    "aluminium": "aluminum",
    "ageing": "aging",
    "analogue": "analog",
    "analyse": "analyze",
    "armour": "armor",
    "behaviour": "behavior",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "catalogue": "catalog",
    "centre": "center",
    "cheque": "check",
    "colour": "color",
    "counsell": "counsel",
    "defence": "defense",
    "dialogue": "dialog",
    "draught": "draft",
    "encyclopaedia": "encyclopedia",
    "endeavour": "endeavor",
    "enrol": "enroll",
    "favour": "favor",
    "fibre": "fiber",
    "flavour": "flavor",
    "foetus": "fetus",
    "fulfil": "fulfill",
    "grey": "gray",
    "harbour": "harbor",
    "honour": "honor",
    "humour": "humor",
    "instalment": "installment",
    "judgement": "judgment",
    "kilometre": "kilometer",
    "labell": "label",
    "labour": "labor",
    "licence": "license",
    "litre": "liter",
    "manoeuvre": "maneuver",
    "metre": "meter",
    "modell": "model",
    "mould": "mold",
    "neighbour": "neighbor",
    "offence": "offense",
    "paediatric": "pediatric",
    "paralyse": "paralyze",
    "plough": "plow",
    "practise": "practice",
    "pretence": "pretense",
    "programme": "program",
    "rumour": "rumor",
    "saviour": "savior",
    "sceptic": "skeptic",
    "signall": "signal",
    "skilful": "skillful",
    "sulphur": "sulfur",
    "theatre": "theater",
    "tonne": "ton",
    "travell": "travel",
    "tumour": "tumor",
    "tyre": "tire",
    "vapour": "vapor",
    "vigour": "vigor",
}
_STARTS = {stem[:4] for stem in _STEMS}
_LONGEST = max(map(len, _STEMS))

# Words in -ise that are not Greek verbs, by what stands before the s.
_NOT_IZE = frozenset(
    """
    adverti advi apprai ari bra brui chasti circumci compri compromi concei conci cru
    demi despi devi di disgui enterpri exci exerci expertiSe franchi gui improvi inci merchandi
    noi otherwi paradi per poi prai preci premi promi rai recogni revi ri supervi surmi surpri
    televi treati vi wi exper preci likewi clockwi
    """.lower().split()
) - {"recogni"}
_ISE = re.compile(r"^(\w{3,}[^aeou]i)s(e|ed|es|er|ers|ing|ation|ations|ational)$")


def american(word: str) -> str:
    """Return a folded English word in its American spelling; other words come back as they are."""
    if word[:4] in _STARTS:
        for end in range(min(len(word), _LONGEST), 3, -1):
            stem = _STEMS.get(word[:end])
            if stem:
                return stem + word[end:]
            # -re and -our words keep their e or u before an ending of their own.
            stem = _STEMS.get(word[:end] + "e")
            if stem and word[end:] in ("ing", "ed", "er", "ers"):
                return stem.removesuffix("e") + word[end:]
    match = _ISE.match(word)
    if match and match[1] not in _NOT_IZE:
        return f"{match[1]}z{match[2]}"
    return word


# What follows a stem of the list; a form nobody writes does no harm.
_ENDINGS = (
    "",
    *("s", "d", "r", "rs", "ed", "er", "ers", "ing", "ings", "al", "ally", "able", "ably", "ful"),
    *("less", "ment", "ments", "ist", "ists", "ite", "ites", "hood", "hoods", "ly", "ism"),
)


def spellings() -> tuple[list[str], list[str]]:
    """Return `american` as rules for others: "british => american", and what is no -ize verb."""
    rules = {}
    for stem in _STEMS:
        stems = (stem, stem.removesuffix("e")) if stem.endswith("e") else (stem,)
        for form in (start + ending for start in stems for ending in _ENDINGS):
            if american(form) != form:
                rules[form] = american(form)
    return [f"{form} => {word}" for form, word in sorted(rules.items())], sorted(_NOT_IZE)
