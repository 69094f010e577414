//! What a lawyer reviews: the texts behind the citations, the cases of every rule, the rule book.

mod cases;
mod coverage;
mod differences;
mod law_texts;
mod rulebook;
mod wording;
