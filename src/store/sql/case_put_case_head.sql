INSERT INTO case_head (
    id, case_no, year, seq, state, mode, received_on, subject_name, client_name, insurers, handler,
    accepted_on, effective_on, term_workdays, deducted_workdays, extended_workdays, closed_on, updated_at_ms
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
ON CONFLICT (id) DO UPDATE SET
    case_no = excluded.case_no,
    year = excluded.year,
    seq = excluded.seq,
    state = excluded.state,
    mode = excluded.mode,
    received_on = excluded.received_on,
    subject_name = excluded.subject_name,
    client_name = excluded.client_name,
    insurers = excluded.insurers,
    handler = excluded.handler,
    accepted_on = excluded.accepted_on,
    effective_on = excluded.effective_on,
    term_workdays = excluded.term_workdays,
    deducted_workdays = excluded.deducted_workdays,
    extended_workdays = excluded.extended_workdays,
    closed_on = excluded.closed_on,
    updated_at_ms = excluded.updated_at_ms
