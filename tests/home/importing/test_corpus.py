"""Five real documents come out as an editor would have laid them out."""

import csv
import os
import re
from pathlib import Path

import pytest

from home.importing import read_document
from home.importing.dates import parse_date
from home.importing.elements import strip_tags

from .sample_documents import headings, paragraphs

CORPUS = Path(
    os.environ.get("CORPUS_DIR", Path(__file__).resolve().parents[4] / "shared" / "corpus")
)

pytestmark = pytest.mark.skipif(
    not (CORPUS / "manifest.csv").is_file(),
    reason=f"the real documents are not here: {CORPUS} (set CORPUS_DIR)",
)

GUIDING_HEADINGS = [
    "## I. Notre engagement",
    "## II. Notre programme",
    "## III. Culture organisationnelle",
    "## IV. Membres",
    "## V. Organes",
    "### Comité directeur",
    "### Conseil",
    "### Coordinateur",
    "### Comité des finances",
    "### Commissaire aux comptes",
    "## VI. Révision et changements des principes directeurs et dissolution "
    "de l’Alliance progressiste",
]
STRUCTURE_HEADINGS = [
    "## Conseil (Board) de l’Alliance progressiste",
    "## Comité directeur (Steering Committee) de l’Alliance progressiste",
    "## Conférence de l’Alliance progressiste",
    "## Campagnes internationales",
    "## Coordination de l’Alliance progressiste",
    "## Coopération avec les réseaux régionaux et soutien de la mise en réseau au niveau régional",
    "## Coopération sur les questions clés",
    "## Coopération des parlementaires progressistes",
    "## Coopération lors des campagnes",
    "## Autres activités",
    "## Vérification des structures",
]
PROGRAMME_HEADINGS = [
    "## 1) Notre motivation et notre engagement",
    "## 2) À propos de nous",
    "## 3) Points forts de notre travail",
    "## 4) La voie à suivre",
    "## 5) Notre mission",
]
REPORT_HEADINGS = [
    "## 1. L'AP à l'heure du virtuel",
    "## 2. Solidarité en matière de vaccins",
    "## 3. Démocraties résilientes et Forum mondial de la démocratie",
    "## 4. Nouveau contrat social et nouvelles formes de protection sociale",
    "## 5. Solidarité internationale et accent sur les pays : Chili, Paraguay, Mexique, "
    "Nicaragua, République centrafricaine",
    "## 6. Coopération régionale et bilatérale",
    "## 7. Statutaire",
    "## 8. Partenariats et coopération",
    "## 9. Communication",
]
EXPECTED = {
    # Headings, items of each list, first words, last words.
    "structure-2014.fr.txt": (
        STRUCTURE_HEADINGS,
        [],
        "En tant que partis progressistes, nous voulons",
        "Adopté lors de la conférence, le 21 février 2014",
    ),
    "work-programme-2019.fr.txt": (
        PROGRAMME_HEADINGS,
        [3, 11],
        "1) Notre motivation et notre engagement",
        "un siècle de justice sociale et de démocratie.",
    ),
    "guiding-principles.fr.txt": (
        GUIDING_HEADINGS,
        [4],
        "L’Alliance progressiste pour la paix, la justice et la solidarité",
        "sur la base d'une majorité des deux tiers.",
    ),
    "activity-report-2021.fr.txt": (
        REPORT_HEADINGS,
        [9],
        "Depuis l'année dernière, l'évolution de la pandémie",
        "une meilleure collaboration avec vos services de communication.",
    ),
    "seminar-usa-2018.fr.txt": (
        [],
        [],
        "5 - 10 mars 2018",
        "un échange avec le président du DNC Tom Perez.",
    ),
}
JOINED = {
    "work-programme-2019.fr.txt": [
        "le retour de la guerre et du nationalisme comme moyens politiques",
        "aux personnes les plus vulnérables de notre société.",
        "dépassant les frontières, à des questions qui portent",
        "la justice sociale, le travail décent, l'égalité des genres",
        "de justice et de solidarité, souvent au péril de leurs vies",
        "coopération avec l'Union internationale de la jeunesse socialiste",
        "prix de l'Alliance progressiste doté d'une récompense de 5000 euros",
        "menacés par l'oppression et la persécution",
        "élaboration d'un programme progressiste La poursuite",
        "de la campagne et du parti Même le programme",
    ],
    "activity-report-2021.fr.txt": [
        "non seulement en Europe où nos membres",
        "en tant que bien public, mais elle a également mis en évidence",
        "nous joindre à la Confédération syndicale internationale",
        "comité directeur. Cela sera revitalisé à partir du moment",
        "(sur Facebook), il est nécessaire de toucher davantage",
        "« Nous ne sommes en sécurité que si tout le monde l'est »",
    ],
    "seminar-usa-2018.fr.txt": ["Le mercredi 7 mars, le groupe a poursuivi son voyage"],
    "guiding-principles.fr.txt": [
        "aux autres associations actives au niveau international",
        "l’Alliance progressiste utilise une grande variété de formats - entre autres",
        "Le commissaire aux comptes est nommé par le Conseil tous les deux ans.",
        "au moins deux fois par an et, dans la mesure du possible",
    ],
    "structure-2014.fr.txt": ["Il se réunit au moins une fois par an"],
}


@pytest.fixture(scope="module")
def documents():
    with (CORPUS / "manifest.csv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table))
    return {
        row["file"]: read_document(
            CORPUS / row["file"],
            language=row["language"],
            title=row["title"],
            date=parse_date(row["date"]),
        )
        for row in rows
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_headings_lists_and_ends(documents, name):
    wanted_headings, lists, first, last = EXPECTED[name]
    document = documents[name]
    assert headings(document) == wanted_headings
    found = [text.count("<li>") for text in paragraphs(document) if "<li>" in text]
    assert found == lists
    assert document.plain_text.startswith(first)
    assert document.plain_text.endswith(last)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_letterhead_and_the_leftovers_of_the_web_page_are_gone(documents, name):
    text = documents[name].plain_text
    for furniture in ("PROGRESSIVE ALLIANCE", "ALIANZA", "www.", "Télécharger", "Liste membres"):
        assert furniture not in text


@pytest.mark.parametrize("name", EXPECTED)
def test_sentences_are_whole(documents, name):
    joined = [text.replace("\u00a0", " ") for text in JOINED[name]]
    text = documents[name].plain_text.replace("\u00a0", " ")
    assert [part for part in joined if part not in text] == []
    for markup in paragraphs(documents[name]):
        for part in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", markup):
            assert not strip_tags(part).lstrip("«“ \u00a0")[:1].islower(), part


@pytest.mark.parametrize("name", EXPECTED)
def test_the_title_and_the_date_are_not_said_twice(documents, name):
    document = documents[name]
    opening = document.plain_text[:150].casefold()
    assert document.title.casefold() not in opening
    assert "15 novembre 2019" not in opening
    assert "septembre 2020 -" not in opening


def test_the_dates_at_the_head_are_found(documents):
    assert documents["work-programme-2019.fr.txt"].date_text == "15 novembre 2019"
    assert documents["seminar-usa-2018.fr.txt"].date_text == "5 - 10 mars 2018"


def test_emphasis_and_powers_become_markup(documents):
    text = "".join(paragraphs(documents["work-programme-2019.fr.txt"]))
    assert "<strong>parité</strong>" in text
    assert "21<sup>e</sup> siècle" in text
    assert "*" not in text
    seminar = "".join(paragraphs(documents["seminar-usa-2018.fr.txt"]))
    assert "<em>Black Lives Matter</em>" in seminar


def test_damaged_ligatures_are_repaired(documents):
    text = documents["guiding-principles.fr.txt"].plain_text
    assert "+" not in text
    assert re.findall(r"[a-zé]\d|\d[a-zé]", text.replace("21e", "")) == []
    assert "partis progressistes" in text
    assert "combattre la fraude fiscale" in text


def test_reading_twice_gives_the_same_blocks(documents):
    name = "activity-report-2021.fr.txt"
    again = read_document(CORPUS / name, language="fr", title=documents[name].title)
    assert again.blocks == documents[name].blocks
    assert len({block["id"] for block in again.blocks}) == len(again.blocks)
