//! The limits that the page "Voice Profile" states for each field.

use serde_json::{Map, Value, json};

/// What is wrong with each field, as the newer manual words it: `fields` keyed by `params.…`.
pub(super) fn errors(fields: &Map<String, Value>, creating: bool) -> Map<String, Value> {
    let mut errors = Map::new();
    if creating && !fields.contains_key("name") {
        errors.insert(
            "params.name".into(),
            json!({"message": "is required", "value": null}),
        );
    }
    for (name, value) in fields {
        if let Some(message) = message(name, value) {
            errors.insert(
                format!("params.{name}"),
                json!({"message": message, "value": value}),
            );
        }
    }
    errors
}

fn message(name: &str, value: &Value) -> Option<&'static str> {
    let is_good = match name {
        "name" => value
            .as_str()
            .is_some_and(|text| (1..=255).contains(&text.chars().count())),
        // Clearing a field is sending null.
        _ if value.is_null() => true,
        "tech_prefix" => value
            .as_u64()
            .is_some_and(|prefix| (100_000..=999_999).contains(&prefix)),
        "channel_limit" | "max_rate" | "daily_spend_limit" => {
            value.as_f64().is_some_and(|limit| limit >= 0.0)
        }
        "record_calls" => value.as_u64().is_some_and(|kind| kind <= 2),
        "audio_track_type" => value.as_u64().is_some_and(|kind| kind <= 1),
        "filemat" => matches!(value.as_str(), Some("wav" | "mp3")),
        _ => true,
    };
    if is_good {
        return None;
    }
    Some(match name {
        "name" => "must have 1 to 255 characters",
        "tech_prefix" => "invalid integer number",
        "channel_limit" | "max_rate" | "daily_spend_limit" => "must not be less than 0",
        _ => "invalid value",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faulty(fields: Value, creating: bool) -> Vec<String> {
        errors(fields.as_object().unwrap(), creating)
            .keys()
            .cloned()
            .collect()
    }

    #[test]
    fn the_documented_limits() {
        let good = json!({
            "name": "x", "tech_prefix": 100_000, "channel_limit": 0, "max_rate": 0.012_5,
            "record_calls": 2, "daily_spend_limit": 1.5, "filemat": "wav", "audio_track_type": 1,
            "product": {"id": 4},
        });
        assert!(faulty(good, true).is_empty());
        let bad = json!({
            "name": "", "tech_prefix": 99_999, "channel_limit": -1, "max_rate": "1",
            "record_calls": 3, "daily_spend_limit": -0.1, "filemat": "ogg", "audio_track_type": 2,
        });
        assert_eq!(faulty(bad, true).len(), 8);
        assert_eq!(faulty(json!({}), true), ["params.name"]);
        assert!(faulty(json!({"max_rate": null}), false).is_empty());
        assert_eq!(
            faulty(json!({"tech_prefix": 1_000_000}), false),
            ["params.tech_prefix"]
        );
    }
}
