//! The small words that carry a negation, a subject or somebody's speech from one word to the next.
//!
//! Closed lists of grammar, not of what customers say: those are in `data/`.

/// Words that let a negation or a subject bear on what follows them.
pub(super) fn is_light(word: &[u8]) -> bool {
    matches!(
        word,
        b"de"
            | b"des"
            | b"du"
            | b"d'"
            | b"un"
            | b"une"
            | b"le"
            | b"la"
            | b"les"
            | b"l'"
            | b"si"
            | b"tres"
            | b"trop"
            | b"vraiment"
            | b"tout"
            | b"forcement"
            | b"non"
            | b"en"
            | b"etre"
            | b"plus"
            | b"aussi"
            | b"assez"
            | b"peu"
            | b"encore"
            | b"absolument"
            | b"tellement"
            | b"particulierement"
            | b"specialement"
            | b"que"
            | b"qu'"
            | b"franchement"
            | b"completement"
            | b"totalement"
    )
}

/// Participles and presents that bring in somebody's very words.
pub(super) fn is_voiced(word: &[u8]) -> bool {
    matches!(
        word,
        b"crie"
            | b"hurle"
            | b"lance"
            | b"balance"
            | b"repondu"
            | b"repond"
            | b"gueule"
            | b"sorti"
            | b"sort"
            | b"ecrit"
            | b"traite"
            | b"appele"
            | b"dit"
            | b"lache"
            | b"glisse"
            | b"souffle"
            | b"marmonne"
            | b"insulte"
    )
}

/// Verbs that put what follows into words, whoever speaks, and [`FAR_FROM`].
pub(crate) const SAYING: [&[u8]; 24] = [
    b"dis",
    b"dire",
    b"pense",
    b"penser",
    b"crois",
    b"croire",
    b"accuse",
    b"accuser",
    b"traite",
    b"traiter",
    b"pretends",
    b"pretendre",
    b"insinue",
    b"insinuer",
    b"affirme",
    b"affirmer",
    b"reproche",
    b"reprocher",
    b"dit",
    b"accusons",
    b"disons",
    b"pensons",
    b"idee",
    FAR_FROM,
];

/// « loin de moi l'idée que … »
pub(super) const FAR_FROM: &[u8] = b"loin";
