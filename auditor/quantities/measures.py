"""Units as written: symbols, words and compounds behind a number, each to its canonical name in ``auditor.units``."""

from __future__ import annotations

import re

from auditor.units import CURRENCIES

PREFIX_WORDS = {"nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "kilo": "k", "mega": "M", "giga": "G",
                "tera": "T", "pico": "p", "hecto": "h"}
_WORDS = {
    "percent": "percent percentage pct", "percentage point": "percentage-point", "year": "year yr", "month": "month mo",
    "week": "week wk", "day": "day", "hour": "hour hr", "minute": "minute min", "second": "second sec",
    "millisecond": "msec", "decade": "decade", "century": "century centuries", "times": "times fold-increase",
    "inch": "inch inches", "ft": "foot feet ft", "yard": "yard yd", "mile": "mile", "acre": "acre", "ha": "hectare",
    "lb": "pound lb", "oz": "ounce", "stone": "stone", "tonne": "tonne ton", "m": "metre meter", "g": "gram gramme",
    "L": "litre liter", "W": "watt", "J": "joule", "V": "volt", "A": "ampere amp", "Hz": "hertz", "Pa": "pascal",
    "N": "newton", "mol": "mole", "K": "kelvin", "°": "degree deg", "byte": "byte", "bit": "bit", "kb": "kilobyte",
    "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte", "gallon": "gallon", "knot": "knot", "cal": "calorie",
    "mph": "mph", "km/h": "kph kmh kmph", "rpm": "rpm", "bpm": "bpm", "hp": "horsepower hp", "eV": "electronvolt",
    "µm": "micron", "nautical mile": "nmi", "light-year": "light-year lightyear", "Å": "angstrom", "kcal": "kilocalorie",
    "USD": "dollar", "EUR": "euro", "JPY": "yen", "CNY": "yuan renminbi", "INR": "rupee", "bp": "bp", "IU": "iu",
    "Torr": "torr", "bar": "bar", "mbar": "mbar millibar", "psi": "psi", "atm": "atm", "ppm": "ppm", "ppb": "ppb",
    "mmHg": "mmhg", "Wh": "watthour", "acre-foot": "acre-foot acre-feet", "pixel": "pixel px", "kbit": "kbit kilobit",
    "mbit": "mbit megabit", "gbit": "gbit gigabit", "knots": "kt"}
_SYMBOLS = {
    "%": "percent", "‰": "per mille", "°": "°", "º": "°", "°C": "°C", "ºC": "°C", "℃": "°C", "°F": "°F", "℉": "°F",
    "oC": "°C", "°K": "K", "°N": "°", "°S": "°", "°E": "°", "°W": "°", "s": "second", "h": "hour", "ms": "millisecond", "µs": "microsecond", "ns": "nanosecond",
    "d": "day", "y": "year", "mos": "month", "yrs": "year", "wks": "week", "hrs": "hour", "mins": "minute",
    "secs": "second", "lbs": "lb", "l": "L", "cc": "cm3", "B": "byte", "KB": "kb", "kB": "kb", "MB": "mb", "GB": "gb",
    "TB": "tb", "PB": "pb", "KiB": "kib", "MiB": "mib", "GiB": "gib", "TiB": "tib", "dB": "dB", "dBA": "dB", "Å": "Å",
    "K": "K", "eV": "eV", "Da": "Da", "Bq": "Bq", "Gy": "Gy", "Sv": "Sv", "T": "T", "F": "F", "Ω": "Ω", "S": "S",
    "bar": "bar", "Wh": "Wh", "cal": "cal", "t": "tonne", "Mt": "Mt", "Gt": "Gt", "kt": "kt", "pc": "pc", "AU": "au",
    "au": "au", "ly": "light-year", "U": "U", "IU": "IU", "mi": "mile", "Ma": "Ma", "ka": "ka", "Ga": "Ga",
    "Myr": "Myr", "kyr": "kyr", "Gyr": "Gyr", "byr": "Gyr", "arcmin": "arcmin", "arcsec": "arcsec", "wt%": "wt%", "wt.%": "wt%", "vol%": "vol%", "mol%": "mol%", "at%": "at%",
    "€": "EUR", "£": "GBP", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "CHF": "CHF", "CAD": "CAD",
    "AUD": "AUD", "ha": "ha", "Mbps": "mbit/s", "Gbps": "gbit/s", "kbps": "kbit/s", "Mbit": "mbit", "Gbit": "gbit",
    "kbp": "kbp", "Mbp": "Mbp", "mmHg": "mmHg", "Torr": "Torr", "″": "inch", "ppm": "ppm", "ppb": "ppb"}
_PREFIXED = ("m", "g", "L", "l", "mol", "M", "Pa", "Hz", "W", "J", "V", "A", "eV", "Da", "Bq", "Gy", "Sv", "T", "F", "Ω",
             "S", "bar", "Wh", "cal", "N", "pc", "K", "IU", "U", "VA")
_BARRED = {"pm", "Ml", "cL", "dm", "hm", "hg", "mT", "PA", "pA", "cK", "dK", "cd", "fl", "dA", "cA", "cS", "dS", "hA", "hT", "cT", "cF", "dF", "hF",
           "hW", "hM", "hK", "dW", "cW", "cM", "dM", "hL", "cN", "dN", "hN", "cV", "dV", "hV", "cU", "dU", "hU", "cJ", "hS"}


def _surfaces() -> tuple[dict[str, str], dict[str, str]]:
    """Symbols (their case counts) and words (theirs does not), each to a canonical name."""
    symbols = dict(_SYMBOLS)
    for unit in _PREFIXED:
        for prefix in ("", "p", "n", "µ", "μ", "m", "c", "d", "h", "k", "M", "G", "T"):
            if prefix + unit not in _BARRED or prefix + unit in ("mT", "pA", "dm", "hL"):
                name = prefix.replace("μ", "µ") + ("L" if unit == "l" else unit)
                symbols.setdefault(prefix + unit, name)
    symbols["μs"] = "microsecond"
    words = {}
    for name, forms in _WORDS.items():
        for form in forms.split():
            words[form] = name
            words.setdefault(form + "s", name)
    for long, short in PREFIX_WORDS.items():
        for word in ("metre", "meter", "gram", "gramme", "litre", "liter", "watt", "joule", "volt", "ampere", "amp", "hertz",
                     "pascal", "newton", "mole", "electronvolt", "bar", "watthour", "molar"):
            name = short + ("M" if word == "molar" else words[word])
            words[long + word] = words[long + word + "s"] = name
    for long in ("milli", "micro", "nano"):
        words[long + "second"] = words[long + "seconds"] = long + "second"
    return symbols, words


SYMBOLS, WORDS = _surfaces()
MEASURED = frozenset(SYMBOLS.values()) | frozenset(WORDS.values()) - {"times"}
TIMES = frozenset("year month week day hour minute second decade century millisecond".split())
_ALONE = frozenset(["percent", "percentage point", "per mille", "times", *CURRENCIES])
_LONE = frozenset("TFSBUNJMAy")
_GLUED_ONLY_WITH_SPACE = frozenset("ABCDFJKMNSTUds")
_NUMERIC = re.compile(r"\d|\s\d")

_PERCENT = re.compile(r"[ \u00a0\u202f\u2009]?%(?:[\s-]points?\b)?|\s?per\s?cent(?:age)?(?:[\s-]points?)?\b|[\s-]percentage[\s-]points?\b"
                      r"|[ \u00a0]?percentile", re.I)
_PER_MILLE = re.compile(r"[ \u00a0]?(?:per mill?e?|‰)(?!\w)", re.I)
_PHRASES = {re.compile(pattern + r"(?!\w)", re.I): name for pattern, name in {
    r"(?:degrees?|deg\.?)[ -](?:celsius|centigrade|c)": "°C", r"°[ ]?c": "°C", r"°[ ]?f": "°F",
    r"(?:degrees?|deg\.?)[ -](?:fahrenheit|f)": "°F", r"degrees? kelvin": "K", r"celsius": "°C", r"fahrenheit": "°F",
    r"nautical miles?": "nautical mile", r"light[ -]years?": "light-year", r"mm[ ]hg": "mmHg",
    r"millimet(?:re|er)s? of mercury": "mmHg", r"parts? per million": "ppm", r"parts? per billion": "ppb",
    r"miles? (?:per|an) hour": "mph", r"kilomet(?:re|er)s? (?:per|an) hour": "km/h", r"kilowatt[ -]hours?": "kWh",
    r"megawatt[ -]hours?": "MWh", r"gigawatt[ -]hours?": "GWh", r"terawatt[ -]hours?": "TWh", r"watt[ -]hours?": "Wh",
    r"beats (?:per|a) minute": "bpm", r"revolutions (?:per|a) minute": "rpm", r"(?:us|u\.s\.) dollars?": "USD",
    r"pounds? sterling": "GBP", r"canadian dollars?": "CAD", r"australian dollars?": "AUD", r"swiss francs?": "CHF",
    r"astronomical units?": "au", r"(?:square|sq\.?) (?:miles?|mi)": "square mile", r"cubic miles?": "cubic mile",
    r"(?:square|sq\.?) (?:feet|foot|ft)": "square foot", r"cubic (?:feet|foot)": "cubic foot", r"orders? of magnitude": "order of magnitude",
    r"(?:square|sq\.?) inch(?:es)?": "square inch", r"cubic inch(?:es)?": "cubic inch", r"(?:square|sq\.?) yards?": "square yard",
    r"cubic yards?": "cubic yard", r"metric tons?": "tonne", r"standard deviations?": "standard deviation",
    r"fluid ounces?": "fluid ounce", r"electron[ -]volts?": "eV", r"international units?": "IU"}.items()}
_PHRASE_SCREEN = re.compile(r"[ \u00a0\u202f\u2009-]?(?=degree|deg\b|deg\.|celsius|fahren|nautic|light|mm hg|millimet|part|mile|kilom|kilow|"
                            r"megaw|gigaw|teraw|watt|beat|revol|us |u\.s|pound|canad|austral|swiss|astro|sq|cubic|metric|standard|"
                            r"fluid|electron|international|order|°)", re.I)
_SQUARE = re.compile(r"[ -]?(square|sq\.?|cubic) ([a-z]+)(?!\w)", re.I)
_TOKEN = re.compile(r"([ \u00a0\u202f\u2009]{1,2}|[\n-]?)(wt\.?%|vol%|mol%|at%|oC\b|[°º][CFKNSEW]?|[A-Za-zµμΩÅ℃℉]+|[€£‰″])")
_EXPONENT = re.compile(r"\^?([23])(?![\w.,]\d|\w)|([²³])|\^?\s?([-−–])\s?([1-4])(?!\d|\.\d|%)|(⁻)([¹²³⁴])")
_JOIN = re.compile(r"\s?/\s?|\s+per\s+|\s+an?\s+(?=hour\b|day\b|second\b|minute\b|week\b|month\b|year\b)|[·⋅]|[ \u00a0\u202f\u2009]|(?=[A-Za-zµμ])")
_AGE = re.compile(r"[\s-](?:olds?|of age)\b", re.I)


class Measure:
    """A unit found: its canonical name and where it ends; ``aged`` when ``old`` or ``of age`` stands behind it."""

    __slots__ = ("name", "end", "aged")

    def __init__(self, name: str, end: int, aged: bool = False) -> None:
        self.name, self.end, self.aged = name, end, aged


def read(text: str, at: int, in_words: bool = False) -> Measure | None:
    """The measured unit that starts at ``at``, right behind a number (``in_words``: ``three``), or None.

    >>> read("5 mg per day", 1).name, read("10 m s−1", 2).name, read("56-year-old", 2).end
    ('mg/day', 'm/s', 11)
    """
    found = _percent(text, at) or _phrase(text, at)
    first = found or _atom(text, at, in_words)
    if not first or first.name in _ALONE:
        return first
    if first.name in TIMES:
        old = _AGE.match(text, first.end)
        return Measure(first.name, old.end(), True) if old else first
    return _compound(text, first)


def _percent(text: str, at: int) -> Measure | None:
    found = _PERCENT.match(text, at)
    if not found:
        mille = _PER_MILLE.match(text, at)
        return Measure("per mille", mille.end()) if mille else None
    if "ile" in found[0].lower():
        return None
    if "point" in found[0].lower():
        return Measure("percentage point", found.end())
    again = _PERCENT.match(text, found.end())
    return Measure("percent", again.end() if again and "point" not in again[0] else found.end())


def _phrase(text: str, at: int) -> Measure | None:
    gap = _PHRASE_SCREEN.match(text, at)
    if not gap:
        return None
    for pattern, name in _PHRASES.items():
        found = pattern.match(text, gap.end())
        if found:
            return Measure(name, found.end())
    square = _SQUARE.match(text, at)
    name = WORDS.get(square[2].lower()) or SYMBOLS.get(square[2]) if square else None
    if not square or not name:
        return None
    return Measure(name + ("3" if square[1].lower() == "cubic" else "2"), square.end())


def _atom(text: str, at: int, in_words: bool = False, inner: bool = False) -> Measure | None:
    """One unit without its companions, with a positive exponent (``m2``, ``cm³``)."""
    found = _TOKEN.match(text, at)
    if not found:
        return None
    gap, surface = found[1], found[2]
    name = None if in_words and len(surface) < 3 else SYMBOLS.get(surface)
    name = name or WORDS.get(surface.lower())
    if not name and not in_words:
        return _run_together(text, found)
    if not name or (surface.isupper() and surface not in SYMBOLS and len(surface) < 4):
        return None
    if not inner and (len(surface) == 1 and (surface in _GLUED_ONLY_WITH_SPACE and not gap.strip(" \u00a0\u202f\u2009") == gap.strip()
                                             or (gap == "" and surface in _GLUED_ONLY_WITH_SPACE)
                                             or (gap == "-" and surface not in "mgh°"))):
        return None
    end = found.end()
    following = text[end:end + 1]
    if following.isdigit() or following == "_" or (following == "'" and text[end + 1:end + 2] == "s"):
        power = _EXPONENT.match(text, end)
        if not power or name in TIMES and not inner:
            return None
    if surface.lower() in ("min", "mo", "sec", "hr", "yr", "wk", "wt") and following == "." and text[end + 1:end + 2].islower():
        end += 1
    return Measure(name, end)


def _run_together(text: str, found: re.Match[str]) -> Measure | None:
    """The first unit of two that lost the space between them (``mWm−2``); the exponent tells."""
    surface, power = found[2], _EXPONENT.match(text, found.end())
    if not power or not power[3]:
        return None
    for cut in range(len(surface) - 1, 0, -1):
        if surface[:cut] in SYMBOLS and surface[cut:] in SYMBOLS:
            return Measure(SYMBOLS[surface[:cut]], found.start(2) + cut)
    return None


def _power(text: str, at: int) -> tuple[int, int]:
    """Exponent and end of what stands behind a unit; (1, at) where there is none."""
    found = _EXPONENT.match(text, at)
    if not found:
        return 1, at
    if found[1] or found[2]:
        return int(found[1] or {"²": 2, "³": 3}[found[2]]), found.end()
    digit = found[4] or {"¹": 1, "²": 2, "³": 3, "⁴": 4}[found[6]]
    return -int(digit), found.end()


def _compound(text: str, first: Measure) -> Measure:
    """``first`` with the units tied to it: ``mg/kg/day``, ``mW m-2``, ``g per litre``."""
    power, end = _power(text, first.end)
    over, under = ([first.name + (str(power) if power > 1 else "")], []) if power > 0 else ([], [_raised(first.name, power)])
    for _ in range(4):
        join = _JOIN.match(text, end)
        if not join:
            break
        divides = "/" in join[0] or len(join[0]) > 2
        part = _atom(text, join.end(), inner=True) if not text[join.end():join.end() + 1].isspace() else None
        if not part:
            break
        power, stop = _power(text, part.end)
        if part.name in ("USD", "times") or (power > 0 and not divides):
            break
        (over if power > 0 and not divides else under).append(_raised(part.name, power))
        end = stop
    if not over:
        return Measure(under[0] if len(under) == 1 and not under[0][-1:].isdigit() and False else _inverse(under), end)
    return Measure("/".join(["·".join(over), *under]), end)


_SHORT = {"second": "s", "hour": "h", "minute": "min"}


def _raised(name: str, power: int) -> str:
    return _SHORT.get(name, name) + (str(abs(power)) if abs(power) > 1 else "")


def _inverse(under: list[str]) -> str:
    """``cm-1``: a unit that only divides."""
    return " ".join(part + "-1" if not part[-1].isdigit() else part[:-1] + "-" + part[-1] for part in under)
