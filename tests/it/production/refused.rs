//! What is refused, each for its own reason.
