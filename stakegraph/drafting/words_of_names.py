"""Words of names, and words that are none: tables of data.

Those of organisations are of several languages; titles and particles of people are in
`model.personal_names` and `model.given_names`, words of organisations and places in
`model.organisation_names` and `model.place_names`.
"""

from stakegraph.drafting.vocabulary import words

# What begins a sentence with a capital letter and is no name.
NO_NAMES = words("""
    had were should could would assuming provided imagine suppose
    rumour rumor rumours rumors speculation reports claims allegations suggestions hopes
    a an the this that these those his her its their our your my he she it they we you i who
    whom whose which what when where why how whoever whatever and but or nor so yet for if
    unless although though while whereas because since until till before after as at by from in
    into of off on onto over to up with within without under between among amongst against about
    above across along around behind below beneath beside besides beyond despite down during
    except inside like near outside past per plus through throughout toward towards upon via not
    no none nobody nothing neither both either each every all any some many much more most few
    several other others another such same one two three four five six seven eight nine ten
    first second third last next then now today yesterday tomorrow there here also again however
    meanwhile moreover nevertheless nonetheless therefore thus still already once only even just
    perhaps maybe indeed instead later earlier recently formerly previously currently reportedly
    allegedly apparently sometimes often never always soon yes former ex new old late current
    incoming outgoing acting interim early mid monday tuesday wednesday thursday friday saturday
    sunday january february march april may june july august september october november december
    spring summer autumn winter according given following asked speaking writing born aged led
    owned founded based backed under
""")
# People, by what they are: these begin a sentence and name nobody.
GROUPS = words("""
    staff police people men women children parents councillors ministers officials shareholders
    investors directors managers members workers employees unions voters residents prosecutors
    regulators lawyers analysts economists doctors nurses teachers students scientists engineers
    trustees governors creditors customers clients suppliers rivals critics campaigners
    activists protesters police officers soldiers troops executives bosses owners founders
    partners board parliament government council management councils companies firms banks
    charities bidders lenders buyers sellers consumers patients passengers farmers fans players
    families politicians lawmakers senators mps peers judges journalists reporters editors
    sources colleagues
""")
# What names nothing by itself, whatever letters it has: "the Board", "the Company".
GENERIC = GROUPS | words("""
    agency association authority bank board cabinet chamber charity college commission committee
    community company corporation council court department directorate executive foundation
    fund government group hospital house institute management ministry office organisation
    organization parliament partnership party school secretariat senate service services society
    team trust union university project programme contract agreement act bill review report inquiry
    north south east west year month week day decade century
""")
# Of these neither do several: "the Board of Directors", "the Annual General Meeting".
BOARDS = words("""
    advisory annual audit board committee directors executive general governors management meeting
    nomination non-executive of remuneration supervisory trustees
""")
# What belongs to the name before it: "the Port team" is not Port.
BELONGINGS = words("""
    arm assets board brand brands business businesses chain club deal division empire factory family
    fans fund group name office plant shares shop shops site staff stake stock store stores team
    unit workers
""")
# What says of the name behind it that it is an organisation: "fostering agency Tact".
SORTS = words("""
    agency airline association bank bookmaker brewer broadcaster brokerage builder builders
    business carmaker chain charity chipmaker club college company conglomerate consortium
    consultancy contractor cooperative corporation council developer distributor drugmaker
    engineer's exchange firm foundation giant group hospital hotelier housebuilder institute
    insurer investor lender magazine maker manufacturer network newspaper ngo nonprofit operator
    organisation organization outsourcer outfitter paper party pharmacist producer provider
    publisher quango regulator retailer school startup start-up steelmaker studio subsidiary
    supermarket supplier think-tank trust union university utility venue watchdog website
""")
# What a text calls an organisation by that has the word in its name: "the trust".
BODIES = words("""
    trust council union university bank commission agency school hospital college ministry
    department party court museum club church authority institute foundation federation
    association corporation charity
""")
# What the names of houses and streets end with, where somebody lives.
ADDRESSES = words("""
    avenue buildings close cottage cottages court crescent drive estate farm gardens grove hall hill
    house lane lodge mews park place road row square street terrace villas walk way
""")
# What may stand before such a word.
SORTED = words("""
    private public local national regional international global independent voluntary charitable
    fostering adoption housing energy water gas oil rail bus train airline media technology tech
    software data car fashion online luxury food drinks steel mining security outsourcing
    accountancy accounting law audit engineering construction property investment hedge equity
    venture management recruitment insurance children's mental health care education training
    research consulting advisory marketing advertising design electricity power telecoms mobile
    pharmaceutical biotech drug defence aerospace shipping logistics parcel delivery fast-food
    supermarket state-owned family-owned listed rival parent partner sister
    state federal provincial bipartisan nonpartisan nonprofit non-profit city county
""")
# Those that are followed by `of` or `for` in a name.
OPENING = words("""
    academy agency archbishopric army association assembly bank board bureau centre center
    chamber church college commission committee confederation council court crown department
    directorate federation friends guild house inspectorate institute institution institutes
    league ministry museum office order organisation organization party police port royal school
    secretariat society states trust union university universities academies médecins save
    transport institutes hospital hospitals diocese parliament embassy campaign alliance people
    republic campaign fund foundation doctors workers
""")
# Of what a department or an institute is: "for Business and Trade".
FIELDS = words("""
    affairs agriculture allergy alcohol arts atmospheric business children commonwealth
    communities community cooperation control crafts culture customs defence development digital
    diseases drug economics economy education employment energy engineering environment exports
    families finance fisheries food foreign forestry gynaecologists health heritage home housing
    humanities hygiene immigration industrial industry infectious innovation international
    justice labour language letters levelling local market media medicine net networks nutrition
    oceanic parliamentary pensions physicians planning political prevention procurement
    protection psychiatrists public research revenue rights rural safety schools science
    sciences security skills social sport sports standards statistics strategic strategy
    surgeons technology tobacco tourism trade training transport treasury tropical veterans
    waste water welfare women work works youth zero government studies policy care excellence
    relations
    inland wildlife
""")
# Words of organisations that are surnames as well.
SURNAMES_TOO = words("""
    church house court order force post bank steel law brewer fellows school post herald archer
    love price mills hall lord field parks page times royal union team mission service stone
    chambers motor power hill
""")
# Titles that begin names of other kinds: General Motors, Duke University.
NO_TITLES = words("""
    general major canon don justice count duke prince princess president the right father judge
    captain st fr hon minister chancellor governor ambassador senator commander cardinal earl
    marquess viscount count king queen dipl mag ing da sra sig gen
""")
# Capital letters that name no organisation.
NO_ORGANISATIONS = words("""
    us usa uk uae ussr ceo cfo coo cto cio cmo md mp mps msp mep tv pc it hr pr ai am pm phd mba
    obe mbe cbe kbe dbe gbp usd eur ipo agm egm gdp faq id ok qc kc jp m20 m25 covid covid-19
    dna rna hiv aids ii iii iv vi vii viii ix xi ny la dc sw ec vat esg r&d m&a ltd plc llp llc
    inc diy
""")
