"""`python -m l10n` is the command l10n."""

from l10n.cli.main import main

if __name__ == "__main__":
    main()
