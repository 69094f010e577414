case_no LIKE '%' || ?1 || '%' ESCAPE '\'
