"""The built-in terms of knowledge: tokens that sheets and addresses use, and their titles.

Tokens are a contract with the outside: add, never rename. Editors add terms of their own in the
control panel (:mod:`clkss.content.subjects.controlpanel`); these always stay.
"""

from clkss.content import _
from clkss.content.subjects.kinds import RESOURCE_KINDS


THEMES = (
    ("education", _("theme_education", default="Education")),
    ("social-protection", _("theme_social_protection", default="Social protection")),
    ("livelihood", _("theme_livelihood", default="Livelihood of families")),
    ("skills-training", _("theme_skills_training", default="Skills training")),
    ("labour-inspection", _("theme_labour_inspection", default="Labour inspection")),
    ("law-and-policy", _("theme_law_and_policy", default="Law and policy")),
    ("awareness-raising", _("theme_awareness_raising", default="Awareness raising")),
    (
        "social-dialogue",
        _(
            "theme_social_dialogue",
            default="Social dialogue: employers and workers",
        ),
    ),
    ("data-and-monitoring", _("theme_data_and_monitoring", default="Data and monitoring")),
    ("child-trafficking", _("theme_child_trafficking", default="Child trafficking")),
    ("agriculture", _("theme_agriculture", default="Children in agriculture")),
    ("domestic-work", _("theme_domestic_work", default="Children in domestic work")),
    ("mining-quarrying", _("theme_mining_quarrying", default="Children in mining and quarrying")),
    ("urban-informal", _("theme_urban_informal", default="Urban informal economy")),
    (
        "commercial-sexual-exploitation",
        _(
            "theme_commercial_sexual_exploitation",
            default="Commercial sexual exploitation",
        ),
    ),
    ("street-children", _("theme_street_children", default="Street children")),
    ("indigenous-children", _("theme_indigenous_children", default="Indigenous children")),
    ("disaster-and-conflict", _("theme_disaster_and_conflict", default="Disaster and conflict")),
    (
        "rehabilitation-and-reintegration",
        _(
            "theme_rehabilitation_and_reintegration",
            default="Rehabilitation and reintegration",
        ),
    ),
    (
        "south-south-cooperation",
        _(
            "theme_south_south_cooperation",
            default="South–South cooperation",
        ),
    ),
    ("child-participation", _("theme_child_participation", default="Participation of children")),
    ("health-and-safety", _("theme_health_and_safety", default="Health and safety")),
    ("capacity-building", _("theme_capacity_building", default="Capacity building")),
)

SECTORS = (
    ("agriculture", _("sector_agriculture", default="Agriculture")),
    ("fishing", _("sector_fishing", default="Fishing")),
    ("mining", _("sector_mining", default="Mining and quarrying")),
    ("manufacturing", _("sector_manufacturing", default="Manufacturing")),
    ("construction", _("sector_construction", default="Construction")),
    ("trade", _("sector_trade", default="Trade, shops and markets")),
    ("transport", _("sector_transport", default="Transport")),
    ("domestic-work", _("sector_domestic_work", default="Domestic work")),
    ("services", _("sector_services", default="Services")),
    ("street-work", _("sector_street_work", default="Work in the street")),
    ("entertainment", _("sector_entertainment", default="Entertainment")),
    (
        "commercial-sexual-exploitation",
        _(
            "sector_commercial_sexual_exploitation",
            default="Commercial sexual exploitation",
        ),
    ),
    ("scavenging", _("sector_scavenging", default="Scavenging")),
    ("illicit-activities", _("sector_illicit_activities", default="Illicit activities")),
)

HAZARDS = (
    ("chemicals", _("hazard_chemicals", default="Chemicals")),
    ("heavy-loads", _("hazard_heavy_loads", default="Heavy loads")),
    ("machinery", _("hazard_machinery", default="Machinery and tools")),
    ("heights", _("hazard_heights", default="Heights")),
    ("underground", _("hazard_underground", default="Underground")),
    ("underwater", _("hazard_underwater", default="Under water")),
    ("night-work", _("hazard_night_work", default="Night work")),
    ("long-hours", _("hazard_long_hours", default="Long hours")),
    ("violence-abuse", _("hazard_violence_abuse", default="Violence and abuse")),
    ("extreme-temperature", _("hazard_extreme_temperature", default="Extreme heat or cold")),
    ("dust-fumes", _("hazard_dust_fumes", default="Dust and fumes")),
)

AGENCIES = (
    ("DOLE", _("agency_dole", default="Department of Labor and Employment (DOLE)")),
    ("DSWD", _("agency_dswd", default="Department of Social Welfare and Development (DSWD)")),
    ("DepEd", _("agency_deped", default="Department of Education (DepEd)")),
    ("DOH", _("agency_doh", default="Department of Health (DOH)")),
    ("DILG", _("agency_dilg", default="Department of the Interior and Local Government (DILG)")),
    ("DOJ", _("agency_doj", default="Department of Justice (DOJ)")),
    ("DA", _("agency_da", default="Department of Agriculture (DA)")),
    ("DENR", _("agency_denr", default="Department of Environment and Natural Resources (DENR)")),
    ("NCMF", _("agency_ncmf", default="National Commission on Muslim Filipinos (NCMF)")),
    ("NEDA", _("agency_neda", default="National Economic and Development Authority (NEDA)")),
    ("PIA", _("agency_pia", default="Philippine Information Agency (PIA)")),
    (
        "TESDA",
        _(
            "agency_tesda",
            default="Technical Education and Skills Development Authority (TESDA)",
        ),
    ),
    ("CWC", _("agency_cwc", default="Council for the Welfare of Children (CWC)")),
    ("NYC", _("agency_nyc", default="National Youth Commission (NYC)")),
    ("NCIP", _("agency_ncip", default="National Commission on Indigenous Peoples (NCIP)")),
    ("PSA", _("agency_psa", default="Philippine Statistics Authority (PSA)")),
    ("PNP", _("agency_pnp", default="Philippine National Police (PNP)")),
    ("NBI", _("agency_nbi", default="National Bureau of Investigation (NBI)")),
    (
        "NAPC-children",
        _(
            "agency_napc_children",
            default="National Anti-Poverty Commission, children's sector (NAPC)",
        ),
    ),
    ("workers", _("agency_workers", default="Workers' organisations")),
    ("employers", _("agency_employers", default="Employers' organisations")),
    ("NGO", _("agency_ngo", default="Non-governmental organisations")),
)

BUILT_IN = {
    "themes": THEMES,
    "sectors": SECTORS,
    "hazards": HAZARDS,
    "agencies": AGENCIES,
    "resource_kinds": tuple((token, title) for token, title, _definition in RESOURCE_KINDS),
}
"""The lists by name."""

DEFINITIONS = {
    "resource_kinds": {token: definition for token, _title, definition in RESOURCE_KINDS},
}
"""What the terms mean, of the lists that say it."""
