"""Words too common to say what a text is about, folded; question words among them."""

_ENGLISH = """
a about after all also am an and any are as at be been before being between both but by can could
did do does doing down during each for from further had has have having he her here hers him his
how i if in into is it its just many may me might more most much must my no nor not of off on once
only or other our out over own s same shall she should so some such t than that the their them then
there these they this those through to too under until up upon very was we were what when where
which while who whom whose why will with would you your
"""

_FRENCH = """
a afin ai ainsi apres as au aucun aucune aussi autre autres aux avaient avait avant avec avoir ayant
c ce ceci cela celle celles celui ces cet cette ceux chaque chez combien comme comment d dans de
depuis des donc dont du elle elles en encore entre es est et etaient etait etant ete etre eu eux
fait fut furent il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs lors lui m
ma mais me meme memes mes mon n ne ni non nos notre nous on ont ou par parmi pas pendant peu peut
plus pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se selon sera ses
si sien soit son sont sous sur t ta te tel telle tels tes toi ton tous tout toute toutes tres tu un
une vers vos votre vous y
"""

_SPANISH = """
a al algo algun alguna algunas algunos ante antes asi aun aunque bajo cada como con contra cual
cuales cuando cuanta cuantas cuanto cuantos de debe del desde donde dos durante e el ella ellas
ellos en entre era eran es esa esas ese eso esos esta estaba estaban estan estar estas este esto
estos fue fueron ha habia habian han hasta hay la las le les lo los mas me mi mientras mis mucho
muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros
para pero poco por porque pues que quien quienes se sea segun ser si sido sin sobre son su sus
tambien tan tanto te tenia tiene tienen toda todas todo todos tras tu tus u un una unas uno unos
usted ustedes y ya yo
"""

STOP_WORDS = {
    "en": frozenset(_ENGLISH.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
}
