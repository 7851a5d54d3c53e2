"""What is said about the data set in every file that describes it."""

from __future__ import annotations

NAME = "unres"
TITLE = "United Nations resolutions as tables"
DESCRIPTION = (
    "Resolutions, drafts, decisions and presidential statements of United Nations bodies in the six official languages, read "
    "clause by clause: enacting formula, preambular and operative paragraphs, annexes, notes, citations with canonical symbols, "
    "sponsors, votes. Every offset refers to the text of the document; every file that could not be read is listed with the reason."
)
KEYWORDS = ["United Nations", "resolutions", "General Assembly", "Security Council", "citations", "multilingual", "diplomacy"]
SOURCES = [
    ("United Nations Official Document System", "https://documents.un.org"),
    ("United Nations official resolutions in Akoma Ntoso XML", "https://github.com/UNxml"),
]
RIGHTS = """# Rights and sources

The texts in these tables are works of the United Nations. They were read from the Official Document System
(https://documents.un.org) and from the official XML editions (https://github.com/UNxml); the column `source_uri` of
`documents` names the source of every document, and `content_sha256` the bytes that were read.

What is known about their use, stated and not asserted:

* Official records of the United Nations are, by its administrative instruction ST/AI/189/Add.9/Rev.2, in principle kept
  in the public domain to help spread them.
* The editors of the official XML ask that the United Nations be named as the source.
* Some data sets of the United Nations Digital Library are offered for non-commercial use with attribution.

Name the United Nations as the source of the texts. Who needs more certainty should ask the United Nations
(https://www.un.org/en/about-us/terms-of-use). The makers of these tables claim no right in the texts. This is not an
official publication: where the tables and the official document differ, the official document is right.
"""
TERMS = "https://www.un.org/en/about-us/terms-of-use"
