"""First names of people, of many languages, folded."""

_NAMES = """
    aaron abdul abdullah abigail ada adam adrian agnes agnieszka ahmad ahmed aidan aisha ajay
    akira alain alan alastair albert alberto alejandra alejandro aleksandar aleksander alessandra
    alessandro alex alexander alexandra alexandre alexei alexis alfonso alfred ali alice alicia
    alison alistair allan allen alok amal amanda amelia amina amir amit amy ana anastasia anders
    andre andrea andreas andrei andres andrew andrzej andy angel angela angus anil anita anja
    anjali ann anna anne anneliese annette annie antoine anton antonia antonio antony anupam arjun
    armand armando arnold arthur arturo arun arvind asha ashley astrid audrey august aung aurelie
    axel ayesha aziz barack barbara barry bart beatrice beatriz belen belinda ben benedict
    benjamin benoit bernadette bernard bernd bernie beth betty beverley bill billy birgit birgitta
    bjarne bjorn bob bogdan boris bozena brad bradley brandon brenda brendan brett brian bridget
    britta bruce bruno bryan camilla camille carl carla carlo carlos carmen carol carole carolina
    caroline carolyn carsten catherine cathy catriona cecilia cedric celine cesar chantal charles
    charlie charlotte cheryl chiara chidi chinedu chloe chris christian christiane christina
    christine christoph christophe christopher chukwuma cindy claire clara clare claude claudia
    claudio clive colin colleen conor constance craig cristina crystal cyril daisy damian damien
    dan dana daniel daniela daniele danielle danny dariusz darren dave david dawn dean deborah
    debra declan deepak deirdre delphine denis denise dennis derek diana diane dick didier diego
    dieter dilip dilma dimitri dinesh dirk dmitri dmitry dmytro dominic dominik dominique donald
    donna dora doreen doris dorothy doug douglas duncan dylan eamon ebba ed eddie edgar edith
    edmund eduardo edward edwin edyta eileen ekaterina elaine eleanor elena eli elias elisa
    elisabeth elise eliza elizabeth ella ellen elliot elon elsa emil emilia emilie emily emma
    emmanuel enda eric erica erich erik erika erin ernest ernesto esme esra esther ethan etienne
    eugene eva eve eveline evelyn ewan fabian fabio fabrice farah fatima fatou fatoumata federico
    felicity felipe felix femi ferdinand ferenc fergus fernando filip finn fiona florence florian
    folake frances francesca francesco francis francisco francois francoise frank franz fraser
    fred freddie frederic frederick frederik frederique friedrich gabriel gabriela gabrielle
    gareth gary gavin ged geert gemma geoff geoffrey george georges georgia georgina gerald gerard
    gerhard gerrit ghislaine gianni gilbert giles gilles gillian gina giorgia giorgio giorgos
    giovanni giulia giuseppe gloria goran gordon grace graeme graham grainne grant greg gregor
    gregory greta grzegorz guillaume gunnar gunter gustav gustavo guus guy gwen hadiza halima
    hamid hamza hannah hans harald harold harriet harry hassan hazel heather hector heidi heike
    heinrich heinz helen helena helene helga helmut hendrik henri henrik henry herbert hermann
    hideki hilary hillary hiroki hiroshi holger holly howard hubert hugh hugo humza hye ian
    ibrahim ibrahima ignacio igor ilse imelda imran indira ines inga inge ingrid ioana ioannis
    irene ireneusz irina iris irma isaac isabel isabella isabelle ismail istvan ivan ivana ivo
    jaap jacinda jack jackie jacob jacqueline jacques jadwiga jaime jake jakob james jamie jan
    jane janet janice janos janusz jared jarek jaroslaw jason javed javier jay jayne jean jeanette
    jeff jeffrey jennie jennifer jenny jens jeremy jeroen jerome jerry jerzy jesper jess jesse
    jessica jill jim jimmy jo joachim joan joana joanna joanne joao joaquin jochen joe joel joern
    johan johann johanna johannes john johnny jolanta jon jonas jonathan joost jordan jordi jorge
    jose josef josep joseph josephine joshua joy joyce jozef jozefina juan juanita judith judy
    juha jukka julia julian juliana julie julien juliet julio julius jun jurgen justin justine
    jutta kai kaja kamal kamala kamil karen karim karin karl karl-heinz karolina kasper katarina
    katarzyna kate katerina kath katharina katharine katherine kathleen kathryn kathy katie katja
    katrin katrina katya kay kayode keir keith kelly kelvin kemi ken kenji kenneth kerry kevin
    khadija khalid kieran kim kiran kirsten kirsty kjell klara klaus kofi konrad konstantin kosuke
    kristalina kristian kristin kristina krzysztof kumar kurt kwaku kwame kwasi kyle laetitia
    lakshmi lamin lars laszlo laura lauren laurence laurent lawrence lea leah lech lee leila len
    lena leo leon leonard leonardo leonid leopold leopoldo lesley leslie lewis liam liana lilian
    liliana lily linda lindsay lindsey lisa lise liz liza ljubica lloyd loic lora lorenzo lorna
    lorraine lothar louis louisa louise lourdes luc luca lucas lucia lucien lucinda lucy ludovic
    ludwig luigi luis luisa lukas luke luuk lydia lynn lynne maarten maciej maddalena madeleine
    maeve magda magdalena magnhild magnus mahmoud mairead malala malcolm malgorzata malin manfred
    manoj manuel manuela marc marcel marcelo marcia marcin marco marcos marcus mareike marek
    margaret margarita margot margrethe maria mariam marian mariana marianne marie marieke marija
    marilyn marina mario marion marisa marius mark marko markus marlene marta martha martin
    martina martine mary maryam maryse masayoshi massimo mateusz mathias mathieu mathilde matt
    matteo matthew matthias matthijs maureen maurice mauricio mauro max maxime maximilian may maya
    meg megan mehmet mei melanie melinda melissa mercedes mette mia michael michaela michail
    michal michel michele michelle michiel miguel mihai mika mikael mike mikhail mikkel mila milan
    milena milos mira mircea mirela miriam mo mohamad mohamed mohammad mohammed moira molly mona
    monica monika morgan moritz morten moses muhammad mukesh murray mustafa mustapha myriam nadhim
    nadia nadine naledi nana nancy naomi narendra natalia natalie natasha nathalie nathan neelie
    neil nelson ngozi nicholas nick nicky nicola nicolas nicole nigel nikhil nikita niklas nikola
    nikolai nikolaus nikos nils nina nishant nita nkosazana noah noel noor nora norbert norma
    norman nuno nuria nusrat obiageli oisin oksana oleg olena olga oliver olivia olivier olof
    olumide omar orla orsolya oscar oskar otto ousmane owen paavo pablo padraig pal pam pamela
    paolo pascal pat patricia patrick patrik paul paula pauline paulo pavel pawel pedro peggy
    pekka penelope penny per perry pete peter petra petter phil philip philipp philippa philippe
    phillip phoebe pia pierce pierre piet pieter pilar piotr polly pradeep prakash pranab pranav
    priti priya rachel radoslaw rafael rahul rainer raj rajesh rajiv ralf ralph ram ramesh ramon
    ranil raphael raquel rasheed rashid rasmus ratan ravi ray raymond rebecca reinhard reinhold
    rena renata renate rene rex reza rhys ricardo richard rick riitta rinat rishi risto rita rob
    robert roberta roberto robin rod roderick rodney rodrigo roger roisin roland rolf romain roman
    ron ronald rory rosa rosalind rosario rose rosemary rosie ross rowena roy ruairi ruben rudi
    rudolf rui rupert ruth ryan sabine sabrina sadiq saeed sajid salim sally salman salvatore sam
    samantha samir samuel sanae sandor sandra sandrine sandy sanjay sanjeev sanna sara sarah
    sarita sascha satoshi satya saul sauli scott seamus sean sebastian sebnem selina serena serge
    sergei sergey sergio seth severin shabana shane shannon sharon shaun sheila shelley sheryl
    shinzo shirley sian sibusiso siegfried sigmar sigrid silke silvia silvio simon simone sinead
    siobhan siti siv slavka snezana sofia sofie sonia sonja sophia sophie soren stacey stan
    stanislaw stanley stefan stefania stefano steffen stella stephan stephane stephanie stephen
    steve steven stewart stig stuart sue suella sultan sunil sunita suresh susan susana susanna
    susanne susie suzanne svein sven svetlana sylvia sylvie szymon takashi tamara tamas tania
    tanja tanya tariq taro tatiana tayo ted teodor terence teresa terry tessa thabo thandiwe theo
    theodore theresa therese thierry thilo thomas thor thorsten tiago tibor tidjane tilman tim
    timo timothy tina tobias toby todd tom tomas tomasz tommy tomoko toni tony toomas torbjorn
    torsten tracey tracy trevor trish tristan tsai tunde tuomas tyler udo ulf ulla ulrich ulrike
    una urs ursel ursula uwe vaclav vaira valdis valentina valerie valerio vanessa vasily vera
    verena veronica veronika vicente vicki vicky victor victoria vidya vigdis vijay vikram viktor
    vilma vincent vincenzo viola violet virginia virginie vivek vivian vivien vladimir volker
    volodymyr walter wanda wanjiru warren wayne wei wendy werner wes wieslaw wietse wiktor
    wilfried wilhelm will willem william willy wim winston wojciech wolf wolfgang xavier xenia
    xiomara yair yanis yann yannick yasmin yasmine yaw yolanda yoshihide yuki yuri yusuf yusuke
    yves yvette yvonne zainab zainabu zbigniew zbynek zdenek zeynep zlatan zoe zoltan zsofia
    zsuzsanna zuzana
"""
GIVEN_NAMES = frozenset(_NAMES.split())
