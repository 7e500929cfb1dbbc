"""The actors that benchmarks ask about: the same few in every generated world, of usual size.

Their names are made so that no drawn name is like them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from world import World


class Asked(NamedTuple):
    """What there is to ask for in every generated fact file."""

    manager: str = "Isaura Quillfeather"
    manager_id: str = "isaura-quillfeather"
    report: str = "Osbert Wyndlesham"  # one of those who report to the manager
    organisation: str = "Vexbridge Water Authority"
    organisation_id: str = "vexbridge-water-authority"
    person: str = "Thibault Jacquemoor"  # has several roles
    far: tuple[str, str] = ("Isaura Quillfeather", "Perpetua Zwickenham")  # 4 to 6 hops
    far_ids: tuple[str, str] = ("isaura-quillfeather", "perpetua-zwickenham")
    fact: str = "isaura-quillfeather.holds.vexbridge-chief-executive"
    misspelt: str = "Quilfeather"
    prefix: str = "quillf"


_NAMES = {
    "isaura-quillfeather": "Isaura Quillfeather",
    "osbert-wyndlesham": "Osbert Wyndlesham",
    "hyacinth-applegarth": "Hyacinth Applegarth",
    "ludovic-mauleverer": "Ludovic Mauleverer",
    "thibault-jacquemoor": "Thibault Jacquemoor",
    "perpetua-zwickenham": "Perpetua Zwickenham",
}
_BODIES = {
    "vexbridge-water-authority": ("Vexbridge Water Authority", "public body"),
    "yarrowquay-engineering": ("Yarrowquay Engineering Ltd", "company"),
    "zennorvale-trust": ("Zennorvale Community Trust", "charity"),
}
_POSTS = {
    "vexbridge-chief-executive": "chief executive of the water authority",
    "vexbridge-operations": "director of water operations",
    "vexbridge-finance": "director of water finance",
    "vexbridge-quality": "director of water quality",
    "vexbridge-treatment": "head of water treatment",
}
_FACTS = """
isaura-quillfeather holds vexbridge-chief-executive since=2015-04
osbert-wyndlesham holds vexbridge-operations since=2016
hyacinth-applegarth holds vexbridge-finance since=2012-09 until=2019
ludovic-mauleverer holds vexbridge-treatment since=2018-02-01
vexbridge-operations reports_to vexbridge-chief-executive
vexbridge-finance reports_to vexbridge-chief-executive
vexbridge-quality reports_to vexbridge-chief-executive
vexbridge-treatment reports_to vexbridge-operations
vexbridge-water-authority partner_in vexbridge-reservoir as=client since=2014
yarrowquay-engineering partner_in vexbridge-reservoir as=lead since=2014
yarrowquay-engineering works_with zennorvale-trust on=apprenticeships since=2017
thibault-jacquemoor role_at zennorvale-trust title=chair since=2010 until=2016
thibault-jacquemoor role_at yarrowquay-engineering title=adviser since=2016-05
thibault-jacquemoor member_of zennorvale-trust since=2010
perpetua-zwickenham role_at zennorvale-trust title=treasurer since=2013
zennorvale-trust supports vexbridge-reservoir why=it+brings+work+to+the+valley
"""


def plant(world: World) -> None:
    """Add them to the block of a world that is being drawn, with a few ties to the others."""
    for id, name in _NAMES.items():
        world.entry("people", id, name)
    for id, (name, kind) in _BODIES.items():
        world.entry("organisations", id, name, kind=kind)
    for id, title in _POSTS.items():
        world.entry("posts", id, title, at="vexbridge-water-authority")
    name = "Vexbridge reservoir joint venture"
    world.entry("partnerships", "vexbridge-reservoir", name, kind="joint venture", since="2014")
    for line in _FACTS.split("\n")[1:-1]:
        subject, relation, object, *more = line.split()
        fields = dict(each.replace("+", " ").split("=") for each in more)
        world.fact(subject, relation, object, plain=True, **fields)
    for id, (_, kind) in _BODIES.items():
        for _ in range(6):
            other, _ = world.pick()
            extra = world.qualified("works_with", kind, kind)
            world.fact(id, "works_with", other, **(extra or {}))
        world.known.append((id, kind))
        world.urn.append(len(world.known) - 1)
