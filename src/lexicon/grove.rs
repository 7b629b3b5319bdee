//! The trees of all tones laid out to be answered question by question, not tree by tree.
//!
//! Takes the trees; gives, for each thing that is asked about, its questions by rising bound: those that a value answers with
//! yes stand first. A message has few of the many features, so most questions are never looked at: what a tree answers when
//! nothing is there is known beforehand (Lucchese et al. 2015, "QuickScorer"). The seven answers of a tree are the bits of one
//! byte, which tells its leaf.
//!
//! ```text
//! 0.02{outage>0?0.3{past-story>0?-0.4:0.5}:-0.1}     outage: answer 0 is yes above 0 · past-story: answer 1 is yes above 0
//! ```

use super::trees::{ASKS_LATENT, ASKS_LIKELY, ASKS_NOTHING, MAX_DEPTH, Node, Trees};
use crate::judge::features::Layout;
use crate::levels::Tone;
use crate::names::{Intent, Name};

/// How many leaves a tree has, and how many questions lead to them.
const LEAVES: usize = 1 << MAX_DEPTH;
const QUESTIONS: usize = LEAVES - 1;

/// A leaf of a tree; told so that the compiler knows how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaf {
    First,
    Second,
    Third,
    Fourth,
    Fifth,
    Sixth,
    Seventh,
    Eighth,
}

impl Leaf {
    const ALL: [Leaf; LEAVES] = [
        Leaf::First,
        Leaf::Second,
        Leaf::Third,
        Leaf::Fourth,
        Leaf::Fifth,
        Leaf::Sixth,
        Leaf::Seventh,
        Leaf::Eighth,
    ];
}

/// By the answers of a tree, its leaf. Those of question `n` lead to question `2 n + 1` if yes, else to `2 n + 2`.
const LEAF: [Leaf; 256] = {
    let mut leaves = [Leaf::First; 256];
    let mut answers = 0;
    while answers < leaves.len() {
        let mut place = 0;
        while place < QUESTIONS {
            place = 2 * place + if answers >> place & 1 == 1 { 1 } else { 2 };
        }
        leaves[answers] = Leaf::ALL[place - QUESTIONS];
        answers += 1;
    }
    leaves
};

/// How many answers given one by one cost what a row costs, and what each [`ROW_STEP`] of it costs.
///
/// From a half to the double, the instructions counted hardly differ.
const ANSWERS_PER_ROW: usize = 4;
const ANSWERS_PER_ROW_STEP: usize = 1;

/// How many trees stand together in a row: what a processor takes at a time, twice.
const ROW_STEP: usize = 32;

/// A yes to a question of a tree, as the bit of its answer.
#[derive(Clone, Copy, Debug)]
struct Yes {
    tree: u16,
    answer: u8,
}

/// What is answered with yes above a bound, beside what is above lower ones.
#[derive(Clone, Copy, Debug)]
struct Step {
    above: f32,
    /// Which row has answers of this step and of lower ones, if any, and where the others are in [`Grove::few`].
    row: Option<u16>,
    first: u32,
    end: u32,
}

/// The answers of trees that stand one behind the other.
#[derive(Debug)]
struct Row {
    first_tree: usize,
    answers: Vec<u8>,
}

/// How much the answer to a question moved what its tree adds: the mean of the leaves that remain, less that of those before.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    /// What the question is about.
    subject: u16,
    by: f32,
}

/// The trees of all tones, the tones one behind the other.
#[derive(Debug, Default)]
pub(crate) struct Grove {
    /// By what is asked about, where its steps begin: the features that are no cues, the intents, the latent values of the
    /// tones. Closed by one entry more.
    subjects: Vec<u32>,
    /// By subject, then by rising bound.
    steps: Vec<Step>,
    few: Vec<Yes>,
    rows: Vec<Row>,
    /// By tree, its answers when nothing is there; filled up to a whole number of [`ROW_STEP`]s.
    silent: Vec<u8>,
    leaves: Vec<[f32; LEAVES]>,
    /// By tree and leaf, what the questions on the way to it moved.
    shares: Vec<[[Share; MAX_DEPTH]; LEAVES]>,
    /// By tone, what its trees add before anything is asked.
    means: [f32; Tone::ALL.len()],
    /// By tone, where its trees begin; closed by one entry more.
    tones: [usize; Tone::ALL.len() + 1],
    /// How many features may be asked about.
    features: usize,
}

impl Grove {
    /// Lays out the trees of each tone for a lexicon of that layout.
    pub(crate) fn new(trees: [&Trees; Tone::ALL.len()], layout: Layout) -> Self {
        let mut grove = Self { features: layout.first_cue(), ..Self::default() };
        let mut asked = vec![Vec::new(); grove.features + Intent::ALL.len() + Tone::ALL.len()];
        for (tone, trees) in trees.into_iter().enumerate() {
            for root in &trees.roots {
                let tree = grove.leaves.len() as u16;
                let mut plot = Plot { tone, tree, grove: &mut grove, asked: &mut asked };
                plot.grove.silent.push(0);
                plot.grove.leaves.push([0.0; LEAVES]);
                plot.grove.shares.push(Default::default());
                plot.grove.means[tone] += trees.nodes[usize::from(*root)].value;
                plot.lay(&trees.nodes, usize::from(*root), 0, Way::default());
            }
            grove.tones[tone + 1] = grove.leaves.len();
        }
        grove.silent.resize(grove.silent.len().next_multiple_of(ROW_STEP), 0);
        asked.iter_mut().for_each(|questions| grove.lay_steps(questions));
        grove.subjects.push(grove.steps.len() as u32);
        grove
    }

    /// Lays out the questions about the next subject, each with its bound.
    fn lay_steps(&mut self, questions: &mut [(f32, Yes)]) {
        self.subjects.push(self.steps.len() as u32);
        questions.sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
        let (mut end, mut row_end) = (0, 0);
        let (mut row, mut first) = (None, self.few.len() as u32);
        let (mut first_step, mut end_step) = (usize::MAX, 0);
        for step in questions.chunk_by(|left, right| left.0 == right.0) {
            end += step.len();
            for row_step in step.iter().map(|(_, yes)| usize::from(yes.tree) / ROW_STEP) {
                (first_step, end_step) = (first_step.min(row_step), end_step.max(row_step + 1));
            }
            if end - row_end < ANSWERS_PER_ROW + (end_step - first_step) * ANSWERS_PER_ROW_STEP {
                self.few.extend(step.iter().map(|(_, yes)| *yes));
            } else {
                (row, first, row_end) = (Some(self.rows.len() as u16), self.few.len() as u32, end);
                self.rows.push(Row::of(questions[..end].iter().map(|(_, yes)| *yes)));
            }
            self.steps.push(Step { above: step[0].0, row, first, end: self.few.len() as u32 });
        }
    }

    /// Fills `answers` with those of a message that has nothing.
    pub(crate) fn keep_silent(&self, answers: &mut Vec<u8>) {
        answers.clear();
        answers.extend_from_slice(&self.silent);
    }

    /// Answers the questions about a feature that is no cue.
    pub(crate) fn hear_feature(&self, slot: usize, value: f32, answers: &mut [u8]) {
        self.hear(slot, value, answers);
    }

    /// Answers the questions about how likely an intent is.
    pub(crate) fn hear_likely(&self, intent: usize, likely: f32, answers: &mut [u8]) {
        self.hear(self.features + intent, likely, answers);
    }

    /// Answers a tone's questions about its latent value.
    pub(crate) fn hear_latent(&self, tone: Tone, latent: f32, answers: &mut [u8]) {
        self.hear(self.features + Intent::ALL.len() + tone as usize, latent, answers);
    }

    fn hear(&self, subject: usize, value: f32, answers: &mut [u8]) {
        let [first, end] = [self.subjects[subject], self.subjects[subject + 1]].map(|place| place as usize);
        let below = self.steps[first..end].iter().take_while(|step| value > step.above);
        let Some(step) = below.last() else { return };
        if let Some(row) = step.row {
            let Row { first_tree, answers: more } = &self.rows[usize::from(row)];
            let (answers, _) = answers[*first_tree..*first_tree + more.len()].as_chunks_mut::<ROW_STEP>();
            for (answers, more) in answers.iter_mut().zip(more.as_chunks::<ROW_STEP>().0) {
                answers.iter_mut().zip(more).for_each(|(answers, more)| *answers |= more);
            }
        }
        for yes in &self.few[step.first as usize..step.end as usize] {
            answers[usize::from(yes.tree)] |= yes.answer;
        }
    }

    /// What the trees of a tone add, once all is answered.
    pub(crate) fn sum(&self, tone: Tone, answers: &[u8]) -> f32 {
        let trees = self.tones[tone as usize]..self.tones[tone as usize + 1];
        let leaf = |leaves: &[f32; LEAVES], answers: u8| leaves[LEAF[usize::from(answers)] as usize];
        // Eight at a time spare the processor most of the counting, but one after the other: a sum of fractions depends on
        // its order.
        let (leaves, last_leaves) = self.leaves[trees.clone()].as_chunks::<8>();
        let (answers, last_answers) = answers[trees].as_chunks::<8>();
        let mut sum = 0.0;
        for (leaves, answers) in leaves.iter().zip(answers) {
            for tree in 0..8 {
                sum += leaf(&leaves[tree], answers[tree]);
            }
        }
        for (leaves, answers) in last_leaves.iter().zip(last_answers) {
            sum += leaf(leaves, *answers);
        }
        sum
    }

    /// Fills `moved` with what the answers to the questions about each subject moved (Saabas 2014), and gives what the trees add
    /// before anything is asked: together they are what [`sum`](Self::sum) gives.
    pub(crate) fn share_out(&self, tone: Tone, answers: &[u8], moved: &mut Vec<f32>) -> f32 {
        moved.clear();
        moved.resize(self.subjects.len() - 1, 0.0);
        let trees = self.tones[tone as usize]..self.tones[tone as usize + 1];
        for (shares, answers) in self.shares[trees.clone()].iter().zip(&answers[trees]) {
            for share in shares[LEAF[usize::from(*answers)] as usize] {
                moved[usize::from(share.subject)] += share.by;
            }
        }
        self.means[tone as usize]
    }
}

impl Row {
    /// The row of these answers, from the first tree to the last that has one, in whole [`ROW_STEP`]s.
    fn of(yeses: impl Iterator<Item = Yes> + Clone) -> Self {
        let trees = yeses.clone().map(|yes| usize::from(yes.tree));
        let first_tree = trees.clone().min().unwrap_or(0) / ROW_STEP * ROW_STEP;
        let length = trees.max().map_or(0, |last| last + 1 - first_tree);
        let mut answers = vec![0; length.next_multiple_of(ROW_STEP)];
        yeses.for_each(|yes| answers[usize::from(yes.tree) - first_tree] |= yes.answer);
        Self { first_tree, answers }
    }
}

/// What the questions on the way to a place of a tree moved.
#[derive(Clone, Copy, Default)]
struct Way {
    shares: [Share; MAX_DEPTH],
    questions: usize,
}

impl Way {
    /// The way on from `node` to `next` by an answer about `subject`.
    fn on(mut self, subject: usize, node: Node, next: Node) -> Self {
        self.shares[self.questions] = Share { subject: subject as u16, by: next.value - node.value };
        self.questions += 1;
        self
    }
}

/// Where one tree is laid out.
struct Plot<'a> {
    tone: usize,
    tree: u16,
    grove: &'a mut Grove,
    /// By what is asked about, the questions laid out so far.
    asked: &'a mut [Vec<(f32, Yes)>],
}

impl Plot<'_> {
    /// Lays out what begins at `node` as question `place`, or as all leaves below where it asks nothing more.
    fn lay(&mut self, nodes: &[Node], node: usize, place: usize, way: Way) {
        let Node { value, above, asked, no } = nodes[node];
        if let Some(leaf) = place.checked_sub(QUESTIONS) {
            self.grove.leaves[usize::from(self.tree)][leaf] = value;
            self.grove.shares[usize::from(self.tree)][leaf] = way.shares;
            return;
        }
        if asked == ASKS_NOTHING {
            self.lay(nodes, node, 2 * place + 1, way);
            return self.lay(nodes, node, 2 * place + 2, way);
        }
        let (tree, answer) = (self.tree, 1 << place);
        let features = self.grove.features;
        let subject = match asked {
            ASKS_LATENT => features + Intent::ALL.len() + self.tone,
            ASKS_LIKELY.. => features + usize::from(asked - ASKS_LIKELY),
            feature => usize::from(feature),
        };
        // The latent value is always there; all else is 0 when it is not.
        if asked != ASKS_LATENT && 0.0 > above {
            self.grove.silent[usize::from(tree)] |= answer;
        } else {
            self.asked[subject].push((above, Yes { tree, answer }));
        }
        for (answer, next) in [(1, node + 1), (2, usize::from(no))] {
            self.lay(nodes, next, 2 * place + answer, way.on(subject, nodes[node], nodes[next]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn a_leaf_is_told_by_the_answers() {
        let leaf = |answers: usize| LEAF[answers] as usize;
        assert_eq!([leaf(0), leaf(0b0000001), leaf(0b0000011), leaf(0b0001011)], [7, 3, 1, 0]);
        assert_eq!([leaf(0b0000100), leaf(0b0100100), leaf(0b0000010)], [5, 4, 7]);
    }

    #[test]
    fn what_is_there_answers_its_questions_alone() {
        let features = HashMap::from([("a".to_owned(), 0), ("b".to_owned(), 1)]);
        let mut trees = Trees::default();
        trees.add("0.1{a>0?0.5{b>0.7?0.2:0.9}:0.0{b>-1?0.3:0.4}}", &features).unwrap();
        trees.add("0.0{latent>-1?1.0:2.0}", &features).unwrap();
        let none = Trees::default();
        let grove = Grove::new([&none, &trees, &none], Layout { families: 2, cues: 0 });
        for (a, b, latent, expected) in
            [(0.0, 0.0, 0.0, 1.3), (1.0, 0.0, 0.0, 1.9), (1.0, 0.8, -2.0, 2.2), (0.0, 0.8, -1.0, 2.3)]
        {
            let mut answers = Vec::new();
            grove.keep_silent(&mut answers);
            grove.hear_feature(0, a, &mut answers);
            grove.hear_feature(1, b, &mut answers);
            grove.hear_latent(Tone::Aggression, latent, &mut answers);
            let sum = grove.sum(Tone::Aggression, &answers);
            assert!((sum - expected).abs() < 1e-6, "{sum} for {a}, {b}, {latent}");
        }
    }
}
