//! What the page says, in French and in English: its own phrases, and the guide's names as a person says them.
//!
//! The names of the guide are English; in French they are looked up here, and one that is on no list is shown as it is
//! (`tests/cli/html.rs` checks that none is missing).

use std::borrow::Cow;

/// The page's own phrases.
pub struct Phrases {
    /// The code of the language, for `lang`.
    pub code: &'static str,
    /// What parts whole numbers from tenths.
    pub decimal: char,
    /// What stands between a number and `%`.
    pub before_percent: &'static str,
    /// French names by the guide's; none in English, where the guide's own are shown.
    names: Option<&'static Names>,
    pub title: &'static str,
    pub lead: &'static str,
    pub overview: &'static str,
    pub messages: &'static str,
    pub message: &'static str,
    pub id: &'static str,
    /// Politeness, aggression, urgency, completeness.
    pub scores: [&'static str; 4],
    pub intent: &'static str,
    pub missing: &'static str,
    pub missing_title: &'static str,
    pub nothing_missing: &'static str,
    /// With nothing needed given, with some of it, with all.
    pub completeness: [&'static str; 3],
    pub hostile: &'static str,
    pub pressing: &'static str,
    pub to_ask: &'static str,
    pub mean: &'static str,
    pub distribution: &'static str,
    pub search: &'static str,
    pub reset: &'static str,
    pub open_all: &'static str,
    pub close_all: &'static str,
    pub shown: &'static str,
    pub nothing_shown: &'static str,
    pub filter_hint: &'static str,
    pub legend: &'static str,
    pub detail: &'static str,
    pub raises: &'static str,
    pub lowers: &'static str,
    pub dropped: &'static str,
    pub why: &'static str,
    /// Stands before the number of weights too small to name.
    pub others: &'static str,
    pub whole_message: &'static str,
    pub question: &'static str,
    pub empty_message: &'static str,
    pub unsure: &'static str,
    pub confidence: &'static str,
    pub made_by: &'static str,
    pub needs_script: &'static str,
}

/// Names of the guide with their French ones.
pub type Pairs = &'static [(&'static str, &'static str)];

/// The guide's lists; a name may be on several (`none` is an intent and a level).
pub struct Names {
    pub politeness: Pairs,
    pub aggression: Pairs,
    pub urgency: Pairs,
    pub intents: Pairs,
    pub details: Pairs,
    pub signals: Pairs,
    pub standings: Pairs,
}

/// A list of the guide.
#[derive(Clone, Copy, Debug)]
pub enum List {
    Politeness,
    Aggression,
    Urgency,
    Intent,
    Detail,
    Signal,
    Standing,
}

impl Phrases {
    /// The name as a person says it.
    pub fn name<'n>(&self, list: List, name: &'n str) -> Cow<'n, str> {
        let known = self.names.and_then(|names| {
            names.of(list).iter().find(|(known, _)| *known == name).map(|(_, french)| *french)
        });
        known.map_or_else(|| Cow::Owned(name.replace('_', " ")), Cow::Borrowed)
    }

    /// A need as a person says it: « order_number|tracking_number » is « numéro de commande ou de suivi ».
    pub fn need(&self, need: &str) -> String {
        let or = if self.names.is_some() { " ou " } else { " or " };
        let mut said = String::new();
        let mut was_number = false;
        for detail in need.split('|') {
            let name = self.name(List::Detail, detail);
            let number = name.strip_prefix("numéro ");
            if !said.is_empty() {
                said.push_str(or);
            }
            said.push_str(number.filter(|_| was_number).unwrap_or(&name));
            was_number = number.is_some();
        }
        said
    }

    /// A number with so many digits behind the mark, with its sign when that is asked for.
    pub fn number(&self, number: f32, digits: usize, with_sign: bool) -> String {
        let sign = match number {
            number if number < 0.0 => "−",
            _ if with_sign => "+",
            _ => "",
        };
        let digits = format!("{:.digits$}", number.abs());
        format!("{sign}{}", digits.replace('.', &self.decimal.to_string()))
    }

    /// A share in whole percent, 0 when there is nothing to share.
    pub fn percent(&self, part: u64, whole: u64) -> String {
        let percent = 100.0 * part as f64 / whole.max(1) as f64;
        format!("{percent:.0}{}%", self.before_percent)
    }
}

impl Names {
    /// The pairs of a list.
    pub fn of(&self, list: List) -> Pairs {
        match list {
            List::Politeness => self.politeness,
            List::Aggression => self.aggression,
            List::Urgency => self.urgency,
            List::Intent => self.intents,
            List::Detail => self.details,
            List::Signal => self.signals,
            List::Standing => self.standings,
        }
    }
}

/// The page in French.
pub const FRENCH: Phrases = Phrases {
    code: "fr",
    decimal: ',',
    before_percent: "\u{202f}",
    names: Some(&FRENCH_NAMES),
    title: "Lecture des messages",
    lead: "Politesse, agressivité, urgence et complétude de chaque message, avec les mots qui le prouvent.",
    overview: "Vue d’ensemble",
    messages: "Messages",
    message: "Message",
    id: "Réf.",
    scores: ["Politesse", "Agressivité", "Urgence", "Complétude"],
    intent: "Intention",
    missing: "Manque",
    missing_title: "Informations manquantes",
    nothing_missing: "Rien ne manque.",
    completeness: ["nulle", "partielle", "complète"],
    hostile: "hostiles ou injurieux",
    pressing: "pressants ou critiques",
    to_ask: "à compléter",
    mean: "moyenne",
    distribution: "Répartition du score de 0 à 1",
    search: "Chercher dans les messages",
    reset: "Tout afficher",
    open_all: "Tout expliquer",
    close_all: "Tout replier",
    shown: "affichés",
    nothing_shown: "Aucun message ne passe ces filtres.",
    filter_hint: "Touchez une barre pour filtrer le tableau.",
    legend: "Les mots qui comptent",
    detail: "Information donnée",
    raises: "trait plein : augmente",
    lowers: "pointillé : diminue",
    dropped: "gris : ne compte pas",
    why: "Pourquoi ?",
    others: "plus faibles",
    whole_message: "tout le message",
    question: "À demander",
    empty_message: "message vide",
    unsure: "pas assez de français pour juger",
    confidence: "confiance",
    made_by: "Page faite par politesse ; elle ne charge rien d’Internet.",
    needs_script: "Sans JavaScript, la page se lit mais ne se trie ni ne se filtre.",
};

/// The page in English; the guide's names are English already.
pub const ENGLISH: Phrases = Phrases {
    code: "en",
    decimal: '.',
    before_percent: "",
    names: None,
    title: "Messages, read",
    lead: "How polite, aggressive, urgent and complete each message is, with the words that prove it.",
    overview: "Overview",
    messages: "Messages",
    message: "Message",
    id: "Id",
    scores: ["Politeness", "Aggression", "Urgency", "Completeness"],
    intent: "Intent",
    missing: "Missing",
    missing_title: "Missing details",
    nothing_missing: "Nothing is missing.",
    completeness: ["none", "partial", "full"],
    hostile: "hostile or abusive",
    pressing: "pressing or critical",
    to_ask: "to be completed",
    mean: "mean",
    distribution: "Distribution of the score from 0 to 1",
    search: "Search the messages",
    reset: "Show all",
    open_all: "Explain all",
    close_all: "Close all",
    shown: "shown",
    nothing_shown: "No message passes these filters.",
    filter_hint: "Tap a bar to filter the table.",
    legend: "The words that count",
    detail: "Detail given",
    raises: "solid line: raises",
    lowers: "dotted: lowers",
    dropped: "grey: does not count",
    why: "Why?",
    others: "smaller ones",
    whole_message: "the whole message",
    question: "To ask back",
    empty_message: "empty message",
    unsure: "too little French to judge",
    confidence: "confidence",
    made_by: "Page made by politesse; it loads nothing from a network.",
    needs_script: "Without JavaScript the page can be read, but neither sorted nor filtered.",
};

/// The guide's names in French.
pub const FRENCH_NAMES: Names = Names {
    politeness: &[
        ("rude", "impoli"),
        ("curt", "sec"),
        ("neutral", "neutre"),
        ("polite", "poli"),
        ("very_polite", "très poli"),
    ],
    aggression: &[
        ("none", "aucune"),
        ("irritated", "irrité"),
        ("hostile", "hostile"),
        ("abusive", "injurieux"),
    ],
    urgency: &[
        ("none", "aucune"),
        ("ordinary", "ordinaire"),
        ("pressing", "pressante"),
        ("critical", "critique"),
    ],
    intents: &[
        ("delivery", "livraison"),
        ("refund", "remboursement"),
        ("return", "retour"),
        ("billing", "facturation"),
        ("account_access", "accès au compte"),
        ("technical", "technique"),
        ("cancellation", "résiliation"),
        ("order_change", "modification de commande"),
        ("product_info", "renseignement produit"),
        ("fraud", "fraude"),
        ("warranty", "garantie"),
        ("appointment", "rendez-vous"),
        ("complaint", "réclamation"),
        ("negotiation", "négociation"),
        ("payment_terms", "délai de paiement"),
        ("thanks", "remerciement"),
        ("none", "rien de demandé"),
        ("other", "autre"),
    ],
    details: &[
        ("case_number", "numéro de dossier"),
        ("order_number", "numéro de commande"),
        ("tracking_number", "numéro de suivi"),
        ("customer_id", "identifiant client"),
        ("contract_number", "numéro de contrat"),
        ("invoice_number", "numéro de facture"),
        ("product", "produit"),
        ("symptom", "symptôme"),
        ("error_message", "message d’erreur"),
        ("since_when", "depuis quand"),
        ("date", "date"),
        ("amount", "montant"),
        ("address", "adresse"),
        ("phone", "téléphone"),
        ("email", "e-mail"),
        ("quantity", "quantité"),
        ("reason", "motif"),
        ("change", "changement voulu"),
        ("access_kind", "type d’accès"),
        ("subject", "objet de la demande"),
        ("bank_account", "compte bancaire"),
    ],
    signals: &[
        ("empty", "vide"),
        ("signature_only", "signature seule"),
        ("bare_demand", "demande brute"),
        ("shouting", "cris (capitales)"),
        ("insult", "insulte"),
        ("profanity", "grossièreté"),
        ("irony", "ironie"),
        ("accusation", "accusation"),
        ("threat_legal", "menace juridique"),
        ("threat_churn", "menace de départ"),
        ("threat_public", "menace publique"),
        ("threat_violence", "menace de violence"),
        ("chase", "relance"),
        ("deadline", "échéance"),
        ("safety", "danger"),
        ("vulnerable", "personne fragile"),
        ("blocked_business", "activité bloquée"),
        ("tutoiement", "tutoiement"),
        ("gratitude", "gratitude"),
        ("apology", "excuses"),
        ("self_service", "réponse en libre-service"),
        ("out_of_scope", "hors sujet"),
        ("negotiation", "négociation"),
        ("payment_terms", "délai de paiement"),
        ("not_urgent", "pas urgent"),
    ],
    standings: &[
        ("stands", "compte"),
        ("denied", "nié"),
        ("reported", "rapporté"),
        ("self", "visant l’auteur"),
        ("thing", "visant une chose"),
        ("past", "passé"),
        ("hypothetical", "hypothétique"),
        ("covered", "compris dans un autre indice"),
        ("ritual", "formule rituelle"),
    ],
};
