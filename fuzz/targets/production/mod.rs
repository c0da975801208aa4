//! The production in memory of the tests, with everything that is checked in it after each line.

#[path = "../../../tests/it/production/drawn.rs"]
pub(crate) mod drawn;
#[path = "../../../tests/it/production/people.rs"]
mod people;
#[path = "../../../tests/it/production/property.rs"]
mod property;
#[path = "../../../tests/it/production/script.rs"]
mod script;
#[path = "../../../tests/it/production/world.rs"]
mod world;
