"""The patterns of who has a role, begins, leaves or follows somebody in it: tables."""

from stakegraph.drafting.patterns import Pattern

# fmt: off
ASIDES = (
    # Port Trust, led by its chair, Ana Ruiz,
    Pattern("has", "{org}, [which {be} ](led|run|headed|chaired) by [the |its ]{role}[,] {people}"
            "{comma}", keeps="org"),
    Pattern("leads", "{org}, [which {be} ](led|run) by {surely_who}{when}{comma}",
            keeps="org", title=""),
    Pattern("has", "{org}, [which {be} ]chaired by {people}{when}{comma}", keeps="org",
            title="chair"),
    Pattern("has", "{org}, [which {be} ]headed by {people}{when}{comma}", keeps="org",
            title="head"),
    # Ana Ruiz (head of press, Port Trust)
    Pattern("has", "{who} {open}{role}[, [the ]{org}]{when}{close}", keeps="who"),
    # Ana Ruiz, head of press, Port Trust,
    Pattern("has", "{who}, {then}{role}, [the ]{org}{mark}", keeps="who"),
    # Ana Ruiz and Bob Lee, directors of the trust,
    Pattern("has", "{people}, [both |all ]{then}{role}{when}{at_the_time}{plural_apart}",
            keeps="people"),
    # Ana Ruiz, 54, until 2022 the trust's head of press,
    Pattern("has", "{who},[{on}[,]] {then}{role}[[,] and {other_role}]{when}{at_the_time}{apart}",
            keeps="who"),
    # Ana Ruiz, who is the trust's head of press,
    Pattern("has", "{who}[,] who {be} {role}{when}", keeps="who"),
    # As head of press of the trust, Ana Ruiz says
    Pattern("has", "(A|a)s {role}, {who}{present}", keeps="who"),
    Pattern("had", "(A|a)s {role}, {who}{past}", keeps="who"),
    # the trust's head of press Ana Ruiz; the trust's head of press, Ana Ruiz,
    Pattern("has", "{then}{role} {people}", keeps="people"),
    Pattern("has", "{role}, {people}{no_list}", keeps="people"),
    # Ana Ruiz - head of press of the trust - said
    Pattern("has", "{who} - {then}{role}{when} - ", keeps="who"),
    # Ana Ruiz, of Port Trust,
    Pattern("has", "{surely_who}, (of|from) [the ]{surely_org}{comma}", keeps="who", title=""),
    # Ana Ruiz of the trust
    Pattern("has", "{surely_who} of [the ]{surely_org}{goes_on}", keeps="who", title=""),
)
STATEMENTS = (
    Pattern("has", "{people} {be} {role}[[,] and {other_role}]{when}"),
    Pattern("has", "{org}'[s] {role} {be} {people}{when}"),
    Pattern("has", "{role} {be} {people}{when}{stop}"),
    Pattern("has", "{org}, whose {role} {be} {people}{when}"),
    Pattern("has", "{org}, whose {role}[,] {people}"),
    Pattern("begins", "{people} {verb:become}[ also] {role}{when}"),
    Pattern("begins", "{people} {verb:take_over start begin return}[ again] as {role}{when}"),
    Pattern("begins", "{people} {verb:announce unveil reveal}{when} as {role}{when}",
            is_passive=True),
    Pattern("begins", "{people} {verb:take_up} (the|his|her|their|a) (post|role|job|position)"
            " (of|as) {role}{when}"),
    Pattern("begins", "{people} {verb:appoint reappoint re-appoint name elect re-elect"
            " reelect choose select hire recruit promote install confirm make swear_in}{when}"
            "[ by [the ]{by}] [from {some_role} ][as |to (be |become |the post of )|to ]{role}"
            "[ by [the ]{by_whom}]{when}",
            is_passive=True),
    Pattern("begins", "{by} {verb:appoint reappoint name elect choose select hire recruit promote"
            " install make} {people} [as |to (be |become |the post of )|to ]{role}{when}"),
    Pattern("begins", "(its|the) (b|B)oard[ of (d|D)irectors] {verb:appoint reappoint name elect"
            " choose select hire recruit promote} {people} [as |to be |to ]{role}{when}"),
    Pattern("begins", "{by} {verb:appoint name choose hire recruit} {people} to (succeed|replace)"
            " {other} as {role}{when}"),
    Pattern("begins", "{people} {verb:leave resign quit} [from ][the ]{place}{when} to (become|be)"
            " {role}"),
    Pattern("begins", "{org} {verb:appoint elect add} {people} to (its|the) board{when}",
            title="board member"),
    Pattern("begins", "{people} {verb:join} [the ]{org}{when}[ from [the ]{place}{when}] as"
            " {role}{when}"),
    Pattern("begins", "{people} {verb:join} (the board of [the ]{org}|[the ]{its}'[s] board){when}",
            title="board member"),
    Pattern("begins", "{people} {verb:join} [the ]{org}{when}[ from [the ]{place}{when}]{joined}",
            title=""),
    Pattern("has", "{people} {verb:sit serve} on (the board of [the ]{org}|[the ]{its}'[s] board)"
            "{when}", title="board member"),
    Pattern("has", "{people} {be} on (the board of [the ]{org}|[the ]{its}'[s] board){when}",
            title="board member"),
    Pattern("has", "{people} {verb:serve act work} (as {role}|(for|at) [the ]{org} as {other_role})"
            "{when}"),
    Pattern("has", "{people} {verb:work} (for|at) [the ]{org}{when}{not_as}", title=""),
    Pattern("has", "{people} {verb:employ} by [the ]{org}{when}{not_as}",
            is_passive=True, title=""),
    Pattern("has", "{people} {verb:chair} [the ]{org}{when}", title="chair"),
    Pattern("has", "{org} {verb:chair} by {people}{when}", is_passive=True, title="chair"),
    Pattern("has", "{people} {verb:head} [the ]{org}{when}", title="head"),
    Pattern("has", "{org} {verb:head} by {people}{when}", is_passive=True, title="head"),
    Pattern("leads", "{surely_who} {verb:lead run} [the ]{org}{when}{stop}", title=""),
    Pattern("leads", "{org} {verb:lead run} by {surely_who}{when}{stop}", is_passive=True,
            title=""),
    Pattern("ends", "{people} {verb:resign retire step_down stand_down quit leave depart}{when}"
            " (as|from (being|the (post|position) of|(his|her|their) (post|role|job|position)[s]"
            " as))"
            " {role}{when}"
            "[ and (was|is|has been) (replaced|succeeded|followed) by {other}]"),
    Pattern("ends", "{people} {verb:resign retire step_down stand_down quit leave depart}{when}"
            " [from ](his|her|their|the) (post|role|job|position)[s] (as|of) {role}{when}"),
    Pattern("ends", "{people} {verb:resign retire step_down stand_down quit leave}{when} [from ]"
            "(the board of [the ]{org}|[the ]{its}'[s] board){when}", title="board member"),
    Pattern("ends", "{people} {verb:dismiss sack fire remove oust}{when} (as|from (being|"
            "(his|her|their|the) (post|role|job|position) (as|of))) {role}{when}"
            "[ and [was |is ](replaced|succeeded|followed) by {other}]", is_passive=True),
    Pattern("ends", "{people} {verb:resign leave quit} [from ][the ]{org}{when}{left}", title=""),
    Pattern("leaves", "{people} {verb:resign retire step_down stand_down quit leave depart die}"
            "[ in {some_place}]{when}{gone}"),
    Pattern("leaves", "{people} {verb:dismiss sack fire remove oust}{when}{gone}",
            is_passive=True),
    Pattern("leaves", "{verb:dismiss sack fire remove oust succeed replace} {people}{when}{gone}"),
    Pattern("waits", "{people} {verb:take_up start begin join assume take_over}"
            "[ (the|his|her|their) [new ](post|role|job|position|duties)| work]{when}{waiting}"),
    Pattern("waits", "{people} {verb:succeed replace take_over_from} {other}{when}{waiting}"),
    Pattern("follows", "{who} {verb:succeed replace follow take_over_from} {other} as {role}"
            "{when}"),
    Pattern("follows", "{other} {verb:succeed replace follow} [{on} ]by {who}[ as {role}]{when}",
            is_passive=True),
    Pattern("follows", "{other} {verb:succeed replace follow} as {role} by {who}{when}",
            is_passive=True),
)
# fmt: on
