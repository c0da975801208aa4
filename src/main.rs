//! The composition root: it reads the arguments, starts window or command line, and turns an error into an exit code.

fn main() {}
