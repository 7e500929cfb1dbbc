"""What sentences state, and what none does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., list[str]]

STATED = [
    # titles behind a name and before it
    ("Ana Ruiz, chief executive of Harbour Trust, spoke.",
     ["Ana Ruiz is chief executive at Harbour Trust"]),
    ("Ana Ruiz, 54, Harbour Trust's head of policy and research, spoke.",
     ["Ana Ruiz is head of policy and research at Harbour Trust"]),
    ("Harbour Trust chief executive Ana Ruiz spoke.",
     ["Ana Ruiz is chief executive at Harbour Trust"]),
    ("The director of the Port Museum, Dame Eve Parker, spoke.",
     ["Eve Parker is director at Port Museum"]),
    ("Ana Ruiz (chair, Harbour Trust) and Bob Lee (treasurer, Acme plc) spoke.",
     ["Ana Ruiz is chair at Harbour Trust", "Bob Lee is treasurer at Acme plc"]),
    ("Ana Ruiz, managing director for Serco's education services, spoke.",
     ["Ana Ruiz is managing director at Serco, responsible for education services"]),
    ("Ana Ruiz, Director of Finance at Harbour Trust, and Bob Lee, Head of People, spoke.",
     ["Ana Ruiz is Director of Finance at Harbour Trust", "Bob Lee is the Head of People"]),
    ("Ana Ruiz and Bob Lee, directors of Acme plc, spoke.",
     ["Ana Ruiz is director at Acme plc", "Bob Lee is director at Acme plc"]),
    ("Acme plc, whose chair is Ana Ruiz, closed.", ["Ana Ruiz is chair at Acme plc"]),
    ("Ana Ruiz is head of news at the BBC and a trustee of Kids Company.",
     ["Ana Ruiz is head of news at BBC", "Ana Ruiz is trustee at Kids Company"]),
    # offices of countries, and posts of which the place is not said
    ("Finance minister Ana Ruiz met the mayor of Genoa, Marco Bucci.",
     ["Ana Ruiz is the finance minister", "Marco Bucci is the mayor of Genoa"]),
    ("Italy's prime minister, Giorgia Meloni, spoke.",
     ["Giorgia Meloni is the prime minister of Italy"]),
    ("Ged Rowney, the new director of children's services, spoke.",
     ["Ged Rowney is the director of children's services"]),
    # appointments, in either voice
    ("Acme plc has appointed Ana Ruiz as finance director from 1 June 2024.",
     ["Ana Ruiz is to be finance director at Acme plc (from 1 June 2024)"]),
    ("In May 2019 Ana Ruiz was elected president of Unión Rural.",
     ["Ana Ruiz is president at Unión Rural (since May 2019)"]),
    ("Ana Ruiz has been appointed by the Treasury as chair of Port Bank.",
     ["Ana Ruiz is chair at Port Bank",
      "Treasury appointed Ana Ruiz as chair"]),
    ("Ana Ruiz joined Acme plc as chair on 3 May 2022.",
     ["Ana Ruiz is chair at Acme plc (since 3 May 2022)"]),
    ("Acme plc hired Ana Ruiz to succeed Bob Lee as chair from 1 January 2023.",
     ["Ana Ruiz is chair at Acme plc (since 1 January 2023)",
      "Bob Lee was chair at Acme plc (until 1 January 2023)"]),
    # ends
    ("Bob Lee resigned as chair of Acme plc in June 2023 and was replaced by Ana Ruiz.",
     ["Bob Lee was chair at Acme plc (until June 2023)",
      "Ana Ruiz is chair at Acme plc (since June 2023)"]),
    ("Acme plc's chair, Bob Lee, stepped down on 3 May 2021.",
     ["Bob Lee was chair at Acme plc (until 3 May 2021)"]),
    ("Former Acme boss Bob Lee spoke.",
     ["Bob Lee was boss at Acme (until 2 May 2024 or earlier)"]),
    ("Bob Lee is no longer chair of Acme plc.",
     ["Bob Lee was chair at Acme plc (until 2 May 2024 or earlier)"]),
    ("Bob Lee was chair of Acme plc from 2008 to 2013.",
     ["Bob Lee was chair at Acme plc (2008 to 2013)"]),
    ("Bob Lee was chair of Acme plc when it failed.",
     ["Bob Lee was chair at Acme plc (by 2 May 2024)"]),
    ("Bob Lee, then chair of Acme plc, wept.",
     ["Bob Lee was chair at Acme plc (by 2 May 2024)"]),
    ("Bob Lee will step down as chair of Acme plc in June 2025.",
     ["Bob Lee is chair at Acme plc (until June 2025)"]),
    # who is meant
    ("Ana Ruiz runs a farm. She is the deputy director for ports, and she reports to Bob Lee.",
     ["Ana Ruiz is the deputy director for ports", "Ana Ruiz reports to Bob Lee"]),
    ("Ana Ruiz spoke. Dr Ruiz is chair of Acme plc.", ["Ana Ruiz is chair at Acme plc"]),
    ("Acme plc was sold; its chair, Bob Lee, wept.", ["Bob Lee is chair at Acme plc"]),
    ("The Port Health Agency (PHA) closed. Ana Ruiz leads it. Bob Lee is head of the PHA.",
     ["Bob Lee is head at Port Health Agency"]),
    # contracts, owners and other ties
    ("Kent County Council has awarded Serco Ltd a five-year contract for waste collection.",
     ["Kent County Council commissioned Serco Ltd for waste collection"]),
    ("Serco Ltd was awarded the contract by Kent County Council in March 2020.",
     ["Kent County Council commissioned Serco Ltd (March 2020)"]),
    ("Serco Ltd won a contract worth £4m from the Ministry of Defence.",
     ["Ministry of Defence commissioned Serco Ltd"]),
    ("The Home Office commissioned Serco and Mears Group to house people.",
     ["Home Office commissioned Serco", "Home Office commissioned Mears Group"]),
    ("Renault holds a 43% stake in Nissan.", ["Renault owns 43% of Nissan"]),
    ("Bolt Ltd is majority-owned by Acme plc.", ["Acme plc owns Bolt Ltd"]),
    ("Bolt Ltd, a subsidiary of Acme plc, closed.", ["Acme plc owns Bolt Ltd"]),
    ("Acme plc bought Bolt Ltd for £19bn in February 2014.",
     ["Acme plc acquired Bolt Ltd for £19bn (February 2014)"]),
    ("Acme plc bought Bolt Ltd for $19bn in February 2014.",  # of which dollars is not said
     ["Acme plc acquired Bolt Ltd (February 2014)"]),
    ("Shaftesbury Trust, which in turn worked with fostering agency Tact, spoke.",
     ["Shaftesbury Trust worked with Tact (by 2 May 2024)"]),
    ("The Wellcome Trust funds the Sanger Institute.",
     ["Wellcome Trust funds Sanger Institute"]),
    ("Carillion, which collapsed in January 2018, is audited by KPMG.",
     ["KPMG audits Carillion"]),
    ("Ana Ruiz's husband, Bob Lee, spoke.", ["Bob Lee is the husband of Ana Ruiz"]),
    # names of several languages
    ("Dr Nguyen Thi Hoa reports to Prof. Jean-Luc de la Tour, dean of medicine at Lund University.",
     ["Jean-Luc de la Tour is dean of medicine at Lund University",
      "Nguyen Thi Hoa reports to Jean-Luc de la Tour"]),
    ("Björk Guðmundsdóttir, Chung Eui-sun, Éva Nagy, chair of Magyar Bank, and Omar bin Said met.",
     ["Éva Nagy is chair at Magyar Bank"]),
    ("Ana Ruiz, the outgoing chair of Acme plc, spoke.", ["Ana Ruiz is chair at Acme plc"]),
    ("Nils Smedegaard Andersen chairs A.P. Møller-Mærsk.",
     ["Nils Smedegaard Andersen is chair at A.P. Møller-Mærsk"]),
    (
        "As chair of Port Ltd, Ana Ruiz earned 300,000 pounds.",
        ["Ana Ruiz was chair at Port Ltd (by 2 May 2024)"],
    ),
    (
        "Ana Ruiz was appointed chair of Port Ltd after Jack Lee withdrew.",
        ["Ana Ruiz is chair at Port Ltd"],
    ),
    (
        "Port Council awarded a contract to Bolt Ltd, which later moved to Leeds.",
        ["Port Council commissioned Bolt Ltd"],
    ),
    # whose side somebody is on, and names of bodies and of peoples
    ("Ana Ruiz of Port Ltd met Bob Lee of Bolt plc.",
     ["Ana Ruiz has a role at Port Ltd", "Bob Lee has a role at Bolt plc"]),
    ("Ana Ruiz of Port Ltd was appointed chair.", ["Ana Ruiz has a role at Port Ltd"]),
    ("Ana Ruiz and other members of the Port Society spoke.",
     ["Ana Ruiz is a member of Port Society"]),
    ("Bob Lee, a spokesman for the state Department of Inland Fisheries and Wildlife, spoke.",
     ["Bob Lee is spokesman at Department of Inland Fisheries and Wildlife"]),
    ("Iowa Republican Ana Ruiz was named chair of the bipartisan National Governors' Association.",
     ["Ana Ruiz is chair at National Governors' Association"]),
    ("Bob Lee is chair of the Nurses' Union.", ["Bob Lee is chair at Nurses' Union"]),
    ("South Korean President Ana Ruiz spoke.", ["Ana Ruiz is the South Korean President"]),
    ("Forest Service spokesman Ana Ruiz spoke.", ["Ana Ruiz is spokesman at Forest Service"]),
    ("Foreign Office minister Ana Ruiz spoke.", ["Ana Ruiz is minister at Foreign Office"]),
    ("Port Trust finance director Ana Ruiz spoke.",
     ["Ana Ruiz is finance director at Port Trust"]),
    ("Acme plc said that Ana Ruiz is the company's director.",
     ["Ana Ruiz is director at Acme plc"]),
    ("Ana Ruiz of Port Ltd and other members of the Bolt Society met.",
     ["Ana Ruiz has a role at Port Ltd", "Ana Ruiz is a member of Bolt Society"]),
    ("New York's mayor Ana Ruiz spoke.", ["Ana Ruiz is the mayor of New York"]),
    ("Ana Ruiz is chair of New Media Group.", ["Ana Ruiz is chair at New Media Group"]),
]  # fmt: skip

UNSURE = [
    ("Rumours that Ana Ruiz is chair of Acme plc spread.", "hedged: Ana Ruiz is chair at Acme plc"),
    ("Ana Ruiz claimed to be chair of Acme plc.", "hedged: Ana Ruiz is chair at Acme plc"),
    ("The court heard that Acme plc owns Bolt Ltd.", "hedged: Acme plc owns Bolt Ltd"),
    ("Ana Ruiz is said to be chair of Acme plc.", "hedged: Ana Ruiz is chair at Acme plc"),
    ("Acme plc owns Bolt Ltd, according to a blog.", "hedged: Acme plc owns Bolt Ltd"),
    ("According to a blog, Acme plc owns Bolt Ltd.", "hedged: Acme plc owns Bolt Ltd"),
    ("Acme plc supposedly owns Bolt Ltd.", "hedged: Acme plc owns Bolt Ltd"),
    ("Rumour has it that Acme plc owns Bolt Ltd.", "hedged: Acme plc owns Bolt Ltd"),
    ("Reportedly, Acme plc owns Bolt Ltd.", "hedged: Acme plc owns Bolt Ltd"),
    ("Acme plc owns Bolt Ltd, it is understood.", "hedged: Acme plc owns Bolt Ltd"),
    (
        "Ana Ruiz will become chair of Acme plc in June 2024.",
        "Ana Ruiz is to be chair at Acme plc (from June 2024)",
    ),
    (
        "Ana Ruiz is expected to become chair of Acme plc in June 2024.",
        "hedged: Ana Ruiz is to be chair at Acme plc (from June 2024)",
    ),
    (
        "Acme plc will award Bolt Ltd a contract in 2026.",
        "Acme plc is to commission Bolt Ltd (2026)",
    ),
    ("Acme plc plans to buy Bolt Ltd in 2026.", "hedged: Acme plc is to acquire Bolt Ltd (2026)"),
    ("Ana Ruiz is not chair of Acme plc.", "denied: Ana Ruiz is chair at Acme plc"),
    ("Acme plc denied that Ana Ruiz is its chair.", "denied: Ana Ruiz is chair at Acme plc"),
    ("Bob Lee denied that he was chair of Acme plc.", "denied: Bob Lee is chair at Acme plc"),
    ("Acme plc denied that it was owned by Bolt Ltd.", "denied: Bolt Ltd owns Acme plc"),
    ("Acme plc denied that it had worked with Bolt Ltd.", "denied: Acme plc works with Bolt Ltd"),
]

SILENT = [
    "Ana Ruiz steps down as chair of Acme plc next year.",
    "Ana Ruiz is not the first chair of Acme plc.",
    "It is a myth that Acme plc owns Bolt Ltd.",
    "Ana Ruiz joked that she was chair of Acme plc.",
    "Acme plc wrongly said that Bob Lee was chair of Bolt Ltd.",
    "Acme plc blocked Ana Ruiz from being appointed chair of Bolt Ltd.",
    "Had Ana Ruiz become chair of Acme plc, Bob Lee would be glad.",
    "Neither Ana Ruiz nor Bob Lee is chair of Acme plc.",
    "Ana Ruiz would have been chair of Acme plc.",
    "Ana Ruiz pretended to be chair of Acme plc.",
    "Is Ana Ruiz the chair of Acme plc?",
    "If Ana Ruiz becomes chair of Acme plc, Bob Lee leaves.",
    "Nobody would say whether Ana Ruiz is chair of Acme plc.",
    "Acme plc failed to buy Bolt Ltd.",
    "Acme plc has refused to work with Bolt Ltd.",
    "The husband of Ana Ruiz is chair of Acme plc.",
    "Acme plc's rival Bolt Ltd closed.",
    "Acme plc sold Bolt Ltd to Nut plc.",
    "Acme plc is to buy Bolt Ltd's German cable business.",
    "Ana Ruiz owns a third of the Acme team.",
    "The Smith family owns Acme plc.",
    "Ana Ruiz, head of the inquiry, reports to parliament.",
    "Ana Ruiz will become Chairman of the Board.",
    "The Labour MP Meg Hillier spoke.",
    "Wim Duisenberg, a Dutch economist, spoke.",
    "The directors were Ana Ruiz and Bob Lee.",
    "Ana Ruiz, the chair, Bob Lee, the treasurer, and Cy Poe met.",
    "Ana Ruiz's deputy, Bob Lee, spoke.",
    "James Dean, Judge Reinhold and Mike Judge starred in Chief of Staff.",
    "Paris Hilton met Charlotte Church in Florence while Chelsea Manning was away.",
    "Storm Ciara closed the Port of Dover and the M20 for most of Sunday.",
    "Ana Ruiz, the incoming chair of Acme plc, spoke.",
    "Incoming Acme chief executive Ana Ruiz spoke.",
    "Acme plc's next chair, Ana Ruiz, spoke.",
    "Ana Ruiz, prospective chair of Acme plc, spoke.",
    "Ana Ruiz, chair-designate of Acme plc, spoke.",
    "Ana Ruiz, chair-elect of Acme plc, spoke.",
    "Acme plc will buy Bolt Ltd in May 2024.",
    "Xeno plc to buy Zest Ltd",
    "Dune plc to be bought by Elm plc",
    "Ana Ruiz to become chair of Bolt plc",
    "Ana Ruiz was due to become chair of Cole plc in 2019.",
    "Lynx plc agreed to buy Kite plc in 2022.",
    "Ana Ruiz was nominated as chair of Acme plc in 2023.",
    "Bob Lee told Ana Ruiz that he is chair of Cave plc.",
    "Ana Ruiz and Beth Carr were appointed chair and director of Acme plc.",
    "Gate plc buys Hawk plc if shareholders agree.",
    "Ana Ruiz becomes chair of Acme plc on 1 June 2024, subject to a vote.",
    "Acme plc owns Bolt Ltd, Bob Lee joked.",
    "It is not true that Ana Ruiz is chair of Acme plc.",
    "It was not Ana Ruiz who became chair of Acme plc.",
    "There is no suggestion that Acme plc owns Bolt Ltd.",
    "Few believe that Acme plc owns Bolt Ltd.",
    "Imagine that Acme plc owns Bolt Ltd.",
    "Acme plc nearly acquired Bolt Ltd in 2022.",
    "Bob Lee hopes that Ana Ruiz becomes chair of Acme plc.",
    "Ana Ruiz was not made chair of Acme plc until 2019.",
    "Ana Ruiz became chair of Acme plc between 2010 and 2012.",
    "Ana Ruiz, would-be chair of Acme plc, spoke.",
    "Acme plc engaged Hawk Ltd in talks.",
    "Should Ana Ruiz become chair of Acme plc, staff will leave.",
    "South Council gave West Ltd a warning about a contract.",
    "Ana Ruiz is suspended as director of Acme plc.",
    "Acme plc plans to buy Bolt Ltd.",
    "Acme plc is to buy Bolt Ltd.",
    "Acme plc will not buy Bolt Ltd.",
    "Acme plc could buy Bolt Ltd.",
    "Acme plc is in talks to buy Bolt Ltd.",
    "Acme plc nominated Ana Ruiz as chair.",
    "Ana Ruiz may become chair of Acme plc.",
    "Ana Ruiz will become chair of Acme plc.",
    "Ana Ruiz is due to join Acme plc as chair.",
    "Bolt Ltd is expected to appoint Ana Ruiz as chair.",
    "Port Council awarded Bolt Ltd the contract but cancelled it a week later.",
    "Port Council awarded Bolt Ltd a contract, but later withdrew it.",
    "Port Council awarded a contract to Bolt Ltd, only to cancel it in May 2023.",
    "Port Council awarded Bolt Ltd a contract but the award was overturned by a court.",
    "Port Council awarded Bolt Ltd a contract in 2022, then scrapped it.",
    "A contract was awarded to Bolt Ltd by Port Council but was annulled.",
    "Bolt Ltd won a contract from Port Council, which was later quashed.",
    "Bolt Ltd won a contract from Port Council before it was cancelled.",
    "Acme plc bought Bolt Ltd but the deal collapsed.",
    "Acme plc acquired Bolt Ltd, but regulators later reversed the sale.",
    "Port Council appointed Ana Ruiz as director but rescinded the offer.",
    "Ana Ruiz was appointed director of Port Ltd but the appointment was withdrawn.",
    "Ana Ruiz was named chief executive of Port Ltd but turned the job down.",
    "Ana Ruiz was elected chair of Port Trust, but the vote was annulled.",
    "Port Trust commissioned Bolt Ltd but terminated the contract within days.",
    "Ana Ruiz resigned as chair of Port Ltd but withdrew her resignation.",
    "Ana Ruiz resigned as chair of Port Ltd, but changed her mind a day later.",
    "Ana Ruiz resigned as chair of Port Ltd but the board rejected her resignation.",
    "Ana Ruiz resigned as chair of Port Ltd, only to return in May.",
    "Ana Ruiz stepped down as chair of Port Ltd but was reinstated in June.",
    "Ana Ruiz quit as chair of Port Ltd before withdrawing her resignation.",
    "Ana Ruiz was sacked as chair of Port Ltd but won reinstatement.",
    "Ana Ruiz tendered her resignation as chair of Port Ltd.",
    "Ana Ruiz offered to resign as chair of Port Ltd.",
    "Ana Ruiz threatened to resign as chair of Port Ltd.",
    "Ana Ruiz left Port Ltd as director but was persuaded to stay.",
    "Ana Ruiz was dismissed as director of Port Ltd, a decision that was later overturned.",
    "As chair of Port Ltd, Ana Ruiz would earn 300,000 pounds.",
    "As chair of Port Ltd, Jack Lee would be paid more.",
    "As head of Port Trust, Ana Ruiz could block the deal.",
    "As chief executive of Port Ltd, Ana Ruiz will lead 300 staff.",
    "As chair of Port Ltd, Ana Ruiz may vote.",
    "As director of Port Ltd, Ana Ruiz might have known.",
    "As chair of Port Ltd, Ana Ruiz should resign.",
    "As chair of Port Ltd, Ana Ruiz has earned more.",
    "As a director of Port Ltd, Ana Ruiz would have earned more.",
    "As the new chair of Port Ltd, Ana Ruiz is to earn 300,000 pounds.",
    "As chair of Port Ltd she would earn more, said Jack Lee.",
    "Ana Ruiz is chair of neither Port Ltd nor Bolt plc.",
    "Ana Ruiz is neither chair of Port Ltd nor director of Bolt plc.",
    "Ana Ruiz is a director of neither company, Port Ltd said.",
    "Ana Ruiz works for neither Port Ltd nor Bolt plc.",
    "Neither Ana Ruiz nor Jack Lee is chair of Port Ltd.",
    "Acme plc owns neither Port Ltd nor Bolt plc.",
    "Acme plc bought neither Port Ltd nor Bolt plc.",
    "Port Council awarded the contract to neither Bolt Ltd nor Acme plc.",
    "Ana Ruiz is no longer chair of either Port Ltd or Bolt plc.",
    "Ana Ruiz is chair of either Port Ltd or Bolt plc.",
    "Ana Ruiz is chair of nothing at Port Ltd.",
    "Ana Ruiz, chair of neither Port Ltd nor Bolt plc, said so.",
    "Ana Ruiz is hardly chair of Port Ltd.",
    "Port Council awarded Bolt Ltd the contract, then changed its mind.",
    "Port Council awarded a contract to Bolt Ltd, a decision later struck down by the High Court.",
    "Port Council handed Bolt Ltd a contract before pulling out.",
    "Port Council gave Bolt Ltd a contract, though the award was later declared void.",
    "Port Council awarded Bolt Ltd a contract which it later revoked.",
    "Port Council awarded Bolt Ltd a contract that never came into force.",
    "Port Council awarded Bolt Ltd a contract but has since torn it up.",
    "Port Council awarded Bolt Ltd a contract but the firm pulled out.",
    "Acme plc bought Bolt Ltd but the sale fell through.",
    "Acme plc bought Bolt Ltd, but the watchdog blocked the takeover.",
    "Acme plc bought Bolt Ltd, although the deal was later unwound.",
    "Ana Ruiz was hired as director of Port Ltd but did not take up the post.",
    "Ana Ruiz was hired as director of Port Ltd but never started.",
    "Ana Ruiz was appointed director of Port Ltd but pulled out.",
    "Ana Ruiz was elected chair of Port Trust but declined the post.",
    "Ana Ruiz was elected chair of Port Trust, but the result was declared invalid.",
    "Ana Ruiz joined Port Ltd as director but left within hours.",
    "Bolt Ltd merged into Acme plc but the merger was reversed.",
    "Port Trust sued Bolt Ltd but dropped the case.",
    "Ana Ruiz resigned as chair of Port Ltd but took it back the next day.",
    "Ana Ruiz resigned as chair of Port Ltd, but the council refused to accept it.",
    "Ana Ruiz resigned as chair of Port Ltd but is staying.",
    "Ana Ruiz resigned as chair of Port Ltd but was talked out of it.",
    "Ana Ruiz resigned as chair of Port Ltd, before reversing her decision.",
    "Ana Ruiz resigned as chair of Port Ltd, but remains in post.",
    "Ana Ruiz resigned as chair of Port Ltd but is back in the job.",
    "Ana Ruiz stepped down as chair of Port Ltd but resumed the role in June.",
    "Ana Ruiz retired as chair of Port Ltd but came out of retirement.",
    "Ana Ruiz was fired as chair of Port Ltd but got her job back.",
    "Ana Ruiz was removed as director of Port Ltd but a tribunal ruled it unlawful.",
    "Ana Ruiz's resignation as chair of Port Ltd was withdrawn.",
    "Ana Ruiz would, as chair of Port Ltd, earn 300,000 pounds.",
    "Were she to become chair of Port Ltd, Ana Ruiz would earn more.",
    "As prospective chair of Port Ltd, Ana Ruiz said so.",
    "As a candidate for chair of Port Ltd, Ana Ruiz said so.",
    "As potential chair of Port Ltd, Ana Ruiz visited the site.",
    "As chair of Port Ltd, Ana Ruiz promised to cut costs.",
    "As chair of Port Ltd, Ana Ruiz wants to cut costs.",
    "As chair of Port Ltd, Ana Ruiz had hoped to cut costs.",
    "As if chair of Port Ltd, Ana Ruiz spoke first.",
    "As chair of Port Ltd, Ana Ruiz'd earn more.",
    "Acting as chair of Port Ltd, Ana Ruiz would vote.",
    "Ana Ruiz, as chair of Port Ltd, would earn 300,000 pounds.",
    "As chair of Port Ltd, imagined Jack Lee, Ana Ruiz sat at the table.",
    "Ana Ruiz reports to neither Port Ltd nor Bolt plc.",
    "Ana Ruiz advises neither Port Ltd nor Bolt plc.",
    "Ana Ruiz resigned as chair of neither Port Ltd nor Bolt plc.",
    "Ana Ruiz was appointed chair of neither Port Ltd nor Bolt plc.",
    "Neither Port Ltd nor Bolt plc owns Acme plc.",
    "Neither Port Ltd's chair nor its director is Ana Ruiz.",
    "Port Ltd is owned by neither Acme plc nor Bolt plc.",
    "Ana Ruiz, a director of neither Port Ltd nor Bolt plc, spoke.",
    "Ana Ruiz is a member of neither Port Trust nor Bolt Society.",
    "Ana Ruiz joined neither Port Ltd nor Bolt plc.",
    "Ana Ruiz chairs neither Port Ltd nor Bolt plc.",
    "Ana Ruiz is not, nor has she ever been, chair of Port Ltd.",
    "Joan Lee of the Port Ltd campaign spoke.",
    "Ana Ruiz of the late Port Bank spoke.",
    "Ana Ruiz of the Harbour Trust's board spoke.",
    "Ana Ruiz of neither Port Ltd nor Bolt plc spoke.",
    "Ana Ruiz, formerly of Port Ltd, spoke.",
    "Ana Ruiz and other members of the Port Society's board resigned.",
    "Ana Ruiz and other former members of the Port Society spoke.",
    "Notimex chose Bob, a senator from the city of Ciudad Madero, the union's new head.",
    "Acme plc said that Ana Ruiz is the council's director.",
    "There is no Ana Ruiz of Port Ltd.",
    "He is not Ana Ruiz of Port Ltd.",
    "Ana Ruiz of the fictional Port Bank was played by Eve Parker.",
    "Ana Ruiz of Port Hospital fame spoke.",
    "Ana Ruiz and other non-members of the Port Society met.",
    "Paxton Media Group has acquired the Cleveland (Tennessee) Daily Banner.",
]


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_what_a_sentence_states_is_proposed(text: str, wanted: list[str], said: Said) -> None:
    assert said(text) == wanted


@pytest.mark.parametrize(("text", "wanted"), UNSURE)
def test_what_may_be_so_is_hedged_and_what_is_not_so_denied(
    text: str, wanted: str, said: Said
) -> None:
    assert said(text) == [wanted]


@pytest.mark.parametrize("text", SILENT)
def test_what_no_sentence_states_is_not_proposed(text: str, said: Said) -> None:
    assert said(text) == []


def test_a_title_stands_as_it_is_in_the_words_that_are_quoted(
    drafted: Callable[..., object],
) -> None:
    made = drafted("On Monday Ana Ruiz, head of policy at Acme plc, spoke – at length.")
    (fact,) = made.facts  # type: ignore[attr-defined]
    assert fact["evidence"] == {
        "source": "s", "at": "¶1", "quote": "Ana Ruiz, head of policy at Acme plc",
    }  # fmt: skip


def test_what_turns_the_sense_is_quoted_with_the_words(drafted: Callable[..., object]) -> None:
    text = "At noon Acme plc denied that Ana Ruiz is its chair. It rained."
    (fact,) = drafted(text).facts  # type: ignore[attr-defined]
    assert fact["evidence"]["quote"] == "At noon Acme plc denied that Ana Ruiz is its chair"


KNOWN = """
stakegraph: 1
sources: {g: {title: G, date: 2019-01-01}}
organisations: {acme: {name: Acme plc, evidence: g}, bolt: {name: Bolt plc, evidence: g}}
people: {ana: {name: Ana Ruiz, evidence: g}, bob: {name: Bob Lee, evidence: g}}
facts:
  - {who: acme, owns: bolt, evidence: g}
  - {who: ana, role_at: acme, title: chair, since: 2019, evidence: g}
  - {who: bob, role_at: acme, title: director, until: 2010, evidence: g}
"""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Acme plc owns Bolt plc.", []),
        ("Ana Ruiz is chair of Acme plc.", []),
        ("Acme plc does not own Bolt plc.", ["denied: Acme plc owns Bolt plc"]),
        (
            "Ana Ruiz, the former chair of Acme plc, spoke.",
            ["Ana Ruiz was chair at Acme plc (until 2 May 2024 or earlier)"],
        ),
        ("Bob Lee is director of Acme plc.", ["Bob Lee is director at Acme plc"]),
    ],
)
def test_what_is_said_otherwise_than_the_facts_have_it_is_proposed(
    text: str, wanted: list[str], said: Said
) -> None:
    assert said(text, KNOWN) == wanted


@pytest.mark.parametrize("char", ["\ue000", "\ue200", "\ued00", "\uf8ff"])
def test_no_character_of_a_text_stands_for_a_name(char: str, said: Said) -> None:
    text = f"{char} Ana Ruiz is chair of Acme plc. {char} is chair of Bolt plc."
    assert said(text) == ["Ana Ruiz is chair at Acme plc"]


def test_nothing_is_read_of_a_sentence_with_more_names_than_can_be_told_apart(said: Said) -> None:
    clauses = "; ".join(["Ana Ruiz is chair of Acme plc"] * 300)
    assert said(f"{clauses}.") == []
