//! The names of intents, details, signals and trends, as the guide gives them, and of what is observed of a conversation:
//! one line per name.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, SerializeSeq, Serializer};

/// A closed list of names that can be put into a [`Set`].
pub trait Name: Copy + Eq + 'static {
    /// Every name, in the order of the guide.
    const ALL: &'static [Self];

    /// Its spelling in data files and JSON.
    fn name(self) -> &'static str;

    /// Its position in [`Name::ALL`].
    fn index(self) -> usize;

    /// The name spelled so, if there is one.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.name() == name)
    }
}

macro_rules! names {
    ($(#[$doc:meta])* $type:ident { $($variant:ident $name:literal $variant_doc:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $(#[doc = $variant_doc] $variant),+ }

        impl Name for $type {
            const ALL: &'static [Self] = &[$($type::$variant),+];
            fn name(self) -> &'static str { match self { $($type::$variant => $name),+ } }
            fn index(self) -> usize { self as usize }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(self.name()) }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_name(&name).ok_or_else(|| D::Error::custom(unknown_name::<Self>(&name)))
            }
        }
    };
}

/// What to say of a name that is on no list.
pub(crate) fn unknown_name<T: Name>(name: &str) -> String {
    let known: Vec<_> = T::ALL.iter().map(|name| name.name()).collect();
    format!("unknown name \"{name}\", use one of {}", known.join(", "))
}

names! {
    /// What a message is mainly about.
    Intent {
        Delivery "delivery" "Where is it, late, lost, damaged, wrong or incomplete goods.",
        Refund "refund" "Wants money back.",
        Return "return" "Send back or exchange.",
        Billing "billing" "Invoice, charge, direct debit.",
        AccountAccess "account_access" "Password, code, login, loyalty account.",
        Technical "technical" "Something does not work, or how to make it work.",
        Cancellation "cancellation" "End a contract or subscription.",
        OrderChange "order_change" "Modify or cancel an order.",
        ProductInfo "product_info" "A question before buying: price, stock, quote.",
        Fraud "fraud" "Hacked account, unknown debit, card to be blocked.",
        Warranty "warranty" "Repair, or a broken product under guarantee.",
        Appointment "appointment" "A visit of a technician or to a shop.",
        Complaint "complaint" "Dissatisfaction with service or staff with no other request.",
        Negotiation "negotiation" "A discount or gesture wanted.",
        PaymentTerms "payment_terms" "Pay later, or in instalments.",
        Thanks "thanks" "Thanks.",
        None "none" "Nothing readable is asked.",
        Other "other" "Anything else, and a request that names no subject.",
    }
}

names! {
    /// A piece of information that an agent may need.
    Detail {
        CaseNumber "case_number" "A file, claim or ticket number the company gave.",
        OrderNumber "order_number" "An order, booking or repair order.",
        TrackingNumber "tracking_number" "A parcel's number at the carrier.",
        CustomerId "customer_id" "A customer number, login, account e-mail, phone line or card number.",
        ContractNumber "contract_number" "A contract, meter, policy or lease.",
        InvoiceNumber "invoice_number" "An invoice.",
        Product "product" "Which item, model or service.",
        Symptom "symptom" "What happens, or in a how-to question what the writer wants to do.",
        ErrorMessage "error_message" "The words or code of an error.",
        SinceWhen "since_when" "How long it has lasted.",
        Date "date" "A day one can point at.",
        Amount "amount" "A sum of money.",
        Address "address" "A postal address.",
        Phone "phone" "A phone number.",
        Email "email" "An e-mail address.",
        Quantity "quantity" "How many.",
        Reason "reason" "Why: what went wrong.",
        Change "change" "What should change.",
        AccessKind "access_kind" "Which code, password or space.",
        Subject "subject" "What is wanted, where no other intent says it.",
        BankAccount "bank_account" "An IBAN: no intent needs it, so the guide does not list it; it is masked in reports.",
    }
}

names! {
    /// A tag that helps to route a message.
    Signal {
        Empty "empty" "Blank, punctuation, emoji or a quote only.",
        SignatureOnly "signature_only" "A signature or mobile footer alone.",
        BareDemand "bare_demand" "No greeting: a fragment or a bare order.",
        Shouting "shouting" "A clause of three or more words in capitals, unexplained.",
        Insult "insult" "An insult at the reader.",
        Profanity "profanity" "Coarse words.",
        Irony "irony" "Mock praise or mock courtesy.",
        Accusation "accusation" "The company is said to steal or deceive.",
        ThreatLegal "threat_legal" "A legal step is announced.",
        ThreatChurn "threat_churn" "The writer is about to leave.",
        ThreatPublic "threat_public" "To be shamed in public.",
        ThreatViolence "threat_violence" "Violence is threatened.",
        Chase "chase" "A reminder of an earlier message.",
        Deadline "deadline" "Something must happen by a given time.",
        Safety "safety" "Gas, fire, water, electricity: people in danger.",
        Vulnerable "vulnerable" "A fragile person is affected by the problem.",
        BlockedBusiness "blocked_business" "Business stands still.",
        Tutoiement "tutoiement" "The reader is addressed as « tu ».",
        Gratitude "gratitude" "Sincere thanks, ahead or after.",
        Apology "apology" "The writer excuses himself.",
        SelfService "self_service" "Asks for what a tracking link, FAQ or manual answers.",
        OutOfScope "out_of_scope" "Asks to be taught a trade.",
        Negotiation "negotiation" "Haggles.",
        PaymentTerms "payment_terms" "Wants to pay later or in parts.",
        NotUrgent "not_urgent" "Says that it can wait.",
    }
}

names! {
    /// Which way the tone of a conversation goes, from its first message to its last.
    Trend {
        Stable "stable" "Neither rises nor falls by a level, or what rose is gone again.",
        Escalating "escalating" "Aggression rises or politeness falls by a level or more.",
        Calming "calming" "Aggression falls or politeness rises by a level or more.",
    }
}

names! {
    /// What is observed of a conversation as a whole; each [`Reason`](crate::Reason) is for one.
    Observation {
        Tone "tone" "The words that made the first or the last message sharp: the two ends of the trend.",
        Reminder "reminder" "A reminder without a new fact.",
        Threat "threat" "A step of the ladder of threats: to leave, to shame, to sue, violence.",
        Quickening "quickening" "The messages come faster and faster.",
        TurnedToTu "turned_to_tu" "The reader, first addressed as « vous », becomes « tu ».",
        LostGreeting "lost_greeting" "The writer who greeted no longer does.",
        Solved "solved" "The matter is over.",
    }
}

/// A small set of names; iterates and serializes in the order of the guide.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Set<T> {
    bits: u32,
    names: PhantomData<T>,
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self { bits: 0, names: PhantomData }
    }
}

impl<T: Name> Set<T> {
    /// The empty set.
    ///
    /// ```
    /// assert!(politesse::Set::<politesse::Signal>::new().is_empty());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a name in.
    ///
    /// ```
    /// use politesse::{Set, Signal};
    /// let mut signals = Set::new();
    /// signals.insert(Signal::Chase);
    /// assert!(signals.contains(Signal::Chase));
    /// ```
    pub fn insert(&mut self, name: T) {
        self.bits |= 1 << name.index();
    }

    /// Takes a name out.
    ///
    /// ```
    /// use politesse::{Set, Signal};
    /// let mut signals: Set<Signal> = [Signal::Chase].into_iter().collect();
    /// signals.remove(Signal::Chase);
    /// assert!(signals.is_empty());
    /// ```
    pub fn remove(&mut self, name: T) {
        self.bits &= !(1 << name.index());
    }

    /// Whether the name is in.
    ///
    /// ```
    /// use politesse::{Set, Signal};
    /// assert!(!Set::new().contains(Signal::Insult));
    /// ```
    pub fn contains(self, name: T) -> bool {
        self.bits & (1 << name.index()) != 0
    }

    /// Whether nothing is in.
    ///
    /// ```
    /// use politesse::{Detail, Set};
    /// assert!(Set::<Detail>::new().is_empty());
    /// ```
    pub fn is_empty(self) -> bool {
        self.bits == 0
    }

    /// How many names are in.
    ///
    /// ```
    /// use politesse::{Detail, Set};
    /// assert_eq!([Detail::Date, Detail::Date].into_iter().collect::<Set<_>>().len(), 1);
    /// ```
    pub fn len(self) -> usize {
        self.bits.count_ones() as usize
    }

    /// A bit for each name that is in, in the order of the guide.
    pub(crate) fn bits(self) -> u32 {
        self.bits
    }

    /// All names of both.
    ///
    /// ```
    /// use politesse::{Detail, Set};
    /// let date: Set<_> = [Detail::Date].into_iter().collect();
    /// assert_eq!(date.union(Set::new()), date);
    /// ```
    pub fn union(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits, names: PhantomData }
    }

    /// Whether the two share a name.
    ///
    /// ```
    /// use politesse::{Detail, Set};
    /// let date: Set<_> = [Detail::Date].into_iter().collect();
    /// assert!(date.intersects(date) && !date.intersects(Set::new()));
    /// ```
    pub fn intersects(self, other: Self) -> bool {
        self.bits & other.bits != 0
    }

    /// Its names in the order of the guide.
    ///
    /// ```
    /// use politesse::{Name, Set, Signal};
    /// let signals: Set<_> = [Signal::Chase, Signal::Insult].into_iter().collect();
    /// assert_eq!(signals.iter().map(|s| s.name()).collect::<Vec<_>>(), ["insult", "chase"]);
    /// ```
    pub fn iter(self) -> impl Iterator<Item = T> {
        let mut left = self.bits;
        std::iter::from_fn(move || {
            let name = T::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*name)
        })
    }
}

impl<T: Name> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(names: I) -> Self {
        let mut set = Self::new();
        names.into_iter().for_each(|name| set.insert(name));
        set
    }
}

impl<T: Name> fmt::Debug for Set<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Name::name)).finish()
    }
}

impl<T: Name> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The number of names is said first: formats without brackets need it.
        let mut sequence = serializer.serialize_seq(Some(self.len()))?;
        self.iter().try_for_each(|name| sequence.serialize_element(name.name()))?;
        sequence.end()
    }
}

impl<'de, T: Name + Deserialize<'de>> Deserialize<'de> for Set<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(<Vec<T>>::deserialize(deserializer)?.into_iter().collect())
    }
}
