"""The command `l10n`: finds the subcommand late, so that --help stays fast, and prints every error as one line."""

import importlib
import os
import sys

import click

from l10n import __version__
from l10n.errors import L10nError

COMMANDS = {
    "localise": ("l10n.cli.localise:localise", "Localise articles: pages, bilingual files and reports."),
    "extract": ("l10n.cli.extract:extract", "Write bilingual files for translators."),
    "merge": ("l10n.cli.merge:merge", "Turn edited bilingual files into pages again."),
    "convert": ("l10n.cli.convert:convert", "Turn a bilingual file into another format."),
    "translate": ("l10n.cli.translate:translate", "Translate text, one segment a line."),
    "show": ("l10n.cli.show:show", "Show an article after a stage of the pipeline."),
    "explain": ("l10n.cli.explain:explain", "Tell how the constraints of a segment were met."),
    "check": ("l10n.cli.check:check", "Check translations: terms, numbers, tags, typography."),
    "checks": ("l10n.cli.check:checks", "List and explain the checks."),
    "glossary": ("l10n.cli.glossary:glossary", "Import, export, search and lint glossaries."),
    "memory": ("l10n.cli.memory:memory", "Import, export, search and clear the translation memory."),
    "models": ("l10n.cli.models:models", "List, install and verify translation models."),
    "demo": ("l10n.cli.demo:demo", "Localise two bundled articles."),
    "doctor": ("l10n.cli.doctor:doctor", "Check the installation and say what to mend."),
    "completion": ("l10n.cli.completion:completion", "Print the completion script of a shell."),
}
HIDDEN = {"localize": "localise"}


class LazyGroup(click.Group):
    """A group that imports a command only when it is used."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command, imported now; None when there is no such command."""
        name = HIDDEN.get(name, name)
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with their short help, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown name is answered with the nearest known one."""
        try:
            return super().resolve_command(context, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], [*COMMANDS, *HIDDEN], 1)
            cure = f"did you mean `l10n {near[0]}`?" if near else "see `l10n --help`"
            raise click.UsageError(f"no command {args[0]!r}: {cure}", context) from None


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="l10n")
def cli() -> None:
    """Offline article localisation, English <-> Simplified Chinese.

    Exit codes: 0 clean, 1 findings of severity error or files that failed, 2 wrong use or nothing readable.
    """


def main() -> None:
    """Run the command; every fault that a person can mend is one line on stderr."""
    try:
        code = cli.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped: what was finished is kept", err=True)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except L10nError as error:
        click.echo(f"l10n: {error}", err=True)
        sys.exit(2)
    except Exception as error:
        if os.environ.get("L10N_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        click.echo(f"l10n: a fault of the program: {what}: set L10N_DEBUG=1 for the details", err=True)
        sys.exit(70)
