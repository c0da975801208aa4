//! Checklists: the corpus of mistakes, conditions, advice, and that the good one is read whole.

mod corpus;
