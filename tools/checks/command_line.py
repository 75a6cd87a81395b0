"""What the checks of this folder have in common on their command lines."""

import sys


def main(doc, self_test, problems):
    """Runs a check and ends the program: 1 where it found something.

    doc: printed for -h and --help. self_test: run for --self-test; raises where the check is blind.
    problems: gives a line for each thing that is wrong; takes the first argument, or None.
    """
    arguments = sys.argv[1:]
    if arguments in (["-h"], ["--help"]):
        print(doc.strip())
        sys.exit(0)
    if arguments == ["--self-test"]:
        self_test()
        sys.exit(0)
    found = problems(arguments[0] if arguments else None)
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
