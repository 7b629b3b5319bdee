//! Cuts a text where marks on it begin and end, so that each piece has the same marks throughout.
//!
//! | text                  | marks                    | pieces                                  |
//! |-----------------------|--------------------------|-----------------------------------------|
//! | Vous êtes des voleurs | `Vous êtes`, `voleurs`   | `Vous êtes` · ` des ` · `voleurs`       |
//! | bande de voleurs      | all of it, `voleurs`     | `bande de ` (one mark), `voleurs` (two) |

use std::ops::Range;

use politesse::Span;

/// A piece of the text, with the numbers of the marks over all of it.
#[derive(Debug)]
pub struct Piece {
    pub range: Range<usize>,
    pub marks: Vec<usize>,
}

/// The pieces of a text of `len` bytes, in order and without gaps. Spans that are empty or leave the text are passed over.
pub fn pieces(len: usize, spans: &[Span]) -> Vec<Piece> {
    let mut order: Vec<usize> =
        (0..spans.len()).filter(|at| !spans[*at].is_empty() && spans[*at].range().end <= len).collect();
    order.sort_by_key(|at| spans[*at].start);
    let mut edges: Vec<usize> =
        order.iter().flat_map(|at| [spans[*at].range().start, spans[*at].range().end]).collect();
    edges.extend([0, len]);
    edges.sort_unstable();
    edges.dedup();
    let mut next = order.into_iter().peekable();
    let mut open: Vec<usize> = Vec::new();
    let mut pieces = Vec::new();
    for edge in edges.windows(2) {
        open.retain(|mark| spans[*mark].range().end > edge[0]);
        while let Some(mark) = next.next_if(|mark| spans[*mark].range().start == edge[0]) {
            open.push(mark);
        }
        pieces.push(Piece { range: edge[0]..edge[1], marks: open.clone() });
    }
    pieces
}
