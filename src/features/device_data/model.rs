//! What is kept, in words. Pure.

/// One thing that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub key: String,
    pub what: String,
    /// In bytes, as text.
    pub size: usize,
}

/// What a name in the browser's storage stands for.
pub fn setting(key: &str) -> String {
    let rest = key.strip_prefix("cordboard:").unwrap_or(key);
    let (kind, of) = rest.split_once(':').unwrap_or((rest, ""));
    match kind {
        "theme" => "Light or dark".to_owned(),
        "density" => "How dense lists are".to_owned(),
        "columns" => format!("Hidden columns of the list of {of}"),
        "tenants" => format!("Microsoft tenant IDs looked up, {of}"),
        "signed-out" => "When somebody signed out last".to_owned(),
        "looked-through" => "When what has expired was last looked for".to_owned(),
        "journal" => format!("Whether a journal is kept, {of}"),
        "journal-lost" => format!("When a write could not be noted, {of}"),
        "journal-head" => format!("The newest entry of the journal, {of}"),
        "token" => match of.rsplit_once(':') {
            Some((environment, api)) => format!("Access token of {api}, {environment}"),
            None => "Access token".to_owned(),
        },
        _ => rest.replace(':', ", "),
    }
}

/// What a key of the database stands for: its environment, then what it is of.
pub fn record<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// "3 entries, 4.1 kB".
pub fn sum(items: &[Item]) -> (usize, u64) {
    let bytes: usize = items.iter().map(|item| item.size).sum();
    (items.len(), bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_into_words() {
        assert_eq!(
            setting("cordboard:token:My: own:OpenTACT"),
            "Access token of OpenTACT, My: own"
        );
        assert_eq!(
            setting("cordboard:columns:tasks"),
            "Hidden columns of the list of tasks"
        );
        assert_eq!(setting("cordboard:later:on"), "later, on");
        assert_eq!(
            record(["Sandbox", "", "tsk_1"].into_iter()),
            "Sandbox, tsk_1"
        );
    }
}
