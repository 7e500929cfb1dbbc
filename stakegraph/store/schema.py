"""The tables of a file of compiled facts.

Actors and facts have numbers, which the indexes hold; what only an answer shows of them is packed
(`packing`). Nothing here needs more than the standard library: completing a name reads no facts.
"""

APPLICATION = 0x5347_4B31  # what SQLite's header says of whose file it is: "SGK1"

# What is known of a fact without unpacking it. What is hidden is said by stated facts already.
HIDDEN, DENIED, DOUBTFUL, DISPUTED = 1, 2, 4, 8

META = "create table meta (key text primary key, value) without rowid;"

FACTS = """
create table file (
    n integer primary key, path blob, size integer, modified integer, changed integer,
    inode text, digest text, in_doubt integer
);
create table source (id text primary key, packed blob) without rowid;
create table actor (
    n integer primary key, id text, kind text, name text, classification text, description text,
    forms text, packed blob
);
create table also (id text primary key, actor integer) without rowid;
create table fact (
    n integer primary key, id text, subject integer, relation integer, object integer,
    flags integer, packed blob
);
create table event (id text primary key, packed blob) without rowid;
create table took_part (actor integer, event text, primary key (actor, event)) without rowid;
create table conflict (one text, other text, rule text, primary key (one, other)) without rowid;
"""

FACT_BY_ID = "create index fact_id on fact (id)"
ACTOR_BY_ID = "create unique index actor_id on actor (id)"
FACT_OUT = "create index fact_out on fact (subject, relation, object, flags)"
FACT_IN = "create index fact_in on fact (object, relation, subject, flags)"
CONFLICT_BY_OTHER = "create index conflict_other on conflict (other)"
