SELECT max(seq), n, noun, id, sha256 FROM audit_row WHERE noun = 'case_head' GROUP BY id
