"""The page for developers that shows every component in every state."""

from dataclasses import dataclass

from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from cms.core.views import kit_samples as sample

TOKENS = ("paper", "shade", "ink", "grey", "line", "accent-ink")


@dataclass(frozen=True)
class State:
    """One component in one state: what to call it, and what it is given."""

    component: str
    label: str
    context: dict


def states() -> list[State]:
    """Return every state of every component, in the order in which they are shown."""
    cards = {
        "large": {"statement": sample.statement(), "variant": "large", "level": 3},
        "row, dated": {"statement": sample.statement(), "dated": True},
        "row, very long, in French": {
            "statement": sample.statement(title=sample.LONG_TITLE, authentic_language="fr"),
            "dated": True,
            "lang": "fr",
        },
        "row, superseded": {"statement": sample.statement(superseded=True), "brief": True},
        "row, withdrawn, one language": {
            "statement": sample.statement(withdrawn_on=True, language_codes=["en"])
        },
    }
    banners = {
        "info": {"text": "The text is a draft until the Board has adopted it."},
        "warning": {"title": "Applications close tomorrow", "text": "At midnight, Brussels time."},
        "superseded": {
            "title": "This position has been replaced",
            "url": "#new",
            "link_text": "Decent work is not negotiable (12 March 2026)",
        },
        "withdrawn": {
            "title": "Withdrawn on 4 May 2026",
            "text": "It rested on figures that proved wrong.",
        },
        "corrected": {"title": "Corrected on 2 April 2026", "text": "§ 4: 61 per cent, not 16."},
        "out-of-date": {
            "title": "Esta traducción no está al día",
            "url": "#fr",
            "link_text": "Lire le texte authentique",
            "lang": "fr",
        },
        "confidential": {"text": "Confidential: for members of the Board only."},
    }
    places = {"regions": sample.REGIONS}
    marked = {"marks": sample.MARKS, "legend": "Places that have members"}
    kit = {
        "statement-card": cards,
        "event-card": {
            "one day": {"event": sample.event()},
            "several days, cancelled, very long": {
                "event": sample.event(
                    title=sample.LONG_TITLE,
                    cancelled=True,
                    ends_at=sample.event().ends_at.replace(day=11),
                )
            },
            "online": {"event": sample.event(venue="", place=None, online_url="#join")},
        },
        "campaign-card": {
            "running": {"campaign": sample.campaign()},
            "without end, very long": {
                "campaign": sample.campaign(title=sample.LONG_TITLE, ends_on=None)
            },
            "ended": {"campaign": sample.campaign(is_past=True, summary="")},
        },
        "cohort-card": {
            "takes nominations": {
                "cohort": sample.cohort(),
                "phase": "nominating",
                "page": sample.campaign(title="Organising a neighbourhood"),
            },
            "on its course’s page, on site, open": {
                "cohort": sample.cohort(mode="on_site", open_applications=True),
                "phase": "nominating",
                "apply_url": "#apply",
            },
            "ended": {"cohort": sample.cohort(), "phase": "ended"},
        },
        "organisation-row": {
            "member": {"organisation": sample.organisation(), "url": "#o", "status": "member"},
            "very long, worldwide, without acronym": {
                "organisation": sample.organisation(
                    name="Fédération internationale des jeunesses socialistes et progressistes",
                    acronym="",
                    place=None,
                ),
                "url": "#o",
                "status": "associated partner",
            },
        },
        "person-row": {
            "with a mandate": {
                "person": sample.person(),
                "role": "chair",
                "organisation": sample.organisation(),
                "url": "#o",
                "starts": sample.statement().date,
            },
            "name alone": {"person": sample.person(title="")},
        },
        "date-time": {
            "one day": {
                "starts": sample.event().starts_at,
                "ends": sample.event().ends_at,
                "zone": "Europe/Brussels",
            }
        },
        "date-span": {
            "both ends": {"starts": sample.campaign().starts_on, "ends": sample.campaign().ends_on},
            "lasting": {"starts": sample.campaign().starts_on},
        },
        "fact-list": {"all sorts": {"facts": sample.FACTS}},
        "tag-list": {
            "topics": {
                "tags": [{"label": "Labour rights", "url": "#l"}, {"label": "Peace", "url": "#p"}],
                "name": "Topics",
            }
        },
        "language-badges": {
            "codes": {"codes": ["en", "es", "fr"], "authentic": "fr"},
            "links": {"links": sample.LANGUAGES},
        },
        "language-switcher": {
            "one not translated": {"languages": sample.LANGUAGES, "name": "Sample"}
        },
        "breadcrumbs": {
            "short and long": {
                "breadcrumbs": [
                    {"title": "Home", "url": "#h"},
                    {"title": sample.LONG_TITLE, "url": "#l"},
                ]
            }
        },
        "search-form": {
            "small": {"url": "#s", "id": "kit-small"},
            "labelled, keeping a filter": {
                "url": "#s",
                "id": "kit-labelled",
                "labelled": True,
                "label": "Name, acronym or country",
                "hidden": {"region": "africa"},
            },
            "large, with words": {
                "url": "#s",
                "id": "kit-large",
                "large": True,
                "query": "derechos",
            },
        },
        "banner": {kind: values | {"kind": kind} for kind, values in banners.items()},
        "filter-state": {
            "narrowed": {
                "sentence": "12 resolutions on labour rights since 2020",
                "clear_url": "#",
            },
            "everything": {"sentence": "1,263 positions"},
        },
        "filter-group": {
            "closed": {"group": sample.group()},
            "one chosen": {"group": sample.group(chosen=True)},
            "one chosen, unfolded": {"group": sample.group(chosen=True), "open": True},
        },
        "pagination": {
            "first": {"page": sample.listing(1), "name": "First"},
            "in the middle": {"page": sample.listing(10)},
        },
        "citation": {
            "statement": {
                "text": "Board, Decent work is not negotiable, resolution, 12 March 2026, "
                "https://example.org/en/statements/decent-work/"
            }
        },
        "attachments": {"short and long": {"attachments": sample.ATTACHMENTS}},
        "region-counts": {"all": places, "one chosen": {"regions": sample.ONE_REGION}},
        "world-map": {
            "all": places | marked,
            "one chosen": {"regions": sample.ONE_REGION, "id": "chosen", **marked},
            "no mark": places | {"id": "bare"},
        },
        "chart": {name: {"chart": chart} for name, chart in sample.CHARTS.items()},
        "error-summary": {"two things missing": {"form": sample.WRONG_FORM}},
        "form-field": {
            f"{field.name}, {label}": {"field": field}
            for label, form in (("empty", sample.EMPTY_FORM), ("wrong", sample.WRONG_FORM))
            for field in form
        },
        "action-form": {
            "an act": {"form": sample.ACTION_FORM, "submit": "Close the vote", "cancel_url": "#o"},
            "one that cannot be undone": {
                "form": sample.LAST_ACTION_FORM,
                "submit": "Delete the draft",
                "cancel_url": "#o",
                "danger": True,
            },
        },
        "empty-state": {
            "nothing found": {
                "title": "Nothing found for “derechoss”",
                "text": "Perhaps it is spelt otherwise, or told in another language.",
                "links": [{"text": "Search in Spanish", "url": "#es"}],
            },
            "closed": {"title": "The vote is closed", "text": "It ended on 4 May at 18:00."},
        },
    }
    return [
        State(component, label, context)
        for component, variants in kit.items()
        for label, context in variants.items()
    ]


def kit(request):
    """Return the page of components, in the language that ``?lang=`` names."""
    language = request.GET.get("lang", "")
    if language not in dict(settings.LANGUAGES):
        language = translation.get_language()
    with translation.override(language):
        components: dict[str, list] = {}
        for state in states():
            html = render_to_string(f"components/{state.component}.html", state.context, request)
            components.setdefault(state.component, []).append({"label": state.label, "html": html})
        context = {"components": components, "tokens": TOKENS, "body_sample": sample.body()}
        return render(request, "core/kit.html", context)
