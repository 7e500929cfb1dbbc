"""A fact file that says everything that one can say: what formats carry of it is tested."""

# Every relation, every kind of actor, every field; ids and texts that formats trip over.
EVERYTHING = """
title: Everything at once
sources:
  cc: {title: 'Community Care', publisher: CC, date: 2008-03-13, url: 'https://example.org/cc'}
  board.papers: {title: 'Papers; "of" the board', note: in a box}
  gone: {title: Gone, author: 'A. "B" One; C. Two', date: 2020, language: pt-BR, reliability: B2,
         url: 'http://news.example/a', archived: 'http://archive.example/2021/http://news.example/a',
         accessed: 2021-02-03, retracted: 2021-05, corrected: 2020-11-02~, note: a figure was wrong,
         sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08}
relations:
  mentors: {from: [person], to: [person, organisation], verb: '[is {as} mentor|mentor] of',
            inverse: is mentored by, past: '[was {as} mentor|mentor] of', acyclic: true,
            past_inverse: was mentored by, family: role, qualifiers: [as, topic]}
organisations:
  acme: {name: Acme & <Sons> Ltd, kind: company, since: 1999,
         aliases: ["Acme's", ACME, {name: Acme (UK), since: 1999~, until: 2001}],
         ids: {gb-coh: "00000001", lei: 529900T8BM49AURSDO55, de-reg: [HRB 1, "HRB 2 / B"],
               opencorporates: gb/00000001, xi-own: 'a: "b"'},
         evidence: [cc ¶1, board.papers p. 3]}
  4ps: {name: "4ps", kind: public body, description: 'first line

          second line', until: 2008-05?, evidence: cc ¶2}
  board: {name: the Board, kind: team, plural: true, note: 'it says: nothing; or little',
          evidence: cc ¶2}
  unknown-funder: {name: a funder, unnamed: the source keeps the name, evidence: cc ¶2}
  leeds: {name: Leeds, kind: place, since: 1893, evidence: cc ¶2}
  yorkshire: {name: Yorkshire, kind: place, evidence: cc ¶2}
  city: {name: the City, kind: place, aliases: [Bradford], description: a place with a mayor,
         evidence: cc ¶2}
  regulator: {name: a regulator, kind: regulator, evidence: cc ¶2}
  union: {name: The Union, kind: union, evidence: cc ¶2}
  party: {name: The Party, kind: party, evidence: cc ¶2}
  university: {name: A University, kind: university, evidence: cc ¶2}
  court: {name: High Court, kind: court, evidence: cc ¶2}
  fund: {name: A Fund, kind: fund, evidence: cc ¶2}
  committee: {name: a committee, kind: committee, evidence: cc ¶2}
people:
  ann: {name: Ann O’Dwyer, aliases: [A. O'Dwyer], ids: {wikidata: Q1}, evidence: cc ¶3}
  bo: {name: Bo, evidence: {source: cc, at: ¶3, quote: "“Bo; the second”, he said"}}
  unit-7: {name: Łukasz 李, evidence: cc ¶3}
posts:
  chief: {title: chief executive, at: acme, ids: {wikidata: [Q2, Q3], lei: X}, remit: all of it,
          since: 2001~, evidence: cc ¶4, seats: 2,
          vacant: [{since: 2004, until: 2005-02, evidence: [cc ¶4, cc ¶5]}, {until: 2001}]}
  deputy: {title: deputy, at: acme, shared: true, evidence: [cc ¶4, cc ¶5]}
partnerships:
  deal: {name: The Deal, kind: contract, ids: {ocid: ocds-1}, since: 2007-03, until: 2010-03,
         evidence: cc ¶6}
events:
  signed: {what: The Deal was signed, on: 2007-03-01~, who: [acme, ann, deal], evidence: cc ¶6}
  ended: {what: The Deal will end, on: 2010-03, status: inferred, because: it has a term,
          note: not a date anybody gave, evidence: cc ¶6}
facts:
  - {who: ann, holds: chief, since: 2001-05, until: ../2007-06, evidence: cc ¶7}
  - {who: bo, holds: deputy, as: acting, status: hedged, evidence: [cc ¶7, cc ¶8]}
  - {who: unit-7, holds: chief, in: 2005-03, evidence: cc ¶8}
  - {who: deputy, reports_to: chief, line: dotted, evidence: cc ¶8}
  - {who: unit-7, reports_to: ann, status: inferred, because: "they said: so", evidence: cc ¶8}
  - {who: unit-7, role_at: acme, title: head of sales; and more, remit: the north, evidence: cc ¶9}
  - {who: unit-7, role_at: acme, title: clerk, until: 2001, id: clerk-once, evidence: cc ¶9}
  - {who: bo, member_of: board, as: chair, since: 2006/2008, note: 'until: not said',
     evidence: cc ¶9}
  - {who: acme, member_of: board, evidence: cc ¶9}
  - {who: ann, member_of: deal, as: observer, evidence: cc ¶9}
  - {who: board, part_of: acme, evidence: cc ¶10}
  - {who: 4ps, part_of: board, since: 2006-21, evidence: cc ¶10}
  - {who: 4ps, succeeded: board, since: 2008-05, evidence: cc ¶10}
  - {who: board, merged_into: acme, evidence: cc ¶10}
  - {who: 4ps, demerged_from: acme, evidence: cc ¶10}
  - {who: acme, partner_in: deal, as: lead, share: 40 %, evidence: cc ¶11}
  - {who: 4ps, partner_in: deal, evidence: cc ¶11}
  - {who: acme, works_with: 4ps, on: a plan, evidence: cc ¶12}
  - {who: acme, commissioned: board, for: a report, evidence: cc ¶12}
  - {who: 4ps, commissioned: acme, status: disputed, evidence: cc ¶12}
  - {who: unknown-funder, funds: acme, evidence: cc ¶12}
  - {who: unknown-funder, funds: deal, evidence: cc ¶12}
  - {who: ann, owns: acme, share: 51%, evidence: cc ¶13}
  - {who: ann, owns: board, evidence: cc ¶13}
  - {who: board, accountable_to: 4ps, evidence: cc ¶14}
  - {who: board, appointed: bo, as: its chair, evidence: cc ¶14}
  - {who: 4ps, assessed: acme, result: 'poor, in parts', evidence: cc ¶14}
  - {who: 4ps, intervened_in: acme, evidence: cc ¶14}
  - {who: acme, delegated_to: board, what: hiring, evidence: cc ¶14}
  - {who: chief, delegated_to: deputy, evidence: cc ¶14}
  - {who: ann, promised: bo, what: a rise, evidence: cc ¶14}
  - {who: ann, supports: deal, why: it pays, evidence: cc ¶15}
  - {who: bo, opposes: deal, evidence: cc ¶15}
  - {who: 4ps, neutral_on: deal, status: hedged, evidence: cc ¶15}
  - {who: bo, role_at: 4ps, title: adviser, status: denied, evidence: cc ¶16}
  - {who: acme, funds: board, status: denied, note: says the board, evidence: cc ¶16}
  - {who: 4ps, commissioned: deal, for: 'all, of it', since: 2006, evidence: cc ¶16}
  - {who: deal, commissioned: ann, for: a report, evidence: cc ¶16}
  - {who: deal, commissioned: acme, id: second_contract, evidence: cc ¶16}
  - {who: acme, acquired: board, share: 30 %, amount: £5 million, since: 2021-10-01,
     evidence: cc ¶16}
  - {who: ann, acquired: acme, share: a majority, id: bought, evidence: cc ¶16}
  - {who: deal, acquired: 4ps, until: 2022, evidence: cc ¶16}
  - {who: fund, invested_in: acme, amount: about €2m, share: 10 %, since: 2020~, evidence: cc ¶16}
  - {who: fund, invested_in: deal, evidence: cc ¶16}
  - {who: fund, lent_to: acme, amount: £1, for: a shed, since: 2019, evidence: cc ¶16}
  - {who: ann, lent_to: bo, id: loan, evidence: cc ¶16}
  - {who: ann, donated_to: party, amount: '5,000 pounds', for: posters, evidence: cc ¶16}
  - {who: union, donated_to: deal, id: gift, evidence: cc ¶16}
  - {who: ann, sued: acme, over: 'a patent: no. 7', court: the High Court, since: 2018-02,
     until: 2019-03, evidence: cc ¶16}
  - {who: acme, sued: ann, status: disputed, id: counterclaim, evidence: cc ¶16}
  - {who: union, sued: chief, evidence: cc ¶16}
  - {who: union, advises: 4ps, on: pay, until: 2019, evidence: cc ¶16}
  - {who: acme, advises: union, status: denied, on: pay, evidence: cc ¶16}
  - {who: union, represents: ann, as: her union, place: the panel, evidence: cc ¶16}
  - {who: ann, represents: union, id: speaks_for, evidence: cc ¶16}
  - {who: chief, represents: deal, evidence: cc ¶16}
  - {who: ann, related_to: bo, as: sister, evidence: cc ¶16}
  - {who: bo, related_to: ann, id: kin, evidence: cc ¶16}
  - {who: bo, related_to: unit-7, as: uncle, status: denied, evidence: cc ¶16}
  - {who: fund, audits: acme, evidence: cc ¶16}
  - {who: regulator, regulates: acme, since: 2001, evidence: cc ¶16}
  - {who: acme, located_in: leeds, evidence: cc ¶16}
  - {who: acme, located_in: city, until: 2003, evidence: cc ¶16}
  - {who: chief, located_in: leeds, evidence: cc ¶16}
  - {who: ann, located_in: leeds, evidence: cc ¶16}
  - {who: leeds, part_of: yorkshire, evidence: cc ¶16}
  - {who: city, part_of: yorkshire, since: 1974, evidence: cc ¶16}
  - {who: bo, role_at: city, title: mayor, evidence: cc ¶16}
  - {who: ann, delegated_to: acme, what: a vote, id: proxy, evidence: cc ¶16}
  - {who: ann, member_of: deal, id: second_seat, as: chair, evidence: cc ¶16}
  - {who: ann, mentors: 4ps, as: chief, topic: money, evidence: cc ¶17}
  - who: bo
    mentors: ann
    according_to: [bo, "somebody: who knows"]
    evidence: [{source: board.papers, at: p. 3, quote: 'Bo; who mentors'}, cc]
"""
