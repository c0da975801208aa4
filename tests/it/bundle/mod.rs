//! Bundles: the zip, the manifest, the trust file, the guide and the two scripts.

mod guide;
mod manifest;
mod sample;
mod scripts;
mod trust;
mod zip;
