"""The questions, a row each, from which the command line and the Python interface are made.

Nothing but the standard library is imported: what answers is named as text (`module:function` in
`questions/`) and loaded when it is asked, so that help and completion wait for no question. The
words of an answer are those of the module of the same name in `outlines/`.
"""

from stakegraph.questions.question import Drawing, Parameter, Question

_NAME = "An id, name, alias, surname or part of a name."
_MAYBE = f"{_NAME} All if left out."

ONLY = Parameter(
    "only",
    "family",
    "Only relations of this family: reporting, role, structure, succession, partnership, "
    "authority, stance, location; may be repeated.",
    [],
    "--only",
    "FAMILY",
)

_REPORTING = "Reporting lines and roles"
_CONNECTIONS = "Partnerships and connections"
_ACTORS = "Who is there"
_EVIDENCE = "Evidence, doubt and time"
_COMPARING = "Differences and duplicates"

_PLACED = ("person", "post")  # the kinds that have a place in a reporting line

# In the order in which help lists them.
QUESTIONS = (
    Question(
        "who-reports-to",
        _REPORTING,
        "Show who reports to a person, a post or a body.",
        "reporting:who_reports_to",
        Drawing(("reporting",), "in", depth=1, derived=False, lifted_by="everyone"),
        (
            Parameter("name", "actor", _NAME, kinds=(*_PLACED, "organisation")),
            Parameter("everyone", "flag", "The whole tree below.", False, "--all"),
        ),
        {"name": "Rowney"},
    ),
    Question(
        "chain",
        _REPORTING,
        "Show whom a person or post reports to, up to the top.",
        "reporting:chain",
        Drawing(("reporting",), "out", derived=False),
        (Parameter("name", "actor", _NAME, kinds=_PLACED),),
        {"name": "Kath O'Dwyer"},
    ),
    Question(
        "org-chart",
        _REPORTING,
        "Show every reporting line, of all or of one organisation and its parts.",
        "reporting:org_chart",
        "drawings:org_chart",
        (Parameter("org", "actor", _MAYBE, "", kinds=("organisation",)),),
        {"org": "Stoke council"},
    ),
    Question(
        "roles",
        _REPORTING,
        "Show the roles of a person over time, or the people of an organisation or post.",
        "roles:roles",
        Drawing(("role", "structure"), depth=1),
        (Parameter("name", "actor", _MAYBE, ""),),
        {"name": "Kath O'Dwyer"},
    ),
    Question(
        "partners",
        _CONNECTIONS,
        "Show the partners of an organisation or person, and apart from them its other ties.",
        "partners:partners",
        # Of a partner with more ties than ten, only how many they are is shown.
        Drawing(("partnership",), depth=3, most=10),
        (Parameter("name", "actor", _NAME, kinds=("organisation", "person", "partnership")),),
        {"name": "Serco"},
        "Those in one partnership and those who work together are partners; who funds, owns, sues\n"
        "or commissions is told apart, in a sentence.",
    ),
    Question(
        "path",
        _CONNECTIONS,
        "Show how two actors are connected, as the best few routes.",
        "paths:paths",
        "drawings:paths",
        (
            Parameter("start", "actor", _NAME),
            Parameter("end", "actor", _NAME),
            Parameter("count", "count", "How many routes.", 3, "--paths", "K", least=1),
            Parameter("max_hops", "count", "How long at most.", 6, "--max-hops", "N", least=1),
            Parameter(
                "only",
                "selection",
                "Only along this family or relation, or through this kind or actor; may be "
                "repeated.",
                [],
                "--only",
                "WORD",
            ),
            Parameter(
                "avoid",
                "selection",
                "Around what this means; may be repeated.",
                [],
                "--avoid",
                "WORD",
            ),
            Parameter(
                "together",
                "flag",
                "Only routes whose hops may all have held on one day.",
                False,
                "--together",
            ),
        ),
        {"start": "Kevin Williams", "end": "Rowney"},
        "Shorter routes come first, then those with fewer doubtful hops. Sharing an opinion or a\n"
        "place is no connection unless you ask for it with --only stance, --only location.\n\n"
        "--only and --avoid take a family of relations (reporting, role, structure, partnership,\n"
        "authority, ...), a relation (owns), a kind of actor (company) or an actor. Where a word\n"
        "may mean several, family:role, relation:owns, kind:company or actor:tact says which.",
    ),
    Question(
        "show",
        _ACTORS,
        "Show everything on one actor: what it is, its ties, its events.",
        "actors:page",
        "drawings:page",
        (Parameter("name", "actor", _NAME),),
        {"name": "Tact"},
    ),
    Question(
        "list",
        _ACTORS,
        "Show who is there: people, organisations, posts and partnerships.",
        "actors:listing",
        "drawings:listing",
        (Parameter("kind", "kind", "person, organisation, company, ...; all if left out.", ""),),
        {"kind": "company"},
    ),
    Question(
        "find",
        _ACTORS,
        "Show the actors that have a text in their name, description or note.",
        "actors:find",
        "drawings:find",
        (Parameter("text", help="A word or part of one."),),
        {"text": "fostering"},
    ),
    Question(
        "status",
        _ACTORS,
        "Show which facts are loaded, how much there is, what is wrong, and what to do next.",
        "status:status",
        "overview:status",
        more="'stakegraph' alone shows the same.",
    ),
    Question(
        "relations",
        _ACTORS,
        "Show the relations that a fact may state, own ones included, each with an example.",
        "vocabulary:relations",
        "overview:relations",
        (
            Parameter(
                "word",
                "relation",
                "A relation, a family of them, or words of one; all if left out.",
                "",
            ),
        ),
        {"word": "owns"},
    ),
    Question(
        "kinds",
        _ACTORS,
        "Show the kinds of actor: what may be said of each, and which relations join them.",
        "vocabulary:kinds",
        "overview:vocabulary",
    ),
    Question(
        "why",
        _EVIDENCE,
        "Show why something is said: the evidence of a fact, or what a derived one follows from.",
        "evidence:why",
        "drawings:why",
        (
            Parameter("fact", "fact", "The id of a fact or an event, or a name."),
            Parameter("other", "actor", "The name of another actor.", ""),
        ),
        {"fact": "ged-rowney.role_at.stoke-council.via.director"},
        "Give the id of a fact or an event, as --cite shows it, or the names of two actors.",
    ),
    Question(
        "sources",
        _EVIDENCE,
        "Show each source, and how many facts rest on it alone.",
        "evidence:sources",
        "drawings:sources",
        more="'stakegraph sources read ID' prints the saved text of one with the numbers of its\n"
        "paragraphs, 'stakegraph sources add FILE' puts a further one into the fact file.",
    ),
    Question(
        "conflicts",
        _EVIDENCE,
        "Show the facts that cannot all be true, side by side.",
        "conflicts:conflicts",
        "drawings:conflicts",
        (
            Parameter(
                "possible", "flag", "What may clash, and disputes nothing.", False, "--possible"
            ),
        ),
    ),
    Question(
        "timeline",
        _EVIDENCE,
        "Show events, starts and ends in order, of all or of one actor.",
        "timeline:timeline",
        "drawings:timeline",
        (Parameter("name", "actor", _MAYBE, ""),),
        {"name": "Shaftesbury"},
        "With --as-of, what had come to pass by that day.",
    ),
    Question(
        "positions",
        _EVIDENCE,
        "Show who supports, opposes or takes no side on what.",
        "positions:positions",
        Drawing(("stance",), depth=1),
        (Parameter("name", "actor", _MAYBE, ""),),
        {"name": "Elaine Simpson"},
    ),
    Question(
        "gaps",
        _EVIDENCE,
        "Show what the facts do not say yet, each gap with the next question to ask.",
        "gaps:gaps",
        "drawings:gaps",
        (
            Parameter(
                "older_than",
                "date",
                "Show what no later source confirms.",
                "",
                "--older-than",
                "DATE",
            ),
            Parameter(
                "ignore", "gap", "Leave out this rule; may be repeated.", [], "--ignore", "RULE"
            ),
        ),
        {"ignore": ["undated-role"]},
    ),
    Question(
        "what-if",
        _EVIDENCE,
        "Show which answers fall if a source had not been written, or only what is stated counts.",
        "whatif:what_if",
        "drawings:what_if",
        example={"firm": True},
        more="Give --without-source ID, --source ID or --firm.",
    ),
    Question(
        "diff",
        _COMPARING,
        "Show what differs between two files, folders or git revisions; exit code 1 if anything "
        "does.",
        "diff:diff",
        "drawings:diff",
        (
            Parameter("old", "place", "A fact file, a folder or a git revision."),
            Parameter("new", "place", "The same; the facts as they are if left out.", ""),
            Parameter("answers", "flag", "Also which answers came or went.", False, "--answers"),
            Parameter(
                "evidence", "flag", "Also what is cited from another place.", False, "--evidence"
            ),
        ),
        {"old": "data/stoke.yaml"},
        "The order and the layout of the files do not count. That the same is cited from another\n"
        "place, or from a source that took the place of another, counts with --evidence alone.",
    ),
    Question(
        "duplicates",
        _COMPARING,
        "Show the pairs of actors that may be the same, with what speaks for it; none is joined.",
        "duplicates:duplicates",
    ),
)
