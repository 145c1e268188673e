//! The command line as a user has it: the built program, run over workspaces in temporary folders.

mod bad_input;
mod builds;
mod check;
mod corpus;
mod report;
mod standalone;
mod steps;
mod words;
mod workspace;

mod scratch;
