//! What an alert says, as plain data: `explain` makes it, `ui::alert` draws it.

/// How loud a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Critical,
    Warning,
    Positive,
}

impl Tone {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Warning => "warning",
            Self::Positive => "positive",
        }
    }
}

/// One message: what happened, what to do, and what a ticket needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub tone: Tone,
    pub title: String,
    pub advice: String,
    /// Short facts shown in monospace, such as a traceId.
    pub details: Vec<String>,
    /// What is only copied, such as the beginning of the server's body.
    pub more: String,
}

impl Notice {
    /// A message that has no more to it than what happened and what to do.
    pub fn new(tone: Tone, title: impl Into<String>, advice: impl Into<String>) -> Self {
        Self {
            tone,
            title: title.into(),
            advice: advice.into(),
            details: Vec::new(),
            more: String::new(),
        }
    }

    /// Everything, as text for a ticket.
    pub fn as_text(&self) -> String {
        let mut lines = vec![self.title.clone(), self.advice.clone()];
        lines.extend(self.details.iter().cloned());
        if !self.more.is_empty() {
            lines.push(self.more.clone());
        }
        lines.join("\n")
    }
}
