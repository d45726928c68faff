"""`./dev bench [NAME]`: each benchmark prints one JSON object a line."""

import sys
from functools import partial

from benchmarks.harness import prepare_home

prepare_home()

import django  # noqa: E402 - the settings read the home that was just prepared

django.setup()

from django.core.management import call_command  # noqa: E402

from benchmarks import annex, export, ingest, pages, paper, person_months, plan, province  # noqa: E402

BENCHMARKS = {
    "plan": plan.run,
    "plan-province": province.run,
    "pages": pages.run,
    "export-13600": export.run,
    "annex-13600": annex.run,
    "person-months-170000": person_months.run,
    "proposal-pdf": paper.run_pdf,
    "proposal-xlsx": paper.run_xlsx,
    **{name: partial(ingest.run, name) for name in ingest.BENCHES},
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    call_command("load_reference", stdout=sys.stderr)
    for name in names or BENCHMARKS:
        print(BENCHMARKS[name]().line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
