-- question: How are words compared in a search: lower case, no diacritics, one form of each Arabic letter, plain quotes, dashes and digits?
-- example: SELECT fold('Évaluation – المؤسّسة ٢٠٢٢') AS folded
CREATE MACRO fold(words) AS
replace(replace(replace(
    translate(
        strip_accents(lower(nfc_normalize(words))),
        'ةىکی’‘ʼ´`“”„«»‐‑‒–—−٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９（），．：；' || chr(160) || chr(12288) || chr(8239)
            || 'ـ' || chr(173) || chr(8203) || chr(8204) || chr(8205) || chr(8206) || chr(8207) || chr(65279),
        'هيكي''''''''''"""""------012345678901234567890123456789(),.:;' || '   '
    ),
    'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss')
