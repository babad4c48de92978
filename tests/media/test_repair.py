"""Broken ligatures are mended where dictionary and document agree, and nothing else is touched."""

import time
from collections import Counter

import pytest

from cms.media.repair import guess_language, repair, repair_report
from cms.media.repair.dictionary import load

FRENCH = """Statuts de la fédéra+on

La fédéra+on réunit des par+s, des associa+ons et des fonda+ons qui partagent les mêmes
objec+fs. Elle veut luAer contre l’injus+ce, combaAre les inégalités et veille à la
par+cipa+on des femmes. Toute modifica+on des statuts est adoptée à la majorité des
deux-+ers, à +tre défini+f ; le 21e congrès en décide. Le G+7 et le dossier A4 n’y changent rien.
L’u+lisa+on du nom d’une sec+on est soumise à autorisa+on. Mul+latéralisme et démocra+e
vont de pair, et l’on n’y sa+rise personne : M. Mar+gnac, 30 % des voix.
"""
FRENCH_MENDED = """Statuts de la fédération

La fédération réunit des partis, des associations et des fondations qui partagent les mêmes
objectifs. Elle veut lutter contre l’injustice, combattre les inégalités et veille à la
participation des femmes. Toute modification des statuts est adoptée à la majorité des
deux-tiers, à titre définitif ; le 21e congrès en décide. Le G+7 et le dossier A4 n’y changent rien.
L’utilisation du nom d’une section est soumise à autorisation. Multilatéralisme et démocratie
vont de pair, et l’on n’y satirise personne : M. Martignac, 30 % des voix.
"""

ENGLISH = """The na=onal commi9ee sets the poli=cal direc=on of the organisa=on. Its
par=cipants meet before each elec=on; ac=vists who a9end may not vote. Le9ers go to
the secretariat. The
constitu=on says that be9er prac=ce ma9ers: rela=ons between par=es are a
ques=on of trust. See https://example.org/?sec=on=3 or write to ac=on@example.org. The Mar=ndale
group abstained, 2+2=4.
"""
ENGLISH_MENDED = """The national committee sets the political direction of the organisation. Its
participants meet before each election; activists who attend may not vote. Letters go to
the secretariat. The
constitution says that better practice matters: relations between parties are a
question of trust. See https://example.org/?sec=on=3 or write to ac=on@example.org. The Martindale
group abstained, 2+2=4.
"""

SPANISH = """La par#cipación de las mujeres en la polí#ca es un obje#vo de la organización. Los
par#dos y los sindicatos compar#mos una visión solidaria, y el ar#culo 9 garan#za que las
ins#tuciones sean democrá#cas. La jus#cia social no admite excepciones: así lo dijo Mar#nelli
en el congreso, con +34 91 y los 30 delegados.
"""
SPANISH_MENDED = SPANISH.replace("#", "ti")


@pytest.mark.parametrize(
    ("language", "damaged", "mended"),
    [
        ("fr", FRENCH, FRENCH_MENDED),
        ("en", ENGLISH, ENGLISH_MENDED),
        ("es", SPANISH, SPANISH_MENDED),
    ],
)
class TestDocuments:
    def test_mended(self, language, damaged, mended):
        assert repair(damaged, language) == mended

    def test_language_guessed(self, language, damaged, mended):
        assert guess_language(damaged) == guess_language(mended) == language
        assert repair(damaged) == mended

    def test_sound_text_is_left(self, language, damaged, mended):
        assert repair(mended, language) == mended


@pytest.mark.parametrize(
    ("language", "damaged", "mended"),
    [
        ("fr", "jus9ce", "justice"),
        ("fr", "par+s", "partis"),
        ("fr", "luAer", "lutter"),
        ("fr", "l’u+lisation", "l’utilisation"),
        ("fr", "D’OBJEC, qu'ac+on", "D’OBJEC, qu'action"),
        ("fr", "organisa9onnelle", "organisationnelle"),
        ("fr-CA", "(combaAre)", "(combattre)"),
        ("en", "a\ue001en\ue002on", "attention"),
        ("en", "oƟcial eƟorts", "official efforts"),
        ("en", "Di\ufffdculty", "Difficulty"),
        ("es", "polí+ca", "política"),
        ("es", "ar9ﬁcial", "artificial"),
    ],
)
def test_a_word_alone(language, damaged, mended):
    assert repair(damaged, language) == mended


HEALTHY = (
    "G+7 A4 C++ c++ 30% +33 1 23 COVID-19 Covid19 SPD+ iPhone McDonald 2+2 e-mail 21e LGBTIQ+ "
    "LGBTQI+ deux-tiers https://exa+mple.org/ba9e www.par+s.fr x+y@site.org par+s@site.org "
    "rapport_ac+f.pdf file9a.pdf for(i=0;i<n;i++) `ac+on` ac+on.py getA+e() CO2 H2O B2B P2P MP3 "
    "G20 W3C i18n l10n k8s UTF8 sha256sum 1er 2nde 3ème 9ème 9e 4th 1980s 7h30 20km McAllister "
    "MacArthur DeAngelis YouTube LinkedIn JavaScript OpenAI WhatsApp PowerPoint eBay iOS LaTeX "
    "kWh mRNA PhD ONGs PMEs a+b n+1 a+n homme+femme son+lumière foo+bar Canal+ Disney+ Google+ "
    "étudiants+ bac+5 Bac+3 18+ Notepad++ S&D R&D T+1 militant·e·s citoyen.ne.s partis1 justice2, "
    "p.9 art.9 9h Win9x Erdoğan Łódź Kaczyński naïve x=y size+offset #ac+on fooBar newArray "
    "NaCl SocDem AfD AirAsia PostgreSQL GitHub BioNTech pro+ plus+ +gratuit (+taxes) D3 9A B9 U9 "
    "jusqu'à9 n9a 9/11 24/7 <b>ac+on</b> **Échange** 21^e mot*mot 50€ CHF/t ½ m² §9 No9 vol.9a"
)


@pytest.mark.parametrize("word", HEALTHY.split())
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_what_is_no_damage_is_left(word, language):
    assert repair(word, language) == word
    around = {
        "en": "na+on ac+on poli+cs coali+on beAer leAer maAer jus9ce poli9cs na9onal",
        "fr": "par+s ac+on poli+que coali+on baAre luAer combaAre jus9ce poli9que ac9on",
        "es": "par+do ac+vo polí+ca cau+vo admiAe jus9cia polí9ca ac9vo",
    }[language]
    assert repair(f"{around} {word}", language).split(" ", around.count(" ") + 1)[-1] == word


def test_tables_are_left():
    table = "Poste\t2019\t2020\nCotisations\t+4%\t−9%\nDons+legs\t1 200\t9 500\nA\tB\tA+B\n"
    assert repair(table, "fr") == table


def test_lines_and_blanks_stay_as_they_are():
    damaged = " \tpar+s\t\t  ac+fs ,\r\n\n\x0cobjec+fs\u00a0: jus+ce\n\n"
    assert repair(damaged, "fr") == damaged.replace("+", "ti")


def test_words_broken_over_two_lines_are_not_joined_and_may_be_joined_before_or_after():
    damaged = "ac+ons et objec+fs, on par+-\ncipe à la poli+-\nque, aux élec-\n+ons na+onales"
    mended = repair(damaged, "fr")
    assert mended.count("-\n") == 3
    joined = "actions et objectifs, on participe à la politique, aux élections nationales"
    assert repair(damaged.replace("-\n", ""), "fr") == joined
    assert repair(mended.replace("-\n", ""), "fr") == joined


def test_edges_and_unknown_words_follow_the_document_only():
    assert repair("à +tre de Mar+gnac", "fr") == "à +tre de Mar+gnac"
    document = "Les par+s, la jus+ce et l’ac+on : "
    assert repair(document + "à +tre de Mar+gnac", "fr").endswith("à titre de Martignac")


def test_a_capital_at_the_start_of_a_word():
    damaged = "naJonal acJon quesJon poliJque Jtre Jean James Jtrage"
    assert repair(damaged, "fr") == "national action question politique titre Jean James titrage"


def test_the_document_decides_between_two_words():
    assert repair("ques+on ac+on na+on +ers", "fr").endswith("tiers")
    assert repair("con+ance signi+er dé+nir +ers", "fr").endswith("fiers")


def test_only_ligature_characters_of_an_unknown_language():
    damaged = "Die Parteien sind für die eﬀek9ve PoliQk und eine ﬁnanzielle Ak+on ver+ef"
    mended = "Die Parteien sind für die effek9ve PoliQk und eine finanzielle Ak+on ver+ef"
    assert guess_language(damaged) is None
    assert repair(damaged) == mended
    assert repair(damaged, "de") == mended


def test_every_ligature_character():
    assert repair("ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ", "xx") == "ff fi fl ffi ffl st st"


@pytest.mark.parametrize("text", ["", " ", "\n", "+", "9", "A", "++ 99", "\x00", "ﬁ"])
@pytest.mark.parametrize("language", [None, "fr", "", "zz"])
def test_hardly_any_text(text, language):
    assert repair(text, language) == text.replace("ﬁ", "fi")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il partito è per la giustizia e per una politica che sia di tutti", None),
        ("O partido é para todos os que não têm uma casa e para as mulheres", None),
        ("Der Vorstand ist für die Arbeit mit den Parteien und nicht für sich", None),
        ("Le parti est pour la justice et pour une politique qui soit à nous", "fr"),
        ("El partido es para todos los que no tienen una casa y por las mujeres", "es"),
        ("The party is for the people and for all that have not been heard", "en"),
        ("Solidarność", None),
    ],
)
def test_guess_language(text, language):
    assert guess_language(text) == language


def test_report():
    report = repair_report("Les par+s, l’organisa+on des par+s, baAre, eﬀet", "fr")
    assert report.text == "Les partis, l’organisation des partis, battre, effet"
    assert report.substitutions == Counter({("+", "ti"): 3, ("A", "tt"): 1, ("ﬀ", "ff"): 1})
    assert report.changed == 5
    untouched = repair_report("Rien à dire", "fr")
    assert (untouched.substitutions, untouched.changed) == (Counter(), 0)


# Made when they are asked for, not when tests are collected.
MEGABYTES = {
    "damaged": lambda: (FRENCH * 1700)[:1_000_000],
    "word list": lambda: " ".join(load("fr").words).replace("ti", "+")[:1_000_000],
    "one chunk": lambda: "a+b" * 333_333,
    "hyphens": lambda: "par+s-" * 166_666,
    "signs": lambda: "+ " * 500_000,
    "numbered": lambda: " ".join(f"aeiou+rs{number}" for number in range(70_000)),
    "two suspects": lambda: " ".join(
        f"no{a}+ra{b}X" + c for a in "abcdefgh" for b in "aeiouy" for c in "aei" * 900
    ),
}


@pytest.mark.parametrize("name", MEGABYTES)
def test_a_megabyte_takes_seconds_at_most(name):
    text = MEGABYTES[name]()
    load("fr")
    start = time.process_time()
    repair(text, "fr")
    assert time.process_time() - start < 8
