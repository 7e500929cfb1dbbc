"""What each field of a fact file says, in words: for editors and for the documents."""

_DATED = {
    "since": "from when, the day included",
    "until": "until when, the day included",
}
_SAID = {
    "note": "what else is to be said",
    "evidence": "where it was read: `gazette ¶7`, or several, or tables with what stands there",
}
_PUT = {
    "status": "how the source puts it; `stated` if left out",
    "because": "from what it is inferred; an inferred entry needs it",
    "according_to": "whose word it is: the id of an actor, or words, or several of these",
}
_NAMED = {"name": "what it is called"}
_UNNAMED = {"unnamed": "why somebody known to exist is not named; the name then describes"}
_ACTOR = {
    "aliases": "further names, each a text or `{name: ..., since: ..., until: ...}`",
    "ids": "what registers and catalogues call it, by scheme: `{lei: ..., gb-coh: ...}`",
    "plural": "the name takes a verb of several: `the crews own it`",
    "description": "who or what it is, in a few words",
    **_SAID,
    "same_as": "the id of the entry that is the same actor; needs `because`",
    "different_from": "the id of an actor that this one is not, or several; needs `because`",
    "because": "how `same_as` or `different_from` is known",
}

# By section and field.
FIELDS: dict[str, dict[str, str]] = {
    "sources": {
        "title": "what it is called",
        "author": "who wrote it",
        "publisher": "where it appeared",
        "date": "when it appeared: the day on which it vouches for what it states",
        "language": "in what language, as a tag: `en`, `pt-BR`",
        "url": "where it can be read",
        "archived": "where a copy lasts",
        "accessed": "on which day it was read",
        "text": "the path of the saved text, from the folder of the fact file, for `verify`",
        "sha256": "the checksum of the saved text",
        "retracted": "when its publisher withdrew it; the reason belongs in `note`",
        "corrected": "when its publisher corrected it; the reason belongs in `note`",
        "reliability": "how good it is, on a scale of your own",
        "note": "what else is to be said",
    },
    "people": {**_NAMED, **_ACTOR, **_UNNAMED},
    "organisations": {
        **_NAMED,
        "kind": "what kind of organisation it is",
        **_ACTOR,
        **_UNNAMED,
        **_DATED,
    },
    "posts": {
        "title": "what it is called, without an article: `head of the trust`",
        **_ACTOR,
        **_DATED,
        "at": "the organisation at which it is",
        "remit": "what its holder is responsible for",
        "seats": "how many may hold it at once; 1 if left out",
        "shared": "any number may hold it at once",
        "vacant": "when it stood empty: `[{since: ..., until: ..., evidence: ...}]`",
    },
    "partnerships": {
        **_NAMED,
        "kind": "what kind it is, in your words: `contract`, `alliance`",
        **_ACTOR,
        **_DATED,
    },
    "events": {
        "what": "what happened, as a sentence without the date",
        "on": "when",
        "who": "who took part: a list of ids",
        **_PUT,
        **_SAID,
    },
    "facts": {
        "who": "the id of the one of whom it is said",
        "id": "an id of its own; one is made of what the fact says if left out",
        **_DATED,
        "in": "when it was so, where neither start nor end is known",
        **_PUT,
        **_SAID,
    },
    "relations": {
        "from": "the kinds of those of whom it is said",
        "to": "the kinds of those at its other end",
        "verb": "what stands between the two names: `mentors`",
        "inverse": "the same from the other end: `is mentored by`",
        "family": "with which relations it is shown, and followed by `--only`; `reporting` makes it"
        " a reporting line, from who is below to who is above",
        "qualifiers": "what more a fact of it may say, each a word of `a-z`, `0-9` and `_`",
        "choices": "the values that a qualifier may have: `{as: [acting, interim]}`",
        "examples": "what a fact of it says, for descriptions: its qualifiers, and both ends",
        "past": "`verb` of what is over; the same words if left out",
        "past_inverse": "`inverse` of what is over",
        "after": "what follows the second name: `[ in {field}]`",
        "plural": "`verb` after a name of several, where its first word does not tell: `own`",
        "plural_inverse": "`inverse` after a name of several",
        "future": "`verb` behind `is to`, where its first word does not tell: `own`",
        "future_inverse": "`inverse` behind `is to`",
        "symmetric": "it holds both ways: said from either end it is one fact",
        "acyclic": "a circle of it is a mistake, of which `check` warns",
        "exclusive": "one may have one such tie at a time: two at once are a conflict",
        "act": "it is done once, on a day, and then has been done ever after",
        "of_post": "it says at which organisation a post is",
        "partners": "it makes partners: its two ends in the family `partnership`, or those whom it"
        " ties to one partnership",
        "divides": "its object is a whole, of which its subjects have shares at one time",
        "client": "its subject is a client of its object",
        "fills": "who has it holds the post, and has the role named here where the post is",
        "contrary": "the relation that nobody has to the same at the same time",
    },
}

STATUSES = {
    "stated": "the source says so; left out, it is this",
    "hedged": "the source says that it may be so",
    "disputed": "the source says that it is disputed",
    "denied": "the source says that it is not so",
    "inferred": "you conclude it; `because` says from what",
}
