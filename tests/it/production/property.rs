//! Whatever people may do.
