"""The words that assertions turn on: relations, polar adjectives, what denies, limits or says nothing."""

from __future__ import annotations

from auditor.cues import stem


def root(word: str) -> str:
    """The stem of every form of a verb: ``made`` and ``makes`` have one, too.

    >>> root("made") == root("makes") == root("make")
    True
    """
    return stem(stem(word))


def _stems(text: str) -> frozenset[str]:
    return frozenset(root(word) for word in text.split())


ALIKE = {
    "swap": "replac", "chang": "replac", "exchang": "replac", "exchange": "replac", "color": "colour",
    "license": "licenc", "licens": "licenc", "permit": "allow", "welcom": "allow", "accept": "allow", "bann": "allow",
    "ban": "allow", "prohibit": "allow", "forbid": "allow", "forbidden": "allow", "admit": "allow",
    "necessary": "requir", "need": "requir", "mandatory": "requir", "compulsory": "requir", "obligatory": "requir",
    "poisonou": "toxic", "poisonous": "toxic", "kid": "child", "wlan": "wifi", "wi-fi": "wifi", "entry": "admission",
    "entrance": "admission", "elevator": "lift",
    "pedestrian": "walk", "walker": "walk", "foot": "walk", "hiker": "walk", "cyclist": "cycl", "bicycl": "cycl",
    "bik": "cycl", "bike": "cycl", "bicycle": "cycl", "banknote": "cash", "banknot": "cash", "coin": "cash",
    "photograph": "photo", "photography": "photo", "internet": "onlin", "electronic": "onlin", "electron": "onlin",
    "outlaw": "allow", "disallow": "allow",
    "eaten": "eat", "drunk": "drink", "allergic": "allergy",
}  # fmt: skip
"""Stems of one sense, where a thing is said to be so or not."""
IDLE = _stems(
    "it they this that these those he she we you which who what there one ones other others such same more most "
    "less least many much several some any all each every both few is are was were be been do does did can may "
    "will the a an of in on at to for by with and or not no yes i my your our its their have has had get any "
    "only also own user owner yourself myself very as from bring take carry come use usually still now then "
    "just even currently either under up out"
)
GENERIC = _stems(
    "disease disorder condition syndrome illness infection device product unit model machine tool package "
    "library event festival museum venue building bridge town village city island country region company "
    "organisation organization species plant animal bird fish tree game book film album song service site place "
    "team club election contest race competition tournament championship"
)
"""With ``the`` before them and nothing else, these nouns mean what the page is about."""
OBJECT_PRONOUNS = frozenset({"it", "they", "this", "these"})
THE = frozenset({"the", "its", "their", "this", "these", "our", "all", "every", "each", "both"})
QUANTITIES = frozenset(
    "percent percentage majority minority cases number share part portion proportion half third quarter".split()
)
SOME = frozenset(
    "a an some many most few several any no not another other certain such various more less only half one two "
    "three four five six seven eight nine ten almost nearly nobody none your my his her those which what whose".split()
)

PASSIVE = {
    "named after": "name/after name/for", "designed by": "design/by draw/by drawn/by",
    "built by": "build/by construct/by erect/by",
    "founded by": "found/by establish/by start/by launch/by create/by", "owned by": "own/by",
    "operated by": "operate/by run/by manage/by organise/by organize/by administer/by",
    "written by": "write/by author/by", "made by": "make/by manufacture/by produce/by fabricate/by",
    "licence": "license/under release/under distribute/under publish/under license/as",
    "located in": "locate/in situate/in locate/on situate/on locate/at situate/at",
    "held in": "hold/in hold/at hold/on", "written in": "write/in rewrite/in program/in implement/in code/in",
    "powered by": "power/by fuel/by power/from drive/by",
    "made of": "make/of make/from build/of build/from construct/of construct/from cast/in cast/from carve/from "
    "carve/of",
    "dedicated to": "dedicate/to", "based in": "base/in headquarter/in", "twinned with": "twin/with",
    "discovered by": "discover/by", "invented by": "invent/by", "directed by": "direct/by",
    "composed by": "compose/by", "developed by": "develop/by", "published by": "publish/by", "hosted by": "host/by",
    "funded by": "fund/by finance/by sponsor/by", "led by": "lead/by head/by", "edited by": "edit/by",
    "distributed by": "distribute/by", "illustrated by": "illustrate/by", "translated by": "translate/by",
    "performed by": "perform/by", "pollinated by": "pollinate/by", "opened by": "open/by inaugurate/by",
    "sold by": "sell/by", "affiliated with": "affiliate/with affiliate/to", "supplied by": "supply/by provide/by",
    "hosted in": "host/in", "governed by": "govern/by rule/by", "regulated by": "regulate/by",
    "spoken in": "speak/in", "painted by": "paint/by", "carved by": "carve/by", "maintained by": "maintain/by",
    "chair": "chair/by preside/by",
    "certified by": "certify/by verify/by accredit/by audit/by", "winner": "win/by won/by",
}  # fmt: skip
"""Relation -> the participles and prepositions that state it."""
RELATIONS = {
    (root(pair.partition("/")[0]), pair.partition("/")[2]): relation
    for relation, pairs in PASSIVE.items()
    for pair in pairs.split()
}
IDIOMS = {
    ("tak", "plac", "in"): "held in", ("tak", "plac", "on"): "held in", ("tak", "plac", "at"): "held in",
    ("draw", "power", "from"): "powered by", ("get", "power", "from"): "powered by",
    ("tak", "power", "from"): "powered by", ("draw", "energy", "from"): "powered by",
    ("tak", "nam", "from"): "named after", ("ow", "nam", "to"): "named after",
}  # fmt: skip
"""Verb, thing and preposition -> relation: ``takes place in``, ``draws its power from``, ``owes its name to``."""
SUBSTANCES = frozenset({"made of", "powered by"})
"""Relations whose values may be plain nouns; all others take names."""
SINGLE = frozenset(
    "named after|designed by|founded by|operated by|owned by|discovered by|invented by|written by|directed "
    "by|composed by|"
    "licence|protection|capital|colour|chair|president|mayor|superintendent|captain|treasurer|bishop|winner|"
    "headteacher|conductor|certified by|headquarters|based in|main "
    "shareholder|registered office|author|architect|pollinated by".split("|")
)
"""Relations that have one answer: two different names contradict each other."""
ACTIVE = {
    root(verb): relation for verb, relation in {
        "found": "founded by", "establish": "founded by", "start": "founded by", "design": "designed by",
        "build": "built by", "invent": "invented by", "discover": "discovered by", "write": "written by",
        "compose": "composed by", "own": "owned by", "operate": "operated by", "run": "operated by",
        "organise": "operated by", "organize": "operated by", "direct": "directed by", "develop": "developed by",
        "publish": "published by", "manage": "operated by", "chair": "chair", "win": "winner", "won": "winner",
        "certify": "certified by", "produce": "made by", "manufacture": "made by", "fabricate": "made by",
        "edit": "edited by", "translate": "translated by", "illustrate": "illustrated by", "sponsor": "funded by",
    }.items()
}  # fmt: skip
"""Stems of verbs whose subject the passive would name after ``by``."""
ROLES = {
    "founder": "founded by", "operator": "operated by", "organiser": "operated by", "organizer": "operated by",
    "owner": "owned by", "proprietor": "owned by", "designer": "designed by", "architect": "designed by",
    "builder": "built by", "maker": "made by", "manufacturer": "made by", "producer": "made by",
    "author": "written by", "writer": "written by", "composer": "composed by", "director": "directed by",
    "inventor": "invented by", "discoverer": "discovered by", "developer": "developed by",
    "publisher": "published by", "license": "licence", "licence": "licence", "namesake": "named after",
    "material": "made of", "materials": "made of", "location": "located in", "venue": "held in",
    "editor": "edited by", "translator": "translated by", "illustrator": "illustrated by", "sponsor": "funded by",
    "host": "hosted by", "programming language": "written in", "language": "written in", "protection": "protection",
    "protection class": "protection", "protection rating": "protection", "ip rating": "protection",
    "ingress protection": "protection", "capital": "capital", "headquarters": "based in", "colour": "colour",
    "color": "colour", "licensed under": "licence", "license type": "licence", "named for": "named after",
    "platforms": "platforms", "platform": "platforms", "operating systems": "platforms",
    "operating system": "platforms", "os": "platforms", "supported systems": "platforms", "closed": "closed",
    "closing day": "closed", "day of rest": "closed", "paint": "colour", "paint colour": "colour",
    "certification": "certified by", "certifier": "certified by", "certification body": "certified by",
    "programmed in": "written in", "implementation language": "written in", "winner": "winner",
    "type": "kind", "kind": "kind", "head office": "based in", "main office": "based in", "hq": "based in",
    "seat": "based in", "registered office": "registered office", "finish": "colour", "colours": "colour",
    "available colours": "colour", "colors": "colour", "available colors": "colour", "colour options": "colour",
    "country of manufacture": "made in", "country of assembly": "made in", "country of production": "made in",
    "place of manufacture": "made in", "manufactured in": "made in", "assembled in": "made in", "made in": "made in",
    "parent company": "parent company", "majority owner": "main shareholder",
    "majority shareholder": "main shareholder",
    "principal shareholder": "main shareholder", "main shareholder": "main shareholder", "listed on": "listed on",
    "largest shareholder": "main shareholder", "competitors": "competitors", "main competitors": "competitors",
    "rivals": "competitors", "subsidiaries": "subsidiaries", "key customers": "customers",
}  # fmt: skip
"""Labels and role nouns -> the relation that they state."""
OFFICES = {
    word: office
    for office, forms in {
        "chair": "chair chairman chairwoman chairperson", "president": "president", "mayor": "mayor",
        "superintendent": "superintendent", "headteacher": "headteacher headmaster headmistress",
        "conductor": "conductor", "captain": "captain", "treasurer": "treasurer", "bishop": "bishop",
    }.items()
    for word in forms.split()
}  # fmt: skip
"""Offices that one person holds at a time, by the forms of their names."""
IDLE_NOUNS = _stems(
    "way thing problem reason difference exception question one example point issue drawback hope idea doubt "
    "need evidence matter choice wonder time difficulty chance sign news sense limit proof record plan end case "
    "result answer bit lot shortage mistake surprise secret intention longer use means guarantee indication "
    "consensus account mention risk aim goal purpose fact rest next challenge alternative option other "
    "nothing something anything everything "
    "complaint trouble equal match parallel substitute match hurry harm favourite rival interest effect data "
    "information"
)
"""Nouns that carry an opinion or an argument, not a fact about the page's subject."""

ADJECTIVES = _stems(
    "contagious infectious hereditary fatal toxic poisonous edible waterproof watertight dustproof airtight "
    "fireproof free open legal illegal mandatory compulsory obligatory optional required necessary included "
    "available supported allowed permitted accepted welcome forbidden prohibited banned barred outlawed disallowed "
    "endangered extinct protected native endemic invasive evergreen deciduous perennial nocturnal diurnal vegetarian "
    "vegan kosher halal biodegradable recyclable rechargeable reversible refundable transferable removable replaceable "
    "washable adjustable dimmable detachable foldable expandable upgradable upgradeable programmable "
    "customizable wireless wired cordless accessible navigable heated insulated ventilated staffed guided "
    "ticketed fenced signposted lit paved permanent temporary compatible encrypted stackable inflatable "
    "interchangeable preventable treatable curable venomous carnivorous herbivorous flammable soluble magnetic "
    "radioactive sterile portable submersible drinkable potable swimmable climate-neutral "
    "safe private public bilingual "
    "harmless harmful dangerous deadly lethal closed excluded walkable passable bookable cancellable returnable"
)
"""Adjectives that say yes or no on their own: the only ones read where nothing is denied."""
EXISTENCE = _stems(
    "include included available support supported provide provided present fit fitted offer offered contain "
    "exclude excluded"
)
OPPOSITE = {
    "closed": "open", "illegal": "legal", "unlawful": "legal", "unsafe": "safe", "inedible": "edible",
    "temporary": "permanent", "excluded": "included", "forbidden": "allowed", "prohibited": "allowed",
    "banned": "allowed", "barred": "allowed", "outlawed": "allowed", "disallowed": "allowed",
    "impossible": "possible", "unavailable": "available", "unsupported": "supported", "optional": "required",
    "wireless": "wired", "cordless": "wired", "harmless": "harmful", "deciduous": "evergreen", "private": "public",
    "incurable": "curable",
}  # fmt: skip
NEGATIVE_PREFIXES = ("non", "un", "in", "ir", "im")
IDLE_ADJECTIVES = _stems(
    "clear sure easy surprising new alone enough able good bad big small large high low long short common "
    "uncommon rare unusual simple hard difficult likely possible true right wrong ready worth different same "
    "such due interested happy certain known unknown understood intended limited responsible better best "
    "perfect ideal great cheap expensive popular well fully really quite strong bright fast slow heavy light "
    "full empty complete recent old young early late here there aware confident far near serious important fine "
    "nice pleasant lovely wonderful excellent rich wide  obvious visible unexpected bound supposed meant "
    "considered seen given made done used designed"
)
FEATURE_VERBS = _stems("have include support contain require need offer feature")
ABILITY = _stems(
    "replace swap change remove wash recycle upgrade expand repair cancel refund transfer adjust disable "
    "recharge dim detach fold open cure prevent treat reverse book return eat eaten drink drunk reuse extend lock"
)
ACTS = _stems(
    "use enter cross visit join attend participate vote ride drive walk cycle swim camp fish park smoke take play"
)
"""What people are or are not allowed to do."""
IDLE_ABILITY = _stems(
    "say deny rule overstate exclude determine know tell see explain find make use do expect give guarantee "
    "describe consider ignore said seen known told found understood thought taken given done made put compare "
    "avoid underestimate help take get put count imagine believe recommend hope miss beat fault blame stress "
    "emphasise"
)
CONDITIONS = frozenset(
    "if unless when whenever while until till once whether as where although though since because before after".split()
)
CONCESSIONS = frozenset({"although", "though", "because"})
"""Conjunctions that leave whole what they are joined to."""
DEGREES = frozenset(
    "as so too more less very that quite particularly especially necessarily entirely completely totally always "
    "yet all only".split()
)
REPORTS = _stems(
    "say claim think believe suggest argue report hope fear doubt suspect promise expect wish feel assume suppose tell"
)
ONLY = frozenset({"only", "sole", "solely", "exclusively"})


def positively(word: str) -> tuple[str, bool]:
    """The positive form of an adjective, and whether the word says that it holds.

    >>> positively("closed"), positively("non-refundable"), positively("irreversible"), positively("toxic")
    (('open', False), ('refundable', False), ('reversible', False), ('toxic', True))
    """
    if word in OPPOSITE:
        return OPPOSITE[word], False
    for prefix in NEGATIVE_PREFIXES:
        bare = word.removeprefix(prefix).lstrip("-")
        if bare != word and root(bare) in ADJECTIVES and root(word) not in ADJECTIVES:
            return bare, False
    return word, True


def polar(word: str) -> bool:
    """Whether an adjective says yes or no on its own."""
    return root(word) in ADJECTIVES or not positively(word)[1] or word.endswith(("able", "ible"))
