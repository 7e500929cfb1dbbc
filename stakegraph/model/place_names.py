"""Names of places and of peoples in English, folded."""

from stakegraph.text.folding import fold

# Countries, cities and regions, in one word.
_PLACES = """
    afghanistan albania algeria america andorra angola argentina armenia australia austria
    azerbaijan bahrain bangladesh barbados belarus belgium belize bermuda bolivia bosnia
    botswana brazil britain bulgaria burma cambodia cameroon canada catalonia chad chile china
    colombia congo croatia cuba cyprus czechia denmark ecuador egypt england eritrea estonia
    ethiopia fiji finland france gabon georgia germany ghana gibraltar greece greenland
    guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland
    israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia
    lebanon lesotho liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia
    mali malta mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar
    namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama
    paraguay peru philippines poland portugal qatar romania russia rwanda scotland senegal
    serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria taiwan
    tajikistan tanzania thailand tunisia turkey türkiye uganda ukraine uruguay uzbekistan
    venezuela vietnam wales yemen zambia zimbabwe us uk usa uae europe asia africa oceania
    scandinavia london paris berlin rome madrid brussels vienna dublin edinburgh glasgow cardiff
    belfast manchester birmingham leeds liverpool sheffield bristol oxford cambridge newcastle
    nottingham southampton york washington boston chicago houston dallas seattle atlanta
    philadelphia detroit miami denver california texas florida ohio virginia alaska
    massachusetts michigan georgia illinois pennsylvania minnesota colorado arizona nevada
    oregon moscow kyiv kiev beijing shanghai tokyo osaka seoul delhi mumbai sydney melbourne
    canberra toronto ottawa montreal vancouver lagos nairobi cairo istanbul ankara athens lisbon
    porto barcelona milan turin naples munich hamburg frankfurt cologne zurich geneva basel bern
    stockholm oslo copenhagen helsinki warsaw prague budapest bucharest sofia belgrade zagreb
    davos amsterdam rotterdam antwerp luxembourg lyon marseille dubai riyadh doha tehran baghdad
    jerusalem karachi lahore dhaka colombo bangkok jakarta manila hanoi kuala singapore hong
    auckland wellington westminster brooklyn manhattan hollywood yorkshire lancashire cornwall
    devon kent essex surrey sussex norfolk suffolk cumbria
    iowa idaho kentucky tennessee kansas louisiana utah nebraska oklahoma montana maine vermont
    connecticut maryland delaware hawaii wisconsin missouri mississippi alabama arkansas indiana
    wyoming
"""
# Places, and what is like one, in several words.
_LONG_PLACES = """
    united states|united kingdom|united states of america|new zealand|south africa|north korea|
    south korea|saudi arabia|sri lanka|costa rica|el salvador|sierra leone|ivory coast|
    burkina faso|hong kong|new york|new york city|los angeles|san francisco|new delhi|
    northern ireland|great britain|puerto rico|united arab emirates|czech republic|
    dominican republic|new jersey|new mexico|north carolina|south carolina|west virginia|
    rio de janeiro|são paulo|buenos aires|tel aviv|kuala lumpur|cape town|middle east|
    latin america|north america|south america|central america|asia pacific|southeast asia|
    eastern europe|western europe|silicon valley|wall street|downing street|white house|
    world war|tour de france|mount everest|premier league|champions league|olympic games|
    world cup|capitol hill|west bank|central london|west midlands|east anglia|tyne and wear|
    greater manchester|isle of man|channel islands|falkland islands|vatican city
"""
# Of which people or belief somebody is.
_PEOPLES = """
    american african albanian argentine australian austrian bavarian belgian brazilian british
    bulgarian canadian catalan chilean chinese colombian croatian cuban czech danish dutch
    egyptian english estonian ethiopian european finnish flemish french german ghanaian greek
    hungarian icelandic indian indonesian iranian iraqi irish israeli italian japanese jordanian
    kenyan korean kurdish latvian lebanese libyan lithuanian malaysian mexican moroccan nigerian
    norwegian pakistani palestinian peruvian philippine polish portuguese romanian russian saudi
    scottish serbian slovak slovenian somali spanish sudanese swedish swiss syrian taiwanese
    thai tunisian turkish ukrainian venezuelan vietnamese welsh yemeni zimbabwean us uk
    conservative tory democratic republican liberal socialist communist anglican catholic muslim
    jewish christian hindu sikh buddhist
"""
PLACES = frozenset(
    fold(" ".join(name.split())) for name in (*_PLACES.split(), *_LONG_PLACES.split("|"))
)
PEOPLES = frozenset(_PEOPLES.split())
