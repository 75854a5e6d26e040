from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click

from meyar.cli.installation import fail, open_installation, progress

_GRACE_S = 3


@click.command()
@click.option(
    "--reports",
    type=click.Choice(["all", "span"]),
    default="all",
    show_default=True,
    help="span: only the report of all years now; `meyar serve` writes those of single years.",
)
def demo(reports: str) -> None:
    """Make the demonstration of 2013-2015 and its reports, or finish what is missing of it."""
    open_installation()
    from django.conf import settings

    from meyar.common.events import broken_links
    from meyar.demonstration.making import make_demonstration
    from meyar.reports.writing import write_due_reports

    with progress() as say:
        made = make_demonstration(progress=say)
        written = write_due_reports(progress=say, whole_span_only=reports == "span")
    if broken_links():
        fail([f"The event log is broken at {broken_links()}."])
    for line in [*made, *(f"report {path.relative_to(settings.MEYAR_HOME)}" for path in written)]:
        click.echo(line)
    click.echo(f"The demonstration stands in {settings.MEYAR_HOME}.")


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT")
@click.option("--workers", default=2, show_default=True, help="Web processes.")
def serve(address: str, workers: int) -> None:
    """Serve the portal and the staff pages, with one worker process for the work behind them."""
    open_installation()
    from django.core.management import call_command

    from meyar.demonstration.making import sign_ins_text

    call_command("collectstatic", verbosity=0, interactive=False)
    click.echo(f"\n  portal   http://{address}/   (English /en/, Russian /ru/)\n  staff    http://{address}/staff/\n")
    sign_ins = sign_ins_text()
    if sign_ins:
        click.echo(sign_ins)
    click.echo("  Stop with Ctrl-C.\n")
    options = ["--bind", address, "--workers", str(workers), "--timeout", "60", "--log-level", "warning", "--preload"]
    # A session of its own, so that the renderers it starts can be ended together with it.
    worker = subprocess.Popen([sys.executable, "-m", "meyar.cli.worker"], start_new_session=True)
    web = subprocess.Popen([sys.executable, "-m", "gunicorn", "meyar.project.wsgi:application", *options])
    sys.exit(_stand_by(worker, web))


def _stand_by(worker: subprocess.Popen[bytes], web: subprocess.Popen[bytes]) -> int:
    """Wait until one process ends or we are asked to stop; end the other and give the first one's code."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGTERM, signal.SIGHUP):  # the latter: the terminal was closed
        signal.signal(number, stop)
    processes = (worker, web)
    code = 0
    try:
        while all(process.poll() is None for process in processes):
            time.sleep(0.2)
        code = next(process.returncode for process in processes if process.returncode is not None)
    except KeyboardInterrupt:
        code = 0
    for process in processes:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGTERM)
    try:
        worker.wait(timeout=_GRACE_S)
    except subprocess.TimeoutExpired:  # in the middle of a report, which is written whole or not at all
        os.killpg(worker.pid, signal.SIGKILL)
    for process in processes:
        process.wait()
    return code


@click.command()
def check() -> None:
    """Verify what is stored: the chain of events, the Rules in force, every published issue and its totals."""
    open_installation()
    from meyar.common.events import broken_links
    from meyar.publication.actions.content import damaged_issues
    from meyar.publication.queries.totals import TotalsDisagree, current_totals
    from meyar.rulebooks.queries import EditionIsDamaged, edition_of, editions

    problems = [f"event {sequence}: the chain of events does not hold here" for sequence in broken_links()]
    for edition in editions():
        try:
            edition_of(edition)
        except EditionIsDamaged as damage:
            problems.append(str(damage))
    problems += [
        f"issue {issue.code}: its rows no longer have the content hash {issue.content_sha256}"
        for issue in damaged_issues()
    ]
    try:
        current_totals()
    except TotalsDisagree as difference:
        problems.append(str(difference))
    if problems:
        fail(problems)
    click.echo("events, editions of the Rules, issues and totals: everything holds")
