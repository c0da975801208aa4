//! Statements: the exact texts that people sign, and how they come to count or not.

mod alarm;
mod amend;
mod handed;
mod lists;
mod production;
mod standing;
mod texts;
mod vector;
