"""How units are written: symbols (their case counts), words and phrases (it does not), each to its canonical name."""

from __future__ import annotations

import re

from auditor.units import CURRENCIES

_WORDS = {
    "percent": "percent percentage pct", "year": "year yr", "month": "month mo", "week": "week wk", "day": "day",
    "hour": "hour hr", "minute": "minute min", "second": "second sec", "millisecond": "msec", "decade": "decade",
    "century": "century centuries", "times": "times", "inch": "inch inches", "ft": "foot feet ft", "yard": "yard yd",
    "mile": "mile", "acre": "acre", "ha": "hectare", "lb": "pound lb", "oz": "ounce", "stone": "stone",
    "knot": "knot", "tonne": "tonne ton", "m": "metre meter", "g": "gram gramme", "kg": "kilo", "L": "litre liter",
    "W": "watt",
    "J": "joule", "V": "volt", "A": "ampere amp", "Hz": "hertz", "Pa": "pascal", "N": "newton", "K": "kelvin",
    "°": "degree deg", "byte": "byte", "bit": "bit", "kb": "kilobyte", "mb": "megabyte", "gb": "gigabyte",
    "tb": "terabyte", "kbit": "kbit kilobit", "mbit": "mbit megabit", "gbit": "gbit gigabit", "tbit": "terabit",
    "gallon": "gallon", "kcal": "kilocalorie", "mph": "mph", "km/h": "kph kmh kmph", "rpm": "rpm", "bpm": "bpm",
    "hp": "horsepower hp", "eV": "electronvolt", "µm": "micron", "nautical mile": "nmi", "Å": "angstrom",
    "light-year": "light-year lightyear", "USD": "dollar", "EUR": "euro", "JPY": "yen", "CNY": "yuan renminbi",
    "INR": "rupee", "bp": "bp", "IU": "iu", "Torr": "torr", "bar": "bar", "mbar": "mbar millibar", "psi": "psi",
    "atm": "atm", "ppm": "ppm", "ppb": "ppb", "mmHg": "mmhg", "Wh": "watthour", "pixel": "pixel px",
    "megapixel": "megapixel mpix mpx",
    "T": "tesla", "lx": "lux", "lm": "lumen", "dB": "decibel", "Ω": "ohm",
    "acre-foot": "acre-foot acre-feet", "arcmin": "arcmin arcminute", "arcsec": "arcsec arcsecond",
}  # fmt: skip
_PREFIXABLE = (
    "metre meter gram gramme litre liter watt joule volt ampere amp hertz pascal newton mole electronvolt bar watthour"
).split()
_BARE = {"mole": "mol"}
"""Words that are a unit only behind a prefix: moles are also on skin."""
_NO_PLURAL = frozenset(
    "lux stone bar atm ppm ppb rpm bpm mph kph kmh kmph psi bp iu px deg torr mmhg nmi hp feet".split()
)
_PREFIX_WORDS = {
    "nano": "n",
    "micro": "µ",
    "milli": "m",
    "centi": "c",
    "deci": "d",
    "kilo": "k",
    "mega": "M",
    "giga": "G",
    "tera": "T",
    "pico": "p",
    "hecto": "h",
}
_SYMBOLS = {
    "%": "percent",
    "‰": "per mille",
    "°": "°",
    "º": "°",
    "°C": "°C",
    "ºC": "°C",
    "℃": "°C",
    "oC": "°C",
    "°F": "°F",
    "℉": "°F",
    "°K": "K",
    "°N": "°",
    "°S": "°",
    "°E": "°",
    "°W": "°",
    "s": "second",
    "h": "hour",
    "ms": "millisecond",
    "µs": "microsecond",
    "μs": "microsecond",
    "ns": "nanosecond",
    "d": "day",
    "y": "year",
    "mos": "month",
    "yrs": "year",
    "wks": "week",
    "hrs": "hour",
    "mins": "minute",
    "secs": "second",
    "lbs": "lb",
    "cc": "cm3",
    "KB": "kb",
    "kB": "kb",
    "kb": "kb",
    "MB": "mb",
    "GB": "gb",
    "TB": "tb",
    "PB": "pb",
    "KiB": "kib",
    "MiB": "mib",
    "GiB": "gib",
    "TiB": "tib",
    "Mbit": "mbit",
    "Gbit": "gbit",
    "Mbps": "mbit/s",
    "Gbps": "gbit/s",
    "kbps": "kbit/s",
    "dB": "dB",
    "dBA": "dB",
    "Å": "Å",
    "t": "tonne",
    "Mt": "Mt",
    "Gt": "Gt",
    "kt": "kt",
    "AU": "au",
    "au": "au",
    "ly": "light-year",
    "mi": "mile",
    "Ma": "Ma",
    "ka": "ka",
    "Ga": "Ga",
    "Myr": "Myr",
    "kyr": "kyr",
    "Gyr": "Gyr",
    "byr": "Gyr",
    "wt%": "wt%",
    "wt.%": "wt%",
    "vol%": "vol%",
    "mol%": "mol%",
    "at%": "at%",
    "€": "EUR",
    "£": "GBP",
    "USD": "USD",
    "EUR": "EUR",
    "GBP": "GBP",
    "JPY": "JPY",
    "CHF": "CHF",
    "CAD": "CAD",
    "AUD": "AUD",
    "ha": "ha",
    "kbp": "kbp",
    "Mbp": "Mbp",
    "mmHg": "mmHg",
    "Torr": "Torr",
    "ppm": "ppm",
    "ppb": "ppb",
    "Tbit": "tbit",
    "Tbps": "tbit/s",
    "bps": "bit/s",
    "lm": "lm",
    "lx": "lx",
    "dBm": "dBm",
    "dBi": "dBi",
    "Nm": "N·m",
    "VA": "VA",
    "fps": "fps",
    "MP": "megapixel",
    "dpi": "dpi",
    "ppi": "ppi",
} | {code: code for code in sorted(CURRENCIES)}
_PREFIXED = {
    "m": "p n µ m c d k",
    "g": "p n µ m k M",
    "L": "n µ m c d h",
    "l": "n µ m c d h",
    "mol": "p n µ m k",
    "M": "p n µ m",
    "Pa": "m h k M G",
    "Hz": "m k M G T",
    "W": "n µ m k M G T",
    "J": "n µ m k M G",
    "V": "µ m k M",
    "A": "p n µ m k",
    "eV": "m k M G T",
    "Da": "k M",
    "Bq": "k M G T",
    "Gy": "m c",
    "Sv": "µ m",
    "T": "n µ m",
    "Ω": "m k M",
    "bar": "n µ m k",
    "Wh": "m k M G T",
    "cal": "k",
    "N": "n µ m k M",
    "pc": "k M G",
    "K": "n µ m",
    "IU": "m",
    "U": "m",
    "Ah": "m k",
}
"""Symbols and the prefixes with which they are written; others (``MS``, ``TV``) are names."""
_PREFIXED_ONLY = {"VA": "k M", "F": "p n µ m", "S": "µ m", "H": "n µ m"}

_PHRASES = {
    r"(?:degrees?|deg\.?)[ -](?:celsius|centigrade|c)|° ?c|celsius": "°C",
    r"(?:degrees?|deg\.?)[ -](?:fahrenheit|f)|° ?f|fahrenheit": "°F",
    r"degrees? kelvin": "K",
    r"nautical miles?": "nautical mile",
    r"light[ -]years?": "light-year",
    r"mm hg|millimet(?:re|er)s? of mercury": "mmHg",
    r"parts? per million": "ppm",
    r"parts? per billion": "ppb",
    r"miles? (?:per|an) hour": "mph",
    r"kilomet(?:re|er)s? (?:per|an) hour": "km/h",
    r"kilowatt[ -]hours?": "kWh",
    r"megawatt[ -]hours?": "MWh",
    r"gigawatt[ -]hours?": "GWh",
    r"terawatt[ -]hours?": "TWh",
    r"watt[ -]hours?": "Wh",
    r"beats (?:per|a) minute": "bpm",
    r"revolutions (?:per|a) minute": "rpm",
    r"(?:us|u\.s\.) dollars?": "USD",
    r"pounds? sterling": "GBP",
    r"canadian dollars?": "CAD",
    r"australian dollars?": "AUD",
    r"swiss francs?": "CHF",
    r"astronomical units?": "au",
    r"(?:square|sq\.?)[ -](?:miles?|mi)": "square mile",
    r"cubic miles?": "cubic mile",
    r"(?:square|sq\.?)[ -](?:feet|foot|ft)": "square foot",
    r"cubic (?:feet|foot)": "cubic foot",
    r"(?:square|sq\.?) inch(?:es)?": "square inch",
    r"cubic inch(?:es)?": "cubic inch",
    r"(?:square|sq\.?) yards?": "square yard",
    r"cubic yards?": "cubic yard",
    r"metric tons?": "tonne",
    r"orders? of magnitude": "order of magnitude",
    r"standard deviations?": "standard deviation",
    r"moles?(?= of)": "mol",
    r"fluid ounces?": "fluid ounce",
    r"electron[ -]volts?": "eV",
    r"in(?= (?:long|wide|tall|deep|high|thick|across|in diameter)\b)|in\.(?=,|;|\)| [a-z(])"
    r"|in(?=\s*(?:\Z|\||\)))": "inch",
    r"(?:frame|picture|image|photo|photograph|exposure)s?(?: per | an? | ?/ ?)(?:second|sec|s)": "fps",
    r"dots per inch": "dpi",
    r"pixels per inch": "ppi",
    r"international units?": "IU",
}
PHRASES = tuple((re.compile(rf"(?:{pattern})(?!\w)", re.I), name) for pattern, name in _PHRASES.items())
PHRASE_STARTS = re.compile(
    r"[ \u00a0\u202f\u2009-]?(?=degree|deg\b|deg\.|celsius|fahren|nautic|light|mm hg|millimet|part|mile|kilom|kilow|"
    r"megaw|gigaw|teraw|watt|beat|revol|us |u\.s|pound|canad|austral|swiss|astro|sq|cubic|metric|standard|fluid|mole|"
    r"electron|international|order|°|in |in\.|in\||in\)|in\Z|frame|picture|image|photo|exposure|dots|pixels)",
    re.I,
)


def _symbols() -> dict[str, str]:
    symbols = _SYMBOLS | {unit: "L" if unit == "l" else unit for unit in _PREFIXED}
    for unit, prefixes in (_PREFIXED | _PREFIXED_ONLY).items():
        for prefix in prefixes.split():
            symbols.setdefault(prefix + unit, prefix + ("L" if unit == "l" else unit))
    return symbols | {symbol.replace("µ", "μ"): name for symbol, name in symbols.items()}


def _words() -> dict[str, str]:
    words = {form: name for name, forms in _WORDS.items() for form in forms.split()}
    words |= {word + "s": name for word, name in words.items() if word not in _NO_PLURAL}
    for long, short in _PREFIX_WORDS.items():
        for word in _PREFIXABLE:
            words[long + word] = words[long + word + "s"] = short + _BARE.get(word, words.get(word, ""))
    for long in ("milli", "micro", "nano"):
        words[long + "second"] = words[long + "seconds"] = long + "second"
    return words


SYMBOLS = _symbols()
WORDS = _words()
