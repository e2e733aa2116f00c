"""l10n completion SHELL."""

import click
from click.shell_completion import get_completion_class


@click.command(short_help="Print the completion script of a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a script that completes l10n's commands and options.

    bash: add `eval "$(l10n completion bash)"` to ~/.bashrc; zsh likewise; fish: `l10n completion fish | source`.
    """
    from l10n.cli.main import cli

    found = get_completion_class(shell)
    assert found is not None
    script = found(cli, {}, "l10n", "_L10N_COMPLETE").source_vars()
    click.echo(found.source_template % script)
