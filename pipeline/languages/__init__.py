"""What differs between the six languages, as data.

One folder a language, one file a topic: `en/actions.tsv`, `en/citations.yml`, … A parser asks for a topic and never
spells a word of any language. YAML for settings and word lists, TSV (with a header line) for long tables.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The official languages in the order of the contract of the command line."""


@cache
def words(language: str, topic: str) -> dict[str, Any]:
    """The YAML file of one topic, e.g. words("fr", "cover").

    Raises FileNotFoundError when the language has no such topic: every language has every topic.
    """
    data = yaml.load((files(__package__) / language / f"{topic}.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    if not isinstance(data, dict):
        raise TypeError(f"pipeline/languages/{language}/{topic}.yml: a mapping is expected at the top")
    return data


@cache
def table(language: str, topic: str) -> tuple[dict[str, str], ...]:
    """The rows of the TSV file of one topic, one mapping a line, keyed by the header line."""
    lines = (files(__package__) / language / f"{topic}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
