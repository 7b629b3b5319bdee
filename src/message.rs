//! What comes in: a text and, where the caller knows them, the channel it came by and when it was written.

use serde::{Deserialize, Serialize};

use crate::time::Time;

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
    pub(crate) time: Option<Time>,
}

impl<'t> Message<'t> {
    /// A message of unknown channel.
    ///
    /// ```
    /// let message = politesse::Message::new("Bonjour");
    /// assert_eq!(message.text(), "Bonjour");
    /// ```
    pub fn new(text: &'t str) -> Self {
        Self { text, channel: None, time: None }
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

    /// The same message, known to have been written at `time`: a [`Time`], or its seconds since 1970.
    ///
    /// Only a [`Conversation`](crate::Conversation) looks at it.
    ///
    /// ```
    /// use politesse::{Message, Time};
    /// assert_eq!(Message::new("Allô ?").at(60).time(), Some(Time::from(60)));
    /// ```
    pub fn at(self, time: impl Into<Time>) -> Self {
        Self { time: Some(time.into()), ..self }
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

    /// When it was written, when the caller said it.
    ///
    /// ```
    /// assert_eq!(politesse::Message::new("Allô ?").time(), None);
    /// ```
    pub fn time(&self) -> Option<Time> {
        self.time
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
