//! The first thing that happens: `config.json` is read, or the page says why it cannot be.

use crate::browser::dom::{El, el, tagged};
use crate::browser::location::reload;
use crate::browser::{fetch, page};
use crate::config::{self, Config, ConfigError};
use crate::ui::button::Button;

/// How the start went.
#[derive(Debug, Clone)]
pub enum Started {
    Ready(Box<Config>),
    Broken(Trouble),
}

/// Why the app does not start, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    title: String,
    advice: String,
}

impl Trouble {
    fn of_config(error: &ConfigError) -> Self {
        Self {
            title: "config.json cannot be used".to_owned(),
            advice: error.to_string(),
        }
    }
}

/// Reads the configuration that stands beside the app.
pub async fn read_config(base: String) -> Started {
    if !page::is_secure() {
        return Started::Broken(Trouble {
            title: "Cordboard needs https".to_owned(),
            advice: format!(
                "This page came from {} without encryption, where anybody in between could read a token. Open it over https, or on this machine's own address (127.0.0.1).",
                page::origin()
            ),
        });
    }
    let url = format!("{base}{}", config::FILE);
    let file = |problem: String| ConfigError {
        line: None,
        path: None,
        problem,
    };
    let read = match fetch::own_file(&url).await {
        Err(reason) => Err(file(format!(
            "the file could not be fetched from {url} ({reason})."
        ))),
        Ok((404, _)) => Err(file(format!(
            "there is no file at {url}. It must stand beside index.html."
        ))),
        Ok((status, _)) if !(200..300).contains(&status) => {
            Err(file(format!("the server answered {status} for {url}.")))
        }
        Ok((_, text)) => config::parse(&text, &page::origin()),
    };
    match read {
        Ok(config) => {
            for key in &config.unknown_keys {
                leptos::logging::warn!("config.json: the key {key} is not known and has no effect");
            }
            Started::Ready(Box::new(config))
        }
        Err(error) => Started::Broken(Trouble::of_config(&error)),
    }
}

/// The page that stands in for the app.
pub fn config_problem(trouble: Trouble) -> El {
    let said = tagged("div", "stack stack--tight")
        .attr("role", "alert")
        .child(el("h1").text(trouble.title))
        .child(tagged("p", "gate__lead").text(trouble.advice));
    let hint = tagged("p", "second").text(
        "Whoever deployed Cordboard can mend this. The schema beside the file, config.schema.json, lists every key.",
    );
    let again = Button::new("Try again").primary().on_press(reload);
    tagged("main", "gate")
        .child(said)
        .child(hint)
        .child(tagged("div", "row").child(again))
}
