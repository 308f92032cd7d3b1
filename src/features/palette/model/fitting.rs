//! Which names fit what was typed, and how well.

/// How well a name fits the words: less is better; none when a word does not occur in it.
pub fn rank(name: &str, more: &str, words: &[String]) -> Option<u8> {
    let (name, more) = (name.to_lowercase(), more.to_lowercase());
    let is_in = |text: &str| words.iter().all(|word| text.contains(word.as_str()));
    let begins = |text: &str| {
        words.first().is_some_and(|word| {
            text.split(|letter: char| !letter.is_alphanumeric())
                .any(|part| part.starts_with(word.as_str()))
        })
    };
    if is_in(&name) {
        let starts = words
            .first()
            .is_some_and(|word| name.starts_with(word.as_str()));
        return Some(if starts {
            0
        } else {
            1 + u8::from(!begins(&name))
        });
    }
    is_in(&format!("{name} {more}")).then_some(3)
}

/// What is searched for, word by word.
pub fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    text.split_whitespace().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_name_fits_best() {
        let rank = |name, more| rank(name, more, &words("Dial PL"));
        assert_eq!(rank("Dial plans", ""), Some(0));
        assert_eq!(rank("All dial plans", ""), Some(1));
        assert_eq!(rank("Redial plans", ""), Some(2));
        assert_eq!(rank("Plans", "what they dial"), Some(3));
        assert_eq!(rank("Dialects", ""), None);
    }
}
