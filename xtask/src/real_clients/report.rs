//! What was tried with each program, and the table of it.

use std::collections::BTreeSet;

/// The lines of the table, in the order in which they were begun.
#[derive(Default)]
pub struct Report {
    rows: Vec<Row>,
}

/// One program doing one thing.
pub struct Row {
    program: String,
    version: String,
    does: String,
    /// Tries by kind; a row without kinds has one without a name.
    tried: Vec<(&'static str, usize)>,
    refused: usize,
    failures: Vec<String>,
    not_run: Option<String>,
}

/// How many failures of a line are written out.
const SHOWN: usize = 12;

impl Report {
    /// Begins a line.
    pub fn row(&mut self, program: &str, version: Option<String>, does: &str) -> &mut Row {
        eprintln!("{program}: {does}");
        self.add(Row::new(program, version, does))
    }

    /// Takes a line over.
    pub fn add(&mut self, row: Row) -> &mut Row {
        self.rows.push(row);
        let last = self.rows.len() - 1;
        &mut self.rows[last]
    }

    /// A line for something that could not be tried, with the reason.
    pub fn not_run(&mut self, program: &str, does: &str, why: &str) {
        self.row(program, None, does).leave_out(why);
    }

    /// A failure for a part that ended before its time.
    pub fn stopped(&mut self, program: &str, result: Result<(), String>) {
        if let Err(error) = result {
            self.row(program, None, "could not go on").tried("stopped", Err(error));
        }
    }

    /// Prints failures, table and sums. Nothing counts as passed that was not tried.
    pub fn finish(mut self) -> Result<(), String> {
        println!();
        for row in &mut self.rows {
            row.close();
            for failure in row.failures.iter().take(SHOWN) {
                println!("FAILED {}, {}: {failure}", row.program, row.does);
            }
            if row.failures.len() > SHOWN {
                println!("FAILED {}, {}: and {} more", row.program, row.does, row.failures.len() - SHOWN);
            }
        }
        println!("\n| program | version | what it does | tried | refused | passed | failed |");
        println!("| --- | --- | --- | --- | --- | --- | --- |");
        self.rows.iter().for_each(|row| println!("{}", row.line()));
        println!();
        let reasons: BTreeSet<&str> = self.rows.iter().filter_map(|row| row.not_run.as_deref()).collect();
        reasons.iter().for_each(|reason| println!("not run: {reason}"));
        let passed: usize = self.rows.iter().map(Row::passed).sum();
        let failed: usize = self.rows.iter().map(|row| row.failures.len()).sum();
        let left_out = self.rows.iter().filter(|row| row.not_run.is_some()).count();
        let left_out = if left_out == 0 { String::new() } else { format!(", {left_out} lines not run") };
        println!("{passed} passed, {failed} failed{left_out}");
        // The table has said it; the status alone is left to give.
        if failed == 0 { Ok(()) } else { std::process::exit(1) }
    }
}

impl Row {
    /// A line on its own.
    pub fn new(program: &str, version: Option<String>, does: &str) -> Self {
        Self {
            program: program.to_owned(),
            version: version.unwrap_or_default(),
            does: does.to_owned(),
            tried: Vec::new(),
            refused: 0,
            failures: Vec::new(),
            not_run: None,
        }
    }

    /// Says which kinds of tries must occur.
    pub fn kinds(mut self, kinds: &[&'static str]) -> Self {
        self.tried = kinds.iter().map(|kind| (*kind, 0)).collect();
        self
    }

    /// Counts one try.
    pub fn tried(&mut self, what: &str, result: Result<(), String>) {
        self.tried_as("", what, result);
    }

    /// Counts one try of a kind.
    pub fn tried_as(&mut self, kind: &'static str, what: &str, result: Result<(), String>) {
        match self.tried.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => self.tried.push((kind, 1)),
        }
        if let Err(error) = result {
            self.failures.push(format!("{what}: {error}"));
        }
    }

    /// Counts answers for which there is no file, on purpose.
    pub fn refused(&mut self, count: usize) {
        self.refused += count;
    }

    /// Marks the line as not tried, with the reason.
    pub fn leave_out(&mut self, why: &str) {
        self.not_run = Some(why.to_owned());
    }

    /// A kind that never occurred is a failure: nothing counts as passed that was not tried.
    fn close(&mut self) {
        if self.not_run.is_some() {
            return;
        }
        if self.tried.is_empty() {
            self.tried.push(("", 0));
        }
        for (kind, count) in &mut self.tried {
            if *count == 0 {
                *count = 1;
                self.failures.push(format!("there was nothing to try {kind}").trim_end().to_owned());
            }
        }
    }

    fn count(&self) -> usize {
        self.tried.iter().map(|(_, count)| count).sum()
    }

    fn passed(&self) -> usize {
        if self.not_run.is_some() { 0 } else { self.count() - self.failures.len() }
    }

    fn line(&self) -> String {
        let Self { program, version, does, tried, refused, failures, not_run } = self;
        if not_run.is_some() {
            return format!("| {program} | {version} | {does} | not run | | | |");
        }
        let kinds: Vec<String> = tried
            .iter()
            .filter(|(kind, _)| !kind.is_empty())
            .map(|(kind, count)| format!("{kind} {count}"))
            .collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(": {}", kinds.join(", ")) };
        let (count, passed, failed) = (self.count(), self.passed(), failures.len());
        format!("| {program} | {version} | {does} | {count}{kinds} | {refused} | {passed} | {failed} |")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_counts_by_kind() {
        let mut row = Row::new("reader", Some("1.2".to_owned()), "reads").kinds(&["TLS", "none"]);
        row.tried_as("TLS", "a", Ok(()));
        row.tried_as("TLS", "b", Err("no".to_owned()));
        row.tried_as("none", "c", Ok(()));
        row.refused(4);
        row.close();
        assert_eq!(row.line(), "| reader | 1.2 | reads | 3: TLS 2, none 1 | 4 | 2 | 1 |");
        assert_eq!(row.failures, ["b: no"]);
    }

    #[test]
    fn what_was_not_tried_has_not_passed() {
        let mut nothing = Row::new("reader", None, "reads");
        nothing.close();
        assert_eq!((nothing.passed(), nothing.failures.len()), (0, 1));

        let mut one_kind = Row::new("reader", None, "reads").kinds(&["TLS", "none"]);
        one_kind.tried_as("TLS", "a", Ok(()));
        one_kind.close();
        assert_eq!((one_kind.passed(), one_kind.failures.len()), (1, 1));

        let mut left_out = Row::new("reader", None, "reads");
        left_out.leave_out("it is missing");
        left_out.close();
        assert_eq!((left_out.passed(), left_out.failures.len()), (0, 0));
        assert!(left_out.line().contains("not run"));
    }
}
