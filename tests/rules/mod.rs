//! What a lawyer reviews: the texts behind the citations, the cases of every rule, the rule book.

mod law_texts;
