"""Words of the titles of posts in English: tables of data."""

from stakegraph.drafting.vocabulary import words

# What the title of a post ends with, before `of` or `for`.
POSTS = words("""
    chief executive officer|chief executive|chief financial officer|chief operating officer|
    chief of staff|general counsel|secretary general|secretary-general|director general|
    director-general|attorney general|attorney-general|inspector general|auditor general|
    comptroller general|surgeon general|solicitor general|governor general|consul general|
    vice-chancellor|vice chancellor|prime minister|elected mayor|labour minister|
    chancellor of the exchequer|chancellor of the duchy of lancaster|secretary of state|
    minister of state|first minister|taoiseach|home secretary|foreign secretary|
    portfolio holder|cabinet member|chief nurse|board member|member of the board|
    member of the supervisory board|
    member of the management board|editor-in-chief|editor in chief|chairman emeritus|chairman|
    chairwoman|chairperson|chair|president|director|manager|head|chief|officer|executive|boss|
    leader|secretary|treasurer|minister|mayor|governor|commissioner|ambassador|
    high commissioner|professor|founder|co-founder|cofounder|editor|spokesperson|spokesman|
    spokeswoman|adviser|advisor|analyst|economist|engineer|scientist|principal|headteacher|
    headmaster|headmistress|head teacher|dean|rector|provost|master|warden|chancellor|counsel|
    judge|trustee|councillor|controller|comptroller|superintendent|inspector|constable|
    consultant|lead|curator|conductor|producer|registrar|clerk|administrator|coordinator|
    co-ordinator|representative|envoy|convener|speaker|whip|ombudsman|actuary|architect|partner|
    coach|captain|publisher|lecturer|fellow|archivist|librarian|sheriff|marshal|prefect|mp|msp|
    mep|senator|bishop|archbishop|ceo|cfo|coo|cto|cio|cmo|md|vice-president|vice president|
    president-elect|mayor-elect
""")
# What may stand before that in its title.
KINDS_OF_POSTS = words("""
    managing executive non-executive nonexecutive deputy vice assistant associate senior junior
    acting interim chief financial finance operating operations technology information technical
    marketing communications human resources people hr sales commercial regional national
    international global group joint honorary legal medical nursing scientific clinical strategy
    strategic policy research development business programme program project product production
    creative artistic art music musical museum sports sporting football investment investor
    corporate public external government parliamentary political press media digital data it
    security safety risk compliance audit supply procurement purchasing property estates
    planning engineering manufacturing quality innovation education learning training school
    academic admissions children's adult social care health healthcare housing environment
    environmental sustainability transport transportation highways energy climate water culture
    heritage community communities town city county parish borough district council county's
    lord lady shadow permanent private principal presiding founding general head home
    foreign interior defence defense justice trade treasury agriculture work
    pensions science economy economic europe european industry immigration prisons police fire
    founder co-founder supervisory advisory editorial news features business's night day field
    branch store country area division divisional departmental team staff service services
    customer client relations affairs brand retail store's wholesale tax credit lending banking
    insurance membership volunteering volunteer fundraising campaigns campaign charity grants
    station portfolio fund account accounts chief's first second third lead leading non state
    high supreme county court appeals crown
    law economics history physics chemistry politics company board independent
""")
# Said of who had one.
FORMER = words("""
    former ex ex- ex-chief late retired previous erstwhile ousted sacked
""")
# Said of who will have one.
COMING = words("""
    incoming future next prospective designate would-be aspiring soon-to-be potential
""")
# Said of who has a post, and no part of its title.
BESIDE_POSTS = (
    FORMER
    | COMING
    | words("""
    new newly current present sitting serving longtime long-time long-serving longstanding first
    one-time onetime sole only own highly-paid well-known veteran popular powerful controversial
    recently-appointed newly-appointed first-ever outgoing departing
""")
)
# What says of a post how high it is, or for how long, and not what it is for.
RANKS = words("""
    managing executive non-executive nonexecutive deputy vice assistant associate senior junior
    acting interim chief joint honorary permanent principal presiding founding co first second
    third lead leading general head group supervisory
""")
# Posts that are held of a place, whatever its name.
OF_PLACES = words("""
    mayor|king|queen|bishop|archbishop|mp|msp|mep|senator|sheriff|governor|lord mayor|
    elected mayor
""")
# Posts of which there is one of that title in a country.
OF_COUNTRIES = words("""
    prime minister|deputy prime minister|home secretary|foreign secretary|first minister|
    attorney general|attorney-general|chancellor of the exchequer|
    chancellor of the duchy of lancaster|governor general|solicitor general|taoiseach
""")
# Posts that are held in a country: with its people before them no more need be said.
OF_NATIONS = words("""
    minister|secretary of state|president|prime minister|ambassador|chancellor|attorney general|
    secretary|chief inspector|ombudsman|envoy
""")
# What ends the words that say what a post is for.
NO_REMIT = words("""
    a an the his her its their our your my this that these those which who whom whose when where
    while after before since until till from at in on to by with as is are was were be been
    being has have had will would may might could can should must said says told tells asked
    added announced called came went made took gave left joined led leads leaving but or nor so
    than then because if unless although though into over under between during without within
    about against not no also both each all any some more most other another one two three four
    five six yesterday today tomorrow monday tuesday wednesday thursday friday saturday sunday
    he she it they we you i him them us there here now neither either nothing none
""")
# Posts whose letters stand behind a name.
SUFFIXES = words("mp msp mep")

_PLURALS = {
    " general": "s general", "-general": "s-general", "man": "men", "y": "ies", "s": "ses",
    "x": "xes", "ch": "ches", "sh": "shes",
}  # fmt: skip


def plural(post: str) -> str:
    """Return the title of several who hold a post: secretaries of state, vice-presidents."""
    first, of, rest = post.partition(" of ")
    for end, ending in _PLURALS.items():
        if first.endswith(end):
            return first.removesuffix(end) + ending + of + rest
    return f"{first}s{of}{rest}"


SINGULAR = {plural(post): post for post in POSTS}
