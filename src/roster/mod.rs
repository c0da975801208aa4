//! Who may do what: people, roles, permits, keys, thresholds.
