"""Time of the number grammar against the length of the text: ``python benchmarks/quantities.py``."""

from __future__ import annotations

import time

from auditor.quantities import find

PROSE = """The lighthouse stands on a low reef off the southern coast, where the tide runs hard in spring and ships
have been lost since the first charts were drawn. It was finished in 1887 after nine years of work and rises
41.5 m above the water. Keepers lived there in turns of two months, and most of them wrote little about it.
Between 5% and 8% of vessels that pass now still report by radio; the others rely on what they see. The lamp
turns once every twelve seconds and can be made out at a distance of about 30 km on clear nights, which are
rare in winter. Visitors may climb the stairs from May to September, though the landing is closed whenever
the swell is too high for the small boat that brings them over.

"""
DENSE = """Mean survival was 3.2 ± 0.4 years (95% CI 2.4-4.0) in 1,204 birds; 12, 24 and 36 months after ringing 85%,
61% and 40% were alive. Up to 1 in 50 nests held more than two eggs of 45-60 g each, at -5 to 12 °C and 10 m
s-1.

"""


def main() -> None:
    print(f"{'text':>8} {'characters':>12} {'quantities':>12} {'seconds':>10} {'characters a second':>22}")
    for name, paragraph in (("prose", PROSE), ("dense", DENSE)):
        for length in (10_000, 30_000, 100_000, 300_000, 1_000_000):
            text = paragraph * (length // len(paragraph) + 1)
            began = time.perf_counter()
            found = len(find(text))
            seconds = time.perf_counter() - began
            print(f"{name:>8} {len(text):>12,} {found:>12,} {seconds:>10.3f} {len(text) / seconds:>22,.0f}")


if __name__ == "__main__":
    main()
