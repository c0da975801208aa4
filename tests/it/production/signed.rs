//! Signing at the moment.
