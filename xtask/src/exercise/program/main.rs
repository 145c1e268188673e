//! Exercises one document's client: a line of standard input is a question, a line of standard output its answer.

#![allow(dead_code, reason = "what of a call is needed differs by document")]

mod call;
mod tables;

use std::io::{self, BufRead, Write};

fn main() -> io::Result<()> {
    let mut answers = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let answer = call::answer(tables::CALLS, tables::UNIONS, &line?);
        writeln!(answers, "{answer}")?;
        answers.flush()?;
    }
    Ok(())
}
