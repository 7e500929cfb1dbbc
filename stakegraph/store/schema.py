"""The tables in which facts are kept, and the views in which others read them.

Actors and facts have numbers, which the indexes hold. What has no column of its own is JSON, in the
form of an entry of a JSON Lines fact file. Nothing here needs more than the standard library:
completing a name reads no facts.
"""

from marshal import dumps
from zlib import crc32

APPLICATION = 0x5347_4B31  # what SQLite's header says of whose file it is: "SGK1"

# What is known of a fact without reading its entry. What is hidden is said by stated facts already;
# a given id is not made of what the fact says. What is contested may be disputed within a narrower
# scope, as where the one source that told two facts together is left out.
HIDDEN, DENIED, DOUBTFUL, DISPUTED, GIVEN, DERIVED, CONTESTED = 1, 2, 4, 8, 16, 32, 64
ENDED = 128  # by another fact that says the same
INHERITED = DOUBTFUL | DISPUTED | CONTESTED  # what a derived fact has of its premises

TABLES = """
create table meta (key text primary key, value) without rowid;
create table tally (name text primary key, rows integer, sum integer) without rowid;
create table file (
    n integer primary key, path blob, size integer, modified integer, changed integer,
    inode text, digest text, in_doubt integer
);
create table relation (n integer primary key, key text, row text);
create table source (
    n integer primary key, id text, entry text, file integer, line integer, col integer,
    sum integer
);
create table actor (
    n integer primary key, id text, kind text, name text, classification text, description text,
    forms text, entry text, file integer, line integer, col integer, sum integer
);
create table leaving (actor integer primary key, facts integer, mixture integer);
create table reaching (actor integer primary key, facts integer, mixture integer);
create table attending (actor integer primary key, events integer, mixture integer);
create table also (id text primary key, actor integer) without rowid;
create table fact (
    n integer primary key, key integer, subject integer, relation integer, object integer,
    flags integer, tail text, entry text, file integer, line integer, col integer, sum integer
);
create table event (
    n integer primary key, id text, entry text, file integer, line integer, col integer,
    sum integer
);
create table took_part (actor integer, event integer, primary key (actor, event)) without rowid;
create table conflict (
    rule text, subject integer, relation integer, object integer, disputed integer,
    primary key (rule, subject, relation, object)
) without rowid;
create table citing (
    source text primary key, day text, firm integer, retracted integer
) without rowid;
create table problem (
    path text, line integer, col integer, severity text, message text, rule text, field text,
    unknown text
);
"""

# By which column an actor's facts and events are found: in which table, where their number is, and
# what is counted.
COUNTS = {
    "subject": ("fact", "leaving", "facts"),
    "object": ("fact", "reaching", "facts"),
    "actor": ("took_part", "attending", "events"),
}
_MIXED = {
    "fact": "n * 524288 + relation * 256 + flags + subject * 7919 + object * 104729",
    "took_part": "actor * 7919 + event",
}
# How many rows an actor has, and what is made of all that an index says of them: facts are passed
# over by what the index says, so a row that it has otherwise is never looked at. Neither a sum of
# as many rows as there are, nor what stands in it, is too large for SQLite.
COUNTED = {
    table: f"count(*), coalesce(sum(({mixed}) % 2147483647), 0)" for table, mixed in _MIXED.items()
}

# How much there is, by what is counted: kept, so that nobody need count a million rows.
SIZES = (
    "select 'facts', count(*) from fact",
    f"select 'derived', count(*) from fact where flags & {DERIVED}",
    "select 'events', count(*) from event",
    "select 'sources', count(*) from source",
    "select 'conflicts', count(*) from conflict where disputed",
    "select 'kind ' || kind, count(*) from actor where kind <> '' group by kind",
    "select severity, count(*) from problem group by severity",
)

INDEXES = {
    "actor_id": "create unique index actor_id on actor (id)",
    "source_id": "create unique index source_id on source (id)",
    "event_id": "create unique index event_id on event (id)",
    "fact_key": "create index fact_key on fact (key)",
    "fact_out": "create index fact_out on fact (subject, relation, object, flags)",
    "fact_in": "create index fact_in on fact (object, relation, subject, flags)",
}

# How others read what is kept. Only functions that SQLite has had for long stand here.
VIEWS = """
create view facts as
    select case when f.flags & 16 then f.tail
            else s.id || '.' || r.key || '.' || o.id || f.tail end as id,
        s.id as subject, r.key as relation, o.id as object,
        json_extract(f.entry, '$.since') as since, json_extract(f.entry, '$.until') as until,
        json_extract(f.entry, '$.in') as attested, case when f.flags & 32 then 'derived'
            else coalesce(json_extract(f.entry, '$.status'), 'stated') end as status,
        f.flags & 8 <> 0 as disputed, f.flags & 1 <> 0 as hidden,
        json_extract(f.entry, '$."#".share_minimum') as share_minimum,
        json_extract(f.entry, '$."#".share_maximum') as share_maximum,
        json_extract(f.entry, '$."#".amount_value') as amount,
        json_extract(f.entry, '$."#".amount_currency') as currency, f.entry as entry,
        json_extract(f.entry, '$.rule') as rule, json_extract(f.entry, '$.premises') as premises,
        (select cast(path as text) from file where n = f.file) as file, f.line as line,
        f.n as number
    from fact f join actor s on s.n = f.subject join relation r on r.n = f.relation
        join actor o on o.n = f.object;
create view actors as
    select id, kind, name, classification, description, json_extract(entry, '$.since') as since,
        json_extract(entry, '$.until') as until, json_extract(entry, '$.ids') as ids, entry,
        (select cast(path as text) from file where n = a.file) as file, line, n as number
    from actor a where kind <> '';
create view identifiers as
    select a.id as actor, s.key as scheme, v.value as identifier
    from actor a, json_each(a.entry, '$.ids') s,
        json_each(case s.type when 'array' then s.value else json_array(s.value) end) v;
create view sources as
    select id, json_extract(entry, '$.title') as title,
        json_extract(entry, '$.publisher') as publisher, json_extract(entry, '$.date') as date,
        json_extract(entry, '$.url') as url, entry,
        (select cast(path as text) from file where n = s.file) as file, line
    from source s;
create view evidence as
    select f.n as fact,
        case e.type when 'object' then json_extract(e.value, '$.source')
            else substr(e.value, 1, instr(e.value || ' ', ' ') - 1) end as source,
        case e.type when 'object' then json_extract(e.value, '$.at')
            else substr(e.value, instr(e.value || ' ', ' ') + 1) end as at,
        case e.type when 'object' then json_extract(e.value, '$.quote') end as quote
    from fact f, json_each(
        case json_type(f.entry, '$.evidence') when 'array' then json_extract(f.entry, '$.evidence')
            else json_array(json_extract(f.entry, '$.evidence')) end
    ) e where json_type(f.entry, '$.evidence') is not null;
create view conflicts as
    select c.rule as rule, s.id as subject, r.key as relation, o.id as object
    from conflict c left join actor s on s.n = c.subject left join relation r on r.n = c.relation
        left join actor o on o.n = c.object where c.disputed;
"""

LAST = "\U0010ffff"  # behind a beginning, it comes after all that begins so


def checksum(*columns: object) -> int:
    """Return a number that tells a row from one with any other column."""
    # Of equal columns that version says the same.
    return crc32(dumps(columns, 0))  # type: ignore[arg-type]
