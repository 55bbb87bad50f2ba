"""Asks whether a weakness is known of what requirements.lock installs: ``python fuzz/advisories.py``, with pip-audit.

It needs the advisories of the package index, so a network that reaches them.  pip-audit counts a package that it could
not ask about as passed; here it is counted as not checked.  Exit code: 0 every package was checked and none is known to
be weak, 1 some are, 3 not every package could be checked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parents[1] / "requirements.lock"
CLEAN, WEAK, UNCHECKED = 0, 1, 3


def told(packages: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """The exit code, and the lines that say why, for packages as pip-audit's JSON lists them.

    >>> told([{"name": "a", "version": "1", "vulns": []}])
    (0, ['1 package checked, none known to be weak'])
    >>> told([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}])[0]
    3
    >>> told([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}])
    (1, ['a 1: X-1, mended in 2'])
    >>> told([])
    (3, ['NOT CHECKED: pip-audit told of no package'])
    """
    unchecked = [each["name"] for each in packages if "skip_reason" in each]
    weak = [
        f"{each['name']} {each['version']}: {found['id']}, mended in {', '.join(found['fix_versions']) or 'no version'}"
        for each in packages
        for found in each.get("vulns", ())
    ]
    if not packages:
        return UNCHECKED, ["NOT CHECKED: pip-audit told of no package"]
    if unchecked:
        few = ", ".join(unchecked[:3])
        weak.append(
            f"NOT CHECKED: {len(unchecked)} of {len(packages)} packages; no advisories were found for {few} ..."
        )
        return (WEAK if len(weak) > 1 else UNCHECKED), weak
    count = f"{len(packages)} package{'s' if len(packages) > 1 else ''} checked"
    return (WEAK, weak) if weak else (CLEAN, [f"{count}, none known to be weak"])


def main() -> int:
    """Ask, and tell."""
    program = str(Path(sys.executable).parent / "pip-audit")
    options = ["--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "--timeout", "15"]
    done = subprocess.run(
        [program, "--requirement", str(LOCK), *options], check=False, capture_output=True, text=True, errors="replace"
    )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        last = (done.stderr.strip().splitlines() or ["no answer"])[-1]
        print(f"NOT CHECKED: the advisories could not be asked: {last[:200]}")
        return UNCHECKED
    code, lines = told(packages)
    print(*lines, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
