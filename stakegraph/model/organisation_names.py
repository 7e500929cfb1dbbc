"""Words of the names of organisations, folded, of several languages."""

from collections.abc import Mapping

from stakegraph.model.legal_forms import AMBIGUOUS, LEGAL_FORMS
from stakegraph.text.folding import fold

# Words that no name of a person has, by the kind of organisation that they show, if any.
_BODIES = {
    "company": """
        bank holding holdings partners industries systems solutions ventures capital logistics
        consulting media company corporation enterprises banque banco banca
    """,
    "public body": "council ministry authority",
    "university": "university universitat universite universidad",
    "committee": "committee",
    "fund": "fund",
    "": """
        trust department college school academy foundation association society institute agency
        commission board group partnership party union federation hospital service services office
        bureau parliament senate assembly government network alliance consortium investments
        international charity club museum library centre center ministerium bundesamt amt
        amtsgericht verein verband stiftung hochschule schule kasse stadt gemeinde landkreis
        gesellschaft genossenschaft werke stadtwerke ministere ecole fondation societe institut
        agence mairie commune conseil comite syndicat ministerio escuela fundacion asociacion
        sociedad instituto agencia ayuntamiento consejo sindicato ministero universita scuola
        fondazione associazione societa istituto agenzia comune consiglio comitato ministerie
        universiteit hogeschool gemeente stichting vereniging maatschappij raad ministerstwo
        uniwersytet szkola fundacja stowarzyszenie spolka urzad gmina universidade fundacao
        associacao sociedade prefeitura camara
    """,
}
# Those that are surnames or words of other names as well.
_OTHERS = {
    "company": """
        airlines airways motors motor pharma pharmaceuticals pharmaceutical technologies
        technology software laboratories electronics semiconductor steel petroleum oil energies
        energy electricity world railways railway rail hotels stores supermarkets insurance
        assurance securities consultants brands foods beverages breweries brewery products
        shipping lines freight airline telecom telecoms telekom telecommunications mobile networks
        wireless aerospace chemicals chemical cement mining resources minerals metals engineering
        construction properties estates homes developments retail entertainment pictures studios
        records publishing publishers press news times post herald tribune gazette telegraph
    """,
    "public body": "ofsted ofcom hmrc nhs constabulary police",
    "university": "universities universitys",
    "court": "court tribunal",
    "": """
        archive archives army associates ballet brigade broadcasting chamber choir church cinema
        circle circus clinic coalition community confederation conference congress conservancy
        convention cooperative co-operative corps credit directorate discovery division ensemble
        exchange executive federal fellowship festival force forum gallery guild healthcare health
        hospitals house hub initiative inquiry inspectorate institution investment infirmary
        laboratory lab labs league liberation management maternity mission movement navy
        observatory opera orchestra order organisation organization philharmonic platform practice
        productions programme project regiment registry rovers schools secretariat studio summit
        surgery symphony taskforce team theatre theater treasury united water workers works gruppo
        groupe grupo gruppe compagnie compania administration command consultancy cabinet
        collective colleges councils diocese dioceses embassy enterprise reserve hospice junta
    """,
}


def _kinds(*tables: Mapping[str, str]) -> dict[str, str]:
    return {
        fold(word): kind
        for table in tables
        for kind, some in table.items()
        for word in some.split()
    }


# What says that a name is no person's, and the words of all organisations with their kinds.
BODIES = LEGAL_FORMS.union(_kinds(_BODIES))
WORDS = _kinds(_BODIES, _OTHERS) | dict.fromkeys(LEGAL_FORMS | AMBIGUOUS, "company")
