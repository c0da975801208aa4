//! Bundles: the zip, the manifest, the trust file, the guide and the two scripts.

mod commands;
mod guide;
mod manifest;
mod sample;
mod scripts;
pub(crate) mod trust;
pub(crate) mod zip;
