//! What comes in: a text and, where the caller knows it, the channel it came by.

use serde::{Deserialize, Serialize};

/// Where a message came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A mail.
    Email,
    /// A live chat.
    Chat,
    /// A contact form.
    Form,
    /// A public post on a social network.
    Tweet,
    /// A text message.
    Sms,
    /// A forum or a review.
    Forum,
}

/// A message to be read.
///
/// A plain `&str` is a message too: everything that takes `impl Into<Message>` takes it.
///
/// ```
/// use politesse::{Analyzer, Channel, Message};
/// let report = Analyzer::french().analyze(Message::new("dispo en 42 ?").by(Channel::Chat));
/// assert_eq!(report.politeness.level, politesse::Politeness::Curt);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Message<'t> {
    pub(crate) text: &'t str,
    pub(crate) channel: Option<Channel>,
}

impl<'t> Message<'t> {
    /// A message of unknown channel.
    ///
    /// ```
    /// let message = politesse::Message::new("Bonjour");
    /// assert_eq!(message.text(), "Bonjour");
    /// ```
    pub fn new(text: &'t str) -> Self {
        Self { text, channel: None }
    }

    /// The same message, known to have come by `channel`.
    ///
    /// ```
    /// use politesse::{Channel, Message};
    /// assert_eq!(Message::new("Bonjour").by(Channel::Sms).channel(), Some(Channel::Sms));
    /// ```
    pub fn by(self, channel: Channel) -> Self {
        Self { channel: Some(channel), ..self }
    }

    /// The whole text as given.
    ///
    /// ```
    /// assert_eq!(politesse::Message::from("Allô ?").text(), "Allô ?");
    /// ```
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The channel, when the caller said it.
    ///
    /// ```
    /// assert_eq!(politesse::Message::new("Allô ?").channel(), None);
    /// ```
    pub fn channel(&self) -> Option<Channel> {
        self.channel
    }
}

impl<'t> From<&'t str> for Message<'t> {
    fn from(text: &'t str) -> Self {
        Self::new(text)
    }
}

impl<'t> From<&'t String> for Message<'t> {
    fn from(text: &'t String) -> Self {
        Self::new(text)
    }
}
