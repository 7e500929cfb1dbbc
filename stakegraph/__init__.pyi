"""The Python interface; written by `tests/stub.py` from the rows of the questions."""

from collections.abc import Iterable
from datetime import date
from os import PathLike

from networkx import MultiDiGraph

from stakegraph.errors import AmbiguousName as AmbiguousName
from stakegraph.errors import FactsError as FactsError
from stakegraph.errors import StakegraphError as StakegraphError
from stakegraph.errors import UnknownName as UnknownName
from stakegraph.errors import UsageError as UsageError
from stakegraph.questions.actors import Listing, Page
from stakegraph.questions.conflicts import Conflicts
from stakegraph.questions.diff import Diff
from stakegraph.questions.duplicates import Duplicates
from stakegraph.questions.evidence import Sources, Why
from stakegraph.questions.gaps import Gaps
from stakegraph.questions.partners import Partners
from stakegraph.questions.paths import Paths
from stakegraph.questions.positions import Positions
from stakegraph.questions.reporting import Chain, OrgChart, Reports
from stakegraph.questions.roles import Roles
from stakegraph.questions.status import Status
from stakegraph.questions.timeline import Timeline
from stakegraph.questions.vocabulary import Kinds, Relations
from stakegraph.questions.whatif import WhatIf
from stakegraph.renderers import Answer as Answer

def open(*paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> Facts:
    """Return the facts of files, folders or globs, which may stand in a list.

    Without a path, those of $STAKEGRAPH_FACTS, else of `stakegraph.yaml` or `facts/` in the working
    folder, else the bundled example, of which a warning is given. What the files say later does not
    count. Raises FactsError with every error of every file, UsageError where there is no file.
    """

class Facts:
    """The facts of some files: each question of the command line is a method.

    Names are typed as on the command line: an id, a name, an alias, a surname or a part of a name.
    """
    @property
    def title(self) -> str:
        """Return what the facts are about, or ""."""
    def to_networkx(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> MultiDiGraph[str]:
        """Return the facts that count as a plain graph, which `networkx.write_graphml` takes.

        An edge has its fact's id as key. Attributes are texts: dates are EDTF, what is several is
        joined with "; ", what is not given is left out. As of a day, each edge says as `held` that
        it is `held` or `undetermined`; what is not held is not drawn.
        """
    def close(self) -> None:
        """Close what is open of the facts; a further question opens it again."""
    def __enter__(self) -> Facts: ...
    def __exit__(self, *_: object) -> None: ...
    def who_reports_to(
        self,
        name: str,
        *,
        all: bool = False,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Reports]:
        """Show who reports to a person, a post or a body.

        Example: facts.who_reports_to("Rowney")
        """
    def chain(
        self,
        name: str,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Chain]:
        """Show whom a person or post reports to, up to the top.

        Example: facts.chain("Kath O'Dwyer")
        """
    def org_chart(
        self,
        org: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[OrgChart]:
        """Show every reporting line, of all or of one organisation and its parts.

        Example: facts.org_chart("Stoke council")
        """
    def roles(
        self,
        name: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Roles]:
        """Show the roles of a person over time, or the people of an organisation or post.

        Example: facts.roles("Kath O'Dwyer")
        """
    def partners(
        self,
        name: str,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Partners]:
        """Show the partners of an organisation or person, and apart from them its other ties.

        Those in one partnership and those who work together are partners; who funds, owns, sues
        or commissions is told apart, in a sentence.

        Example: facts.partners("Serco")
        """
    def path(
        self,
        start: str,
        end: str,
        *,
        paths: int = 3,
        max_hops: int = 6,
        only: str | Iterable[str] = (),
        avoid: str | Iterable[str] = (),
        together: bool = False,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Paths]:
        """Show how two actors are connected, as the best few routes.

        Shorter routes come first, then those with fewer doubtful hops. Sharing an opinion or a
        place is no connection unless you ask for it with --only stance, --only location.

        --only and --avoid take a family of relations (reporting, role, structure, partnership,
        authority, ...), a relation (owns), a kind of actor (company) or an actor. Where a word
        may mean several, family:role, relation:owns, kind:company or actor:tact says which.

        Example: facts.path("Kevin Williams", "Rowney")
        """
    def show(
        self,
        name: str,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Page]:
        """Show everything on one actor: what it is, its ties, its events.

        Example: facts.show("Tact")
        """
    def list(
        self,
        kind: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Listing]:
        """Show who is there: people, organisations, posts and partnerships.

        Example: facts.list("company")
        """
    def find(
        self,
        text: str,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Listing]:
        """Show the actors that have a text in their name, description or note.

        Example: facts.find("fostering")
        """
    def status(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Status]:
        """Show which facts are loaded, how much there is, what is wrong, and what to do next.

        'stakegraph' alone shows the same.

        Example: facts.status()
        """
    def relations(
        self,
        word: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Relations]:
        """Show the relations that a fact may state, own ones included, each with an example.

        Example: facts.relations("owns")
        """
    def kinds(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Kinds]:
        """Show the kinds of actor: what may be said of each, and which relations join them.

        Example: facts.kinds()
        """
    def why(
        self,
        fact: str,
        other: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Why]:
        """Show why something is said: the evidence of a fact, or what a derived one follows from.

        Give the id of a fact or an event, as --cite shows it, or the names of two actors.

        Example: facts.why("ged-rowney.role_at.stoke-council.via.director")
        """
    def sources(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Sources]:
        """Show each source, and how many facts rest on it alone.

        'stakegraph sources read ID' prints the saved text of one with the numbers of its
        paragraphs, 'stakegraph sources add FILE' puts a further one into the fact file.

        Example: facts.sources()
        """
    def conflicts(
        self,
        *,
        possible: bool = False,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Conflicts]:
        """Show the facts that cannot all be true, side by side.

        Example: facts.conflicts()
        """
    def timeline(
        self,
        name: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Timeline]:
        """Show events, starts and ends in order, of all or of one actor.

        With --as-of, what had come to pass by that day.

        Example: facts.timeline("Shaftesbury")
        """
    def positions(
        self,
        name: str = "",
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Positions]:
        """Show who supports, opposes or takes no side on what.

        Example: facts.positions("Elaine Simpson")
        """
    def gaps(
        self,
        *,
        older_than: str | date = "",
        ignore: str | Iterable[str] = (),
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Gaps]:
        """Show what the facts do not say yet, each gap with the next question to ask.

        Example: facts.gaps(ignore="undated-role")
        """
    def what_if(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[WhatIf]:
        """Show which answers fall if a source had not been written, or only what is stated counts.

        Give --without-source ID, --source ID or --firm.

        Example: facts.what_if(firm=True)
        """
    def diff(
        self,
        old: str | PathLike[str],
        new: str | PathLike[str] = "",
        *,
        answers: bool = False,
        evidence: bool = False,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Diff]:
        """Show what differs between two files, folders or git revisions; exit code 1 if anything does.

        The order and the layout of the files do not count. That the same is cited from another
        place, or from a source that took the place of another, counts with --evidence alone.

        Example: facts.diff("data/stoke.yaml")
        """
    def duplicates(
        self,
        *,
        as_of: str | date = "",
        firm: bool = False,
        source: str = "",
        according_to: str = "",
        without_source: str | Iterable[str] = (),
    ) -> Answer[Duplicates]:
        """Show the pairs of actors that may be the same, with what speaks for it; none is joined.

        Example: facts.duplicates()
        """
