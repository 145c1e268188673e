//! A table for people: a head, rows, columns as wide as their widest cell; numbers stand to the right.

use std::fmt::{self, Display, Formatter};

/// A table.
pub struct Table {
    head: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

/// What stands in one place of a table.
pub enum Cell {
    Text(String),
    /// A figure, to the right.
    Figure(String),
}

impl Cell {
    /// A whole number.
    pub fn number(number: impl Display) -> Self {
        Self::Figure(number.to_string())
    }

    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Figure(text) => text,
        }
    }
}

impl Table {
    /// A table without rows.
    pub fn new(head: &[&'static str]) -> Self {
        Self {
            head: head.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row below.
    pub fn add(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let widths = cells.map(|cell| cell.text().chars().count());
        widths
            .chain([self.head[column].chars().count()])
            .max()
            .unwrap_or_default()
    }

    fn is_figures(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.any(|cell| matches!(cell, Cell::Figure(_)))
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let columns = 0..self.head.len();
        let widths: Vec<usize> = columns.map(|column| self.width(column)).collect();
        let head = self.head.iter().enumerate().map(|(column, text)| {
            let text = (*text).to_owned();
            if self.is_figures(column) {
                Cell::Figure(text)
            } else {
                Cell::Text(text)
            }
        });
        let head: Vec<Cell> = head.collect();
        let rule = widths.iter().map(|width| Cell::Text("─".repeat(*width)));
        let rule: Vec<Cell> = rule.collect();
        let lines = [&head, &rule].into_iter().chain(&self.rows);
        let lines: Vec<String> = lines.map(|row| line(row, &widths)).collect();
        f.write_str(&lines.join("\n"))
    }
}

fn line(row: &[Cell], widths: &[usize]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, width)| match cell {
        Cell::Text(text) => format!("{text:<width$}"),
        Cell::Figure(text) => format!("{text:>width$}"),
    });
    let cells: Vec<String> = cells.collect();
    cells.join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_to_the_right() {
        let mut table = Table::new(&["name", "lines"]);
        table.add(vec![Cell::Text("é".to_owned()), Cell::number(7)]);
        table.add(vec![Cell::Text("stripe".to_owned()), Cell::number(123_456)]);
        let expected = "name     lines\n──────  ──────\né            7\nstripe  123456";
        assert_eq!(table.to_string(), expected);
    }
}
