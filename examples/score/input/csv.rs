//! Rows under a header: a column `text`, and if you like `id` and `channel`.
//!
//! ```text
//! id;channel;text
//! 17;email;"Bonjour,
//! où est mon ""colis"" ?"
//! ```
//! The csv crate does not say on which line a row starts behind blank lines or Windows line ends, nor that a quote is
//! never closed; so rows are put together here, as that crate would.

use super::lines::Lines;
use super::{Flaw, Id, MAX_MESSAGE, Record, Source, channel, too_long, utf8};

/// What may stand between fields; the one that leaves a column `text` in the header is taken.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// A csv file.
pub struct Csv {
    lines: Lines,
    row: Row,
    header: Option<Header>,
}

/// What the first row says of the others.
#[derive(Clone, Copy)]
struct Header {
    delimiter: u8,
    width: usize,
    text: usize,
    id: Option<usize>,
    channel: Option<usize>,
}

/// The fields of one row, which may span lines; kept from row to row for its memory.
#[derive(Default)]
struct Row {
    /// The fields, unquoted, one after the other.
    bytes: Vec<u8>,
    /// Where each field ends.
    ends: Vec<usize>,
    state: State,
    /// Whether it holds more than a message may; what comes behind that is not kept.
    is_too_long: bool,
}

/// Where in a row the next byte stands.
#[derive(Clone, Copy, Default, PartialEq)]
enum State {
    #[default]
    FieldStart,
    Bare,
    Quoted,
    /// Behind a quote in a quoted field: the first half of `""`, or the end of what is quoted.
    Quote,
}

impl Csv {
    pub fn start(lines: Lines) -> Self {
        Self { lines, row: Row::default(), header: None }
    }

    /// Reads the header if that is still to do; `None` when the file is empty.
    fn header(&mut self) -> Result<Option<Header>, Flaw> {
        if self.header.is_none() {
            let line = loop {
                match self.lines.next_line()? {
                    Some([]) => {}
                    Some(line) => break line.to_owned(),
                    None => return Ok(None),
                }
            };
            let number = self.lines.number();
            self.header = Header::read(&line, &mut self.row);
            if self.header.is_none() {
                // Without a header, no row can be understood.
                while self.lines.next_line()?.is_some() {}
                let what = "no column \"text\" in the header; name the column of the messages so";
                return Err(Flaw::line(number, what));
            }
        }
        Ok(self.header)
    }

    /// Fills the row with the next one that is not blank and gives the line it starts at.
    fn next_row(&mut self, delimiter: u8) -> Result<Option<u64>, Flaw> {
        self.row.clear();
        let mut first = None;
        while let Some(line) = self.lines.next_line()? {
            if first.is_none() && line.is_empty() {
                continue;
            }
            self.row.push_line(line, delimiter);
            let first = *first.get_or_insert(self.lines.number());
            if self.row.is_whole() {
                return if self.row.is_too_long { Err(too_long(first)) } else { Ok(Some(first)) };
            }
        }
        match first {
            Some(line) => {
                Err(Flaw::line(line, "a quote is never closed, which hides the rest of the file; close it"))
            }
            None => Ok(None),
        }
    }
}

impl Source for Csv {
    fn next_record(&mut self) -> Result<Option<Record>, Flaw> {
        let Some(header) = self.header()? else { return Ok(None) };
        let Some(line) = self.next_row(header.delimiter)? else { return Ok(None) };
        if self.row.width() != header.width {
            let what = format!(
                "{} fields where the header has {}; quote a field that holds {:?} or a line end",
                self.row.width(),
                header.width,
                char::from(header.delimiter),
            );
            return Err(Flaw::line(line, what));
        }
        utf8(&self.row.bytes, line)?;
        let given = |column: Option<usize>| {
            column.map(|column| self.row.field(column)).filter(|field| !field.is_empty())
        };
        let text = utf8(self.row.field(header.text), line)?.to_owned();
        let id = given(header.id).map(|id| utf8(id, line)).transpose()?;
        let channel = given(header.channel).map(|name| channel(utf8(name, line)?, line)).transpose()?;
        Ok(Some(Record { id: id.map(|id| Id::Text(id.to_owned())), text, channel }))
    }
}

impl Header {
    /// The header, by the first delimiter that leaves a column `text`.
    fn read(line: &[u8], row: &mut Row) -> Option<Self> {
        DELIMITERS.into_iter().find_map(|delimiter| {
            row.clear();
            row.push_line(line, delimiter);
            let column =
                |name: &[u8]| (0..row.width()).find(|column| row.field(*column).trim_ascii() == name);
            let text = column(b"text")?;
            Some(Self { delimiter, width: row.width(), text, id: column(b"id"), channel: column(b"channel") })
        })
    }
}

impl Row {
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.state = State::FieldStart;
        self.is_too_long = false;
    }

    /// Takes one more line of the file.
    fn push_line(&mut self, line: &[u8], delimiter: u8) {
        if self.bytes.len() + line.len() > MAX_MESSAGE {
            self.is_too_long = true;
            self.bytes.clear();
            self.ends.clear();
        }
        if self.state == State::Quoted {
            self.bytes.push(b'\n');
        }
        for &byte in line {
            self.state = match (self.state, byte) {
                (State::FieldStart, b'"') => State::Quoted,
                (State::Quoted, b'"') => State::Quote,
                (State::FieldStart | State::Bare | State::Quote, byte) if byte == delimiter => {
                    self.ends.push(self.bytes.len());
                    State::FieldStart
                }
                (State::Quoted, byte) | (State::Quote, byte @ b'"') => {
                    self.bytes.push(byte);
                    State::Quoted
                }
                (_, byte) => {
                    self.bytes.push(byte);
                    State::Bare
                }
            };
        }
        if self.is_whole() {
            self.ends.push(self.bytes.len());
        }
    }

    /// Whether the last line ended the row, not a line within quotes.
    fn is_whole(&self) -> bool {
        self.state != State::Quoted
    }

    /// How many fields it has.
    fn width(&self) -> usize {
        self.ends.len()
    }

    fn field(&self, column: usize) -> &[u8] {
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        &self.bytes[start..self.ends[column]]
    }
}
