"""Floor 2: what is loaded once and never changed: locales, break rules, glossaries, models, configuration."""
