//! What is declared, and what a re-show may rest on.
