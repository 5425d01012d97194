"""Compare random definitions: `python -m tests.outsider 1000 [KIND ...]`."""

import argparse
import sys

from tests.outsider.comparing import KINDS, random_differences


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.outsider", description=__doc__)
    parser.add_argument("number", type=int, help="definitions of each kind")
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(KINDS)}; all when none is named")
    options = parser.parse_args()
    faults = 0
    for kind in options.kinds or KINDS:
        found = [(seed, text) for seed in range(options.number) for text in random_differences(kind, seed)]
        faults += len(found)
        print(f"{kind}: {options.number} definitions, {len(found)} differences", flush=True)
        for seed, text in found[:20]:
            print(f"  {kind} {seed}: {text}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
