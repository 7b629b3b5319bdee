//! What families show to the traits of build and to the signals, which ask what stands together: « thanks beside a failure ».

/// What a family shows; `shows` in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shows {
    /// The opening address.
    Greeting,
    /// The closing formula.
    Closing,
    /// Sincere thanks, before or after.
    Thanks,
    /// « S'il vous plaît ».
    Please,
    /// A request put to the reader in the conditional.
    SoftenedRequest,
    /// Any other friendly request.
    PlainRequest,
    /// An excuse.
    Apology,
    /// Patience, understanding or deference.
    Patience,
    /// An order or a demand.
    Order,
    /// Praise, sincere or not.
    Praise,
    /// Something that went wrong.
    Failure,
    /// That the matter is over.
    Resolved,
    /// Anger, mockery or contempt in any degree.
    Anger,
    /// Why the writer types in capitals: no shouting then.
    CapitalsExplained,
    /// A child, a sick, an old or an otherwise fragile person, whether or not the matter touches them.
    FragilePerson,
    /// A wry build or idiom, which is ironic where the writer is irritated at least.
    Wry,
}

impl Shows {
    pub(crate) const ALL: [(&'static str, Shows); 16] = [
        ("greeting", Shows::Greeting),
        ("closing", Shows::Closing),
        ("thanks", Shows::Thanks),
        ("please", Shows::Please),
        ("softened-request", Shows::SoftenedRequest),
        ("plain-request", Shows::PlainRequest),
        ("apology", Shows::Apology),
        ("patience", Shows::Patience),
        ("order", Shows::Order),
        ("praise", Shows::Praise),
        ("failure", Shows::Failure),
        ("resolved", Shows::Resolved),
        ("anger", Shows::Anger),
        ("capitals-explained", Shows::CapitalsExplained),
        ("fragile-person", Shows::FragilePerson),
        ("wry", Shows::Wry),
    ];

    /// Those that are a courtesy each, as a bit set.
    pub(crate) const COURTESIES: u16 = Shows::Greeting.bit()
        | Shows::Closing.bit()
        | Shows::Thanks.bit()
        | Shows::Please.bit()
        | Shows::SoftenedRequest.bit()
        | Shows::PlainRequest.bit()
        | Shows::Apology.bit()
        | Shows::Patience.bit();

    /// Those that ask for something, as a bit set.
    pub(crate) const REQUESTS: u16 =
        Shows::Please.bit() | Shows::SoftenedRequest.bit() | Shows::PlainRequest.bit() | Shows::Order.bit();

    /// Those that are mere ritual, as a bit set.
    pub(crate) const RITUAL: u16 =
        Shows::Greeting.bit() | Shows::Closing.bit() | Shows::Thanks.bit() | Shows::Please.bit();

    pub(crate) const fn bit(self) -> u16 {
        1 << self as u16
    }

    /// Whether it is among those of a bit set.
    pub(crate) fn is_in(self, shown: u16) -> bool {
        shown & self.bit() != 0
    }
}
