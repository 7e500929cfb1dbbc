"""What the columns of tables are headed, in common exports and in eleven languages.

The exports are those of HR systems, board lists, org-chart tools, LinkedIn, Companies House,
OpenCorporates, GLEIF, ICIJ Offshore Leaks, Wikidata's query service, Gephi, Kumu and Neo4j.
"""

# What a column says -> its headings, the likeliest first; one heading may say several things.
HEADINGS = {
    "person": """
        full name; employee name; name; person; employee; staff member; display name; member
        name; member; officer name; officer; director name; board member; trustee; trustee name;
        holder; post holder; incumbent; office holder; contact name; individual; politician;
        worker; item label; person label; office holder label; politician label; human label;
        holder label; preferred name; Vor- und Nachname; Name, Vorname; Mitarbeiter;
        Mitarbeiterin; Mitarbeitername; Mitglied; Amtsinhaber; nom complet; nom et prénom; nom
        prénom; nom; employé; salarié; membre; titulaire; nombre completo; nombre y apellidos;
        apellidos y nombre; nombre; empleado; miembro; nome completo; cognome e nome; nome e
        cognome; nominativo; nome; dipendente; membro; naam; volledige naam; medewerker;
        persoon; lid; funcionário; colaborador; trabalhador; imię i nazwisko; nazwisko i imię;
        pracownik; osoba; członek; last name, first name; name, surname first; director;
        councillor; minister; appointee; namn; för- och efternamn; medarbetare; anställd;
        ledamot; navn; fulde navn; fullt navn; medarbejder; medarbeider; ansatt; governor; name
        of governor; name of director; name of trustee; name of member""",
    "first name": """
        first name; given name; given names; forename; forenames; first names; Vorname; prénom;
        prénoms; nombre de pila; primer nombre; nome proprio; voornaam; primeiro nome; imię;
        imiona; förnamn; tilltalsnamn; fornavn""",
    "last name": """
        last name; surname; family name; Nachname; Familienname; nom de famille; apellido;
        apellidos; cognome; achternaam; sobrenome; apelido; nazwisko; efternamn; etternavn""",
    "name prefix": "tussenvoegsel; voorvoegsel; Namenszusatz; Adelszusatz; Namensvorsatz",
    "organisation": """
        chamber; parliament;
        organisation; organization; organisation name; organization name; company; company name;
        employer; association; foundation; trust; ministry; body; public body;
        institution; agency; org; firm; board; committee; committee name; charity; council;
        legal entity;
        organisation label; organization label; entity legalname; company label; employer label;
        Unternehmen; Firma; Gesellschaft; Arbeitgeber; Institution; Einrichtung; Behörde;
        Gremium; Verein; Verband; Stiftung; Ausschuss; Kommission; Ministerium; société;
        entreprise; organisme; employeur; établissement; empresa; organización; sociedad;
        compañía; entidad; organismo; empleador; institución; asociación; fundación; comité;
        ministerio; azienda; associazione; comitato; ministero; società; ente;
        organizzazione; impresa; datore di lavoro; bedrijf; organisatie; werkgever; onderneming;
        instelling; organização; entidade; instituição; órgão; ministério; empregador; spółka;
        organizacja; pracodawca; instytucja; przedsiębiorstwo; företag; bolag; företagsnamn;
        myndighet; arbetsgivare; organisasjon; virksomhed; virksomhet; selskab; selskap;
        bedrift; myndighed; styrelse; stiftelse; förening; forening; party; political party; Partei;
        parti politique; parti; partido; partito; partij; partia""",
    "organisation id": """
        company number; lei; company registration number; organisation id; organization id;
        company id; registration number; charity number; Handelsregisternummer; SIREN;
        KVK-nummer; KRS; NIF; organisation; company; employer; organisationsnummer;
        organisasjonsnummer; CVR-nummer""",
    "department": """
        department; dept; department name; division; business unit; directorate; unit; org unit;
        organisational unit; organizational unit; supervisory organization; section; Abteilung;
        Bereich; Referat; Organisationseinheit; département; service; direction; pôle;
        departamento; área; dirección; unidad; dipartimento; reparto; ufficio; direzione; area;
        afdeling; dienst; setor; divisão; direção; unidade; dział; departament; wydział;
        jednostka; avdelning; enhet; avdeling; enhed; sektion; seksjon; team""",
    "title": """
        job title; business title; position title; role title; title; role; position; job; job
        role; designation; capacity; officer role; board role; role on committee; committee role;
        role in committee; position on committee; role on board; function; position held; officer
        position; Stellenbezeichnung; Berufsbezeichnung; Funktion; Rolle; Position; Titel;
        Stelle; Tätigkeit; intitulé du poste; fonction; poste; titre; rôle; qualité; puesto;
        cargo; función; puesto de trabajo; posición; rol; ruolo; incarico; qualifica; mansione;
        carica; posizione; functie; functietitel; functienaam; rol; função; posição; stanowisko;
        funkcja; rola; position text; befattning; befattningsbenämning; yrkestitel; roll;
        uppdrag; tjänst; tjänstetitel; stilling; stillingsbetegnelse; stillingstittel; tittel;
        hverv; verv""",
    "post": """
        post; post title; office; office held; public office; position label; office label; post
        label; seat; Amt; Planstelle; urząd""",
    "post id": "position id; post id; post unique reference; office id; position; office; post",
    "manager": """
        manager; reports to; reporting to; line manager; manager name; reports to name;
        supervisor; supervisor name; line manager name; direct manager; reporting manager;
        superior; boss; Vorgesetzter; Vorgesetzte; Vorgesetzte/r; Führungskraft; berichtet an;
        unterstellt; supérieur; supérieur hiérarchique; responsable; responsable hiérarchique;
        n+1; rattaché à; rend compte à; jefe; jefe directo; reporta a; supervisor directo;
        depende de; responsabile; riporta a; superiore; capo; leidinggevende; rapporteert aan;
        chef; chefe; gestor; gerente; superior hierárquico; reporta-se a; przełożony; podlega;
        bezpośredni przełożony; kierownik; närmaste chef; rapporterar till; överordnad; leder;
        nærmeste leder; rapporterer til; refererer til; reports to position; reports to post;
        reports to title; reports to job title; manager position; manager job title; manager
        title""",
    "manager id": """
        manager id; manager employee id; manager employee number; manager number; manager no;
        reports to id; reports to employee number; supervisor id; supervisor employee id; parent
        id; line manager id; reports to unique id; reports to senior post; Vorgesetzten-ID;
        Vorgesetzten-Nr; matricule manager; matricule responsable; id jefe; id manager; id
        responsabile; id przełożonego""",
    "manager email": """
        manager email; manager e-mail; manager's email; manager email address; manager work
        email; supervisor email; line manager email; reports to email; E-Mail des Vorgesetzten;
        email manager; email responsable; correo jefe; email responsabile""",
    "id": """
        employee id; employee number; employee no; employee #; employee code; emp id; staff id;
        staff number; staff no; personnel number; personnel no; payroll number; worker id;
        person uid; person id; user id; member id; officer id; person number; officer number;
        unique id; identifier; id; node id; id id; item; person; Personalnummer; Personal-Nr;
        Mitarbeiternummer; Mitarbeiter-ID; matricule; identifiant; anställningsnummer;
        anställnings-ID; medarbejdernummer; ansattnummer; número de empleado; matrícula; legajo;
        matricola; personeelsnummer; medewerkernummer; numer pracownika; numer""",
    "email": """
        e-post; e-postadress; e-postadresse; work email; email; e-mail; email address; e-mail
        address; work e-mail; mail; business email; E-Mail-Adresse; courriel; adresse e-mail;
        adresse mail; correo; correo electrónico; indirizzo email; posta elettronica;
        e-mailadres; adres e-mail; endereço de e-mail""",
    "born": """
        date of birth; dob; birth date; partial date of birth; born; year of birth;
        Geburtsdatum; geboren; date de naissance; né le; fecha de nacimiento; data di nascita;
        geboortedatum; data de nascimento; data urodzenia; födelsedatum; fødselsdato""",
    "since": """
        since; from; start; start date; date from; from date; appointed on; appointed;
        appointment date; date of appointment; trustee date of appointment; date appointed;
        start time; begin; begin date; began; valid from; in post since; in role since; position
        start date; term start; start of term; effective date; Seit; von; ab; Beginn;
        Startdatum; Amtsantritt; Anfang; gültig ab; depuis; début; date de début; date début;
        du; date de nomination; desde; inicio; fecha de inicio; fecha inicio; fecha de
        nombramiento; dal; da; inizio; data inizio; data di inizio; data di nomina; van; vanaf;
        sinds; begindatum; begin; datum vanaf; de; início; data de início; data início; data de
        nomeação; od; data rozpoczęcia; początek; relationship period 1 start date; début de
        mandat; mandat début; Amtszeit von; Mandatsbeginn; inicio del mandato; data nomina;
        datum aantreden; data powołania; bestellt am; ernannt am; im Amt seit; date nomination;
        depuis le; à partir du; à compter du; prise de fonction; date de prise de fonction;
        entrée en fonction; Amtsbeginn; gewählt am; im Amt ab; desde el; a partir de; toma de
        posesión; in carica dal; in functie sinds; in functie vanaf; benoemd op; started on;
        från; från och med; fr.o.m.; tillträde; tillträdde; tillträdesdatum; utsedd; vald från;
        startdato; fra; fra dato; tiltrådt; tiltrådte; data od; notified on; date notified""",
    "until": """
        until; to; end; end date; date to; to date; resigned on; resigned; resignation date;
        date of resignation; ceased on; ceased; cessation date; end time; valid to; term end;
        end of term; left; left on; termination date; leaving date; Bis; Ende; Enddatum;
        Austrittsdatum; gültig bis; jusqu'à; jusqu'au; fin; date de fin; date fin; au; date de
        cessation; date de sortie; hasta; fecha de fin; fecha fin; fecha de cese; al; fine; data
        fine; data di fine; data di cessazione; tot; tot en met; t/m; einddatum; até; a; fim;
        data de fim; data fim; término; data de término; do; data zakończenia; koniec; ceased
        on; data cessazione; fecha cese; fecha de baja; date fin de mandat; datum uit dienst;
        uit dienst; data odwołania; Ausgeschieden am; Ausscheiden; relationship period 1 end
        date; exit date; fin de mandat; mandat fin; Amtszeit bis; Mandatsende; fin del mandato;
        Amtsende; im Amt bis; date de départ; fin de fonction; hasta el; fecha de salida; in
        carica fino al; fino al; afgetreden op; in functie tot; data de saída; finished on;
        ended on; contract end; contract end date; employment end date; last working day;
        Vertragsende; Austritt; slutdatum; till; till och med; t.o.m.; avgick; avgång; slutdato;
        sluttdato; til; til dato; fratrådt; fratrådte; data do; date stepped down; stepped down;
        stepped down on""",
    "on": """
        date; donation date; received date; accepted date; award date; date received; date
        awarded; Datum; fecha; data""",
    "hired": """
        hire date; hired; date hired; date of hire; original hire date; joining date; joined;
        date of joining; date joined; employment start date; employed since; Eintrittsdatum;
        Eintritt; date d'embauche; date d'entrée; fecha de ingreso; fecha de contratación; data
        di assunzione; datum in dienst; indiensttreding; in dienst sinds; data de admissão; data
        zatrudnienia; entry date; anställningsdatum; anställd sedan; anställd från;
        ansættelsesdato; ansettelsesdato""",
    "period": """
        dates; period; term; term of office; dates employed; tenure; years in office; years;
        Zeitraum; Amtszeit; période; periodo; período; mandato; periode; ambtstermijn; okres;
        kadencja""",
    "share": """
        share; shares; percentage; percent; %; stake; ownership; ownership %; % owned; owned;
        shareholding; holding; share %; ownership percentage; percentage of shares; Anteil;
        Anteil %; Beteiligung; part; participation; participación; quota; partecipazione;
        aandeel; belang; participação; quota; udział; percent of shares; percentage owned; % of
        shares; % held; Prozent; Anteil in Prozent; Anteil in %; Beteiligung in %;
        Beteiligungsquote; Kapitalanteil; pourcentage; pourcentage de détention; % du capital; %
        des parts; part du capital; % de détention; porcentaje; % de participación; porcentaje
        de participación; percentuale; quota %; % di partecipazione; percentuale di
        partecipazione; percentage aandelen; belang %; aandeel %; percentagem; % de
        participação; procent; udział %; udział procentowy; andel; andel i %; ägarandel;
        ejerandel; eierandel""",
    "amount": """
        amount; value; sum; donation amount; grant amount; award amount; amount awarded; Betrag;
        Summe; Wert; montant; somme; importe; cantidad; importo; somma; bedrag; valor; kwota;
        belopp; beløb; beløp""",
    "currency": "currency; Währung; devise; moneda; divisa; valuta; moeda; waluta",
    "source": """
        source; source url; url; link; reference; citation; source title; source link; website;
        source id; Quelle; Beleg; source; fuente; fonte; bron; źródło; web; opencorporates url;
        källa; kilde""",
    "note": """
        note; notes; comment; comments; remark; remarks; Bemerkung; Bemerkungen; Anmerkung;
        Anmerkungen; Kommentar; remarque; remarques; commentaire; nota; notas; observaciones;
        comentario; osservazioni; annotazioni; opmerking; opmerkingen; observação; observações;
        uwagi; uwaga; anteckning; anteckningar; kommentarer; bemærkning; merknad""",
    "from": """
        who; from; source; subject; person 1; person a; entity a; actor 1; actor a; start id;
        node id start; node 1; entity 1; from id; from node; source id; relationship startnode
        nodeid; start node; source node; von; de; desde; da; van; od; origen; Quelle; Ausgang;
        från; fra""",
    "to": """
        to; other; target; object; person 2; person b; entity b; actor 2; actor b; end id; node
        id end; node 2; entity 2; to id; to node; target id; relationship endnode nodeid; end
        node; target node; whom; an; nach; zu; Ziel; à; vers; a; al; hacia; para; naar; aan; do;
        destino; cible; till; til""",
    "relation": """
        relation; relationship; predicate; rel type; relationship type; edge type; link type;
        relationship relationshiptype; type; kind; label; Beziehung; Art; Verhältnis; lien; type
        de relation; relación; vínculo; relazione; legame; relatie; verband; relação; relacja""",
    "direction": "type; direction; directed",
    "owner": """
        owner; owner name; shareholder; shareholder name; beneficial owner; parent company;
        parent; psc; person with significant control; investor; Gesellschafter; Eigentümer;
        Aktionär; Anteilseigner; Muttergesellschaft; actionnaire; associé; propriétaire; société
        mère; accionista; socio; propietario; matriz; azionista; proprietario; controllante;
        aandeelhouder; eigenaar; moedermaatschappij; acionista; sócio; proprietário;
        akcjonariusz; wspólnik; udziałowiec; właściciel; ägare; delägare; ejer; eier; aksjonær;
        aktieägare""",
    "owned": """
        subsidiary; subsidiary name; owned company; investee; portfolio company; asset; entity;
        entity name; Tochtergesellschaft; Beteiligungsgesellschaft; filiale; filial;
        participada; controllata; partecipata; dochteronderneming; subsidiária; spółka zależna;
        dotterbolag; datterselskab; datterselskap""",
    "donor": """
        donor; donor name; Spender; donateur; donante; donatore; donor naam; schenker; doador;
        darczyńca; givare; bidragsgivare; giver""",
    "funder": """
        funder; funder name; funding organisation; funding org; grantmaker; Geldgeber; bailleur;
        financiador; finanziatore; funding org name""",
    "recipient": """
        recipient; recipient name; recipient organisation; recipient org; grantee; beneficiary;
        donee; regulated entity name; regulated entity; Empfänger; bénéficiaire; destinataire;
        beneficiario; receptor; destinatario; ontvanger; begunstigde; beneficiário; beneficjent;
        odbiorca; recipient org name; mottagare; modtager; mottaker""",
    "replaces": """
        replaces; replaces label; predecessor; predecessor label; Vorgänger; prédécesseur;
        remplace; predecesor; predecessore; voorganger; antecessor; poprzednik; företrädare;
        forgænger; forgjenger""",
    "replaced by": """
        replaced by; replaced by label; successor; successor label; succeeded by; Nachfolger;
        successeur; remplacé par; sucesor; successore; opvolger; sucessor; następca;
        efterträdare; efterfølger; etterfølger""",
    "kind": """
        kind; type; entity type; entity kind; node type; category; label; person kind; owner
        type; owner kind; Typ; tipo; typ; rodzaj""",
    "jurisdiction": "jurisdiction code; company jurisdiction code; jurisdiction",
    "status": """
        status; current status; employment status; employee status; relationship status;
        relationship relationshipstatus; is current; current; is active; active; still in post;
        in office; Beschäftigungsstatus; aktiv; statut; actif; estado; activo; stato; attivo;
        actief; situação; ativo; aktywny; aktualny""",
}  # fmt: skip
