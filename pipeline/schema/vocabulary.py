"""Controlled vocabularies: every code that a column may hold, with its definition.

A vocabulary maps a code to a one-sentence definition. Columns refer to a vocabulary; the suites of expectations, the
comments of the warehouse and the data dictionary are rendered from it.
"""

from __future__ import annotations

LANGUAGE = {
    "ar": "Arabic",
    "zh": "Chinese",
    "en": "English",
    "fr": "French",
    "ru": "Russian",
    "es": "Spanish",
}

DOCUMENT_KIND = {
    "resolution": "a resolution as adopted",
    "draft_resolution": "a draft of a resolution, revised or not",
    "decision": "a decision as adopted",
    "draft_decision": "a draft of a decision",
    "presidential_statement": "a statement by the President of the Security Council",
    "other": "any other document: report, letter, verbatim record; it has no clauses",
}

ORGAN = {
    "general_assembly": "the General Assembly",
    "security_council": "the Security Council",
    "economic_and_social_council": "the Economic and Social Council",
    "human_rights_council": "the Human Rights Council",
    "trusteeship_council": "the Trusteeship Council",
    "commission_on_human_rights": "the Commission on Human Rights (to 2006)",
    "commission_on_the_status_of_women": "the Commission on the Status of Women",
    "environment_assembly": "the United Nations Environment Assembly",
}

COMMITTEE = {
    "C.1": "First Committee: disarmament and international security",
    "C.2": "Second Committee: economic and financial",
    "C.3": "Third Committee: social, humanitarian and cultural",
    "C.4": "Fourth Committee: special political and decolonization",
    "C.5": "Fifth Committee: administrative and budgetary",
    "C.6": "Sixth Committee: legal",
    "BUR": "General Committee (Bureau)",
    "SPC": "Special Political Committee (to 1993)",
}

CLAUSE_KIND = {
    "enacting": "the enacting formula: the body that speaks, for example “The General Assembly,”",
    "preambular": "a paragraph of the preamble, or a sub-paragraph of one",
    "operative": "an operative paragraph, or a sub-paragraph of one",
    "heading": "a section number, a part letter, or a title inside the body",
    "annex": "any paragraph of an annex",
}

ACT = {
    "assertive": "says how things are, were or ought to be seen: recalls, recognizes, notes, emphasizes, reaffirms",
    "expressive": "says what the body thinks or feels of it: welcomes, appreciates, is concerned, condemns, hopes",
    "directive": "has somebody do something: requests, calls upon, urges, invites, encourages, demands",
    "commissive": "binds the body itself: intends, is determined, supports, remains seized",
    "declarative": "brings it about by saying so: decides, adopts, approves, authorizes, appoints",
}
"""Kinds of speech acts. Source: J. R. Searle, “A Classification of Illocutionary Acts”, Language in Society 5 (1976)."""

_ACTIONS = {
    "assertive": "believe_necessary clarify consider convinced determine draw_attention echo emphasize express express_view guided"
    " have_considered reaffirm recall recognize respond take_note understand",
    "expressive": "be_encouraged condemn deplore desire expect express_appreciation express_concern express_hope express_satisfaction"
    " express_sympathy honour look_forward reject respect value welcome",
    "directive": "call_upon demand direct encourage invite propose recommend remind request urge",
    "commissive": "commit express_determination express_intention maintain remain_seized support",
    "declarative": "act adopt agree appoint approve appropriate authorize decide declare endorse extend proclaim renew revise transmit",
}
ACT_OF = {action: act for act, actions in _ACTIONS.items() for action in actions.split()}
"""Lemma of an action phrase → kind of speech act."""

CITATION_KIND = {
    "resolution": "a resolution of any United Nations body",
    "decision": "a decision of any United Nations body",
    "document": "a document named by its symbol",
    "treaty": "a treaty named by its volume and number in a treaty series",
    "official_record": "Official Records of a body, with session and supplement",
    "url": "an address on the web",
}

LINK_STATUS = {
    "none": "no hyperlink is attached to the words",
    "agrees": "the hyperlink points at the symbol that the words name",
    "conflicts": "the hyperlink points at another symbol than the words name; target_symbol follows the words",
}

TREATY_SERIES = {
    "UNTS": "United Nations, Treaty Series",
    "LNTS": "League of Nations, Treaty Series",
}

SPONSOR_KIND = {
    "state": "a State, present or former",
    "observer": "a non-member observer State or another observer",
    "group": "a group of States",
    "other": "anything else, or a name that is not known: see unmapped_names",
}

VOTE = {
    "yes": "in favour",
    "no": "against",
    "abstain": "abstaining",
}

STEP = {
    "draft": "the draft was submitted; text holds its sponsors as printed",
    "additional_sponsors": "sponsors that joined after submission; text holds them as printed",
    "amendment": "an amendment was submitted",
    "report": "a committee recommended the text in a report",
    "plenary": "adoption in a plenary or Council meeting",
    "veto": "not adopted because of a negative vote of a permanent member",
    "not_adopted": "not adopted for another reason",
    "other": "a step whose name is not in this vocabulary; text holds the name",
}

FETCH_STATUS = {
    "fetched": "the document was received whole and stored",
    "not_modified": "the server said that nothing has changed since the last fetch",
    "not_found": "the server has no such document, and a canary fetched right after shows that it answers truthfully",
    "not_found_provisional": "the server says that it has no such document, but no canary has confirmed it yet",
    "empty": "a successful answer of zero bytes",
    "truncated": "the body ended before its announced length",
    "blocked": "the server refuses this client for now: soft block, challenge page, or the circuit breaker is open",
    "rate_limited": "the server asked to slow down (429)",
    "server_error": "the server failed (5xx)",
    "timeout": "connect, read or total time ran out",
    "network_error": "no answer: name resolution, connection or protocol failed",
    "too_large": "the body is larger than the size cap, before or after decompression",
    "wrong_type": "the bytes are of no type that holds a document",
    "refused": "not fetched: the link or a hop leaves the allow-list, or robots.txt forbids it",
}

READING_STATUS = {
    "parsed": "read into the tables",
    "superseded": "another file of the same symbol and language, in a better format, was read instead",
    "quarantined": "read, but a critical rule fails on its rows: they are kept out of the released tables",
    "empty": "the file has no bytes or no words",
    "wrong_type": "the bytes are of no type that this program reads",
    "malformed": "the file is damaged: its container or its markup cannot be read",
    "too_large": "the file is larger than the size cap",
    "no_text_layer": "a PDF of pictures only: nothing to read without character recognition",
    "unreadable_text": "the text layer is not in the script of any official language (a font without Unicode map)",
    "unknown_language": "the text is in none of the six official languages",
    "wrong_language": "the text is in another official language than its link or its folder says",
    "unsupported": "a format that needs a program which is not installed here",
    "failed": "the parser failed on it: a defect of this program, please report it",
}

CORRECTION_STATUS = {
    "applied": "the source has the known error, and the table has what is right",
    "stale": "the source no longer has the error: nothing was changed, and the correction is to be taken out",
}

CLAUSE_SIDE = {
    "preambular": "the phrase opens preambular paragraphs",
    "operative": "the phrase opens operative paragraphs",
}

SEVERITY = {
    "critical": "rows that break the rule are not released",
    "warning": "reported, never blocking",
}
