//! Every address of the app, both ways. Pure: the only file that spells a path of ours.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What may stand in a path segment or a query unescaped (RFC 3986 "unreserved").
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
/// Longer parameters come from nobody's hand.
const LONGEST_PARAMETER: usize = 2000;

/// A page of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    Overview,
    SignIn,
    Profiles,
    Profile(String),
    Numbers,
    VoiceProfiles,
    NewVoiceProfile,
    CompareVoiceProfiles,
    VoiceProfile(String),
    Tasks,
    DialPlans,
    Drift,
    Services,
    NewService,
    Service(String),
    Activity,
    Journal,
    Doctor,
    DeviceData,
    About,
    NotFound,
}

/// The API that a page cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Platform {
    LivePlatform,
    OpenTact,
}

impl Platform {
    pub const ALL: [Self; 2] = [Self::LivePlatform, Self::OpenTact];

    /// The name that administrators know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::LivePlatform => "Live Platform",
            Self::OpenTact => "OpenTACT",
        }
    }
}

impl Route {
    /// Reads a path below the app's base path.
    pub fn parse(path: &str, base: &str) -> Self {
        let Some(rest) = below(path, base) else {
            return Self::NotFound;
        };
        let segments: Vec<String> = rest
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(|segment| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect();
        match segments
            .iter()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .as_slice()
        {
            [] => Self::Overview,
            ["sign-in"] => Self::SignIn,
            ["profiles"] => Self::Profiles,
            ["profiles", id] => Self::Profile((*id).to_owned()),
            ["numbers"] => Self::Numbers,
            ["tasks"] => Self::Tasks,
            ["dial-plans"] => Self::DialPlans,
            ["activity"] => Self::Activity,
            ["journal"] => Self::Journal,
            ["doctor"] => Self::Doctor,
            ["device-data"] => Self::DeviceData,
            ["about"] => Self::About,
            ["drift"] => Self::Drift,
            ["services"] => Self::Services,
            ["services", "new"] => Self::NewService,
            ["services", id] => Self::Service((*id).to_owned()),
            ["voice-profiles"] => Self::VoiceProfiles,
            ["voice-profiles", "new"] => Self::NewVoiceProfile,
            ["voice-profiles", "compare"] => Self::CompareVoiceProfiles,
            ["voice-profiles", id] => Self::VoiceProfile((*id).to_owned()),
            _ => Self::NotFound,
        }
    }

    /// The path, below the app's base path, without a leading slash.
    pub fn path(&self) -> String {
        match self {
            Self::Overview | Self::NotFound => String::new(),
            Self::SignIn => "sign-in".to_owned(),
            Self::Profiles => "profiles".to_owned(),
            Self::Profile(id) => format!("profiles/{}", escape(id)),
            Self::Numbers => "numbers".to_owned(),
            Self::Tasks => "tasks".to_owned(),
            Self::DialPlans => "dial-plans".to_owned(),
            Self::Activity => "activity".to_owned(),
            Self::Journal => "journal".to_owned(),
            Self::Doctor => "doctor".to_owned(),
            Self::DeviceData => "device-data".to_owned(),
            Self::About => "about".to_owned(),
            Self::Drift => "drift".to_owned(),
            Self::Services => "services".to_owned(),
            Self::NewService => "services/new".to_owned(),
            Self::Service(id) => format!("services/{}", escape(id)),
            Self::VoiceProfiles => "voice-profiles".to_owned(),
            Self::NewVoiceProfile => "voice-profiles/new".to_owned(),
            Self::CompareVoiceProfiles => "voice-profiles/compare".to_owned(),
            Self::VoiceProfile(id) => format!("voice-profiles/{}", escape(id)),
        }
    }

    /// The name that the page is known by.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::SignIn => "Sign in",
            Self::Profiles => "Calling profiles",
            Self::Profile(_) => "Calling profile",
            Self::Numbers => "Numbers",
            Self::Tasks => "Tasks",
            Self::DialPlans => "Dial plans",
            Self::Activity => "Activity",
            Self::Journal => "Journal",
            Self::Doctor => "Connection doctor",
            Self::DeviceData => "Data on this device",
            Self::About => "About",
            Self::Drift => "Drift report",
            Self::Services => "Services",
            Self::NewService => "New service",
            Self::Service(_) => "Service",
            Self::VoiceProfiles => "Voice profiles",
            Self::NewVoiceProfile => "New voice profile",
            Self::CompareVoiceProfiles => "Compare voice profiles",
            Self::VoiceProfile(_) => "Voice profile",
            Self::NotFound => "Page not found",
        }
    }

    /// The API without which the page has nothing to show.
    pub fn needs(&self) -> Option<Platform> {
        match self {
            Self::Profiles
            | Self::Profile(_)
            | Self::DialPlans
            | Self::Drift
            | Self::Numbers
            | Self::Services
            | Self::NewService
            | Self::Service(_) => Some(Platform::LivePlatform),
            Self::VoiceProfiles
            | Self::NewVoiceProfile
            | Self::CompareVoiceProfiles
            | Self::VoiceProfile(_) => Some(Platform::OpenTact),
            Self::Overview
            | Self::SignIn
            | Self::Tasks
            | Self::Activity
            | Self::Journal
            | Self::Doctor
            | Self::DeviceData
            | Self::About
            | Self::NotFound => None,
        }
    }
}

fn below<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base)
        .or_else(|| (path == base.trim_end_matches('/')).then_some(""))
}

fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The parameters of an address, in their order; a name may repeat.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads a query string without its question mark. Overlong values are dropped.
    pub fn parse(text: &str) -> Self {
        let pairs = text.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(name), unescape(value))
        });
        Self(
            pairs
                .filter(|(_, value)| value.len() <= LONGEST_PARAMETER)
                .collect(),
        )
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Replaces every value of a name; empty values remove it.
    #[must_use]
    pub fn with(mut self, name: &str, values: &[&str]) -> Self {
        let place = self
            .0
            .iter()
            .position(|(key, _)| key == name)
            .unwrap_or(self.0.len());
        self.0.retain(|(key, _)| key != name);
        let place = place.min(self.0.len());
        let added = values.iter().filter(|value| !value.is_empty());
        self.0.splice(
            place..place,
            added.map(|value| (name.to_owned(), (*value).to_owned())),
        );
        self
    }

    /// The query string without its question mark.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            let separator = if text.is_empty() { "" } else { "&" };
            let _ = write!(text, "{separator}{}={}", escape(name), escape(value));
        }
        text
    }
}

fn unescape(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}

/// A full link: base path, page and query.
pub fn link(base: &str, route: &Route, query: &Query) -> String {
    let path = format!("{base}{}", route.path());
    if query.0.is_empty() {
        path
    } else {
        format!("{path}?{}", query.text())
    }
}

/// Where to go after signing in: a path of this app, otherwise `None`. Refuses what a browser
/// could take for another host (`//host`, a backslash, a scheme).
pub fn safe_next(next: &str, base: &str) -> Option<String> {
    let harmless = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains('\\')
        && !next.chars().any(char::is_control);
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let known = !matches!(Route::parse(path, base), Route::NotFound | Route::SignIn);
    (harmless && known).then(|| next.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_routes() -> Vec<Route> {
        vec![
            Route::Overview,
            Route::SignIn,
            Route::Profiles,
            Route::Profile("d12aa76a-d719-4db9-bf78-7ea8bec1d7b5".into()),
            Route::Profile("odd id/with?marks".into()),
            Route::Numbers,
            Route::Tasks,
            Route::Activity,
            Route::Journal,
            Route::Doctor,
            Route::DeviceData,
            Route::About,
            Route::DialPlans,
            Route::Drift,
            Route::Services,
            Route::NewService,
            Route::Service("df6f5ea9-2e92-482a-92f6-79094815588d".into()),
            Route::VoiceProfiles,
            Route::NewVoiceProfile,
            Route::CompareVoiceProfiles,
            Route::VoiceProfile("d9d46091-0501-486e-b319-a7fa7216fa13".into()),
        ]
    }

    #[test]
    fn every_route_survives_its_address_under_any_base() {
        for base in ["/", "/cordboard/", "/a/b/"] {
            for route in all_routes() {
                let address = link(base, &route, &Query::default());
                assert_eq!(Route::parse(&address, base), route, "{address}");
            }
        }
    }

    #[test]
    fn the_base_without_its_slash_is_the_overview() {
        assert_eq!(Route::parse("/cordboard", "/cordboard/"), Route::Overview);
    }

    #[test]
    fn addresses_outside_the_base_or_unknown_are_not_found() {
        assert_eq!(
            Route::parse("/other/profiles", "/cordboard/"),
            Route::NotFound
        );
        assert_eq!(Route::parse("/nowhere", "/"), Route::NotFound);
        assert_eq!(Route::parse("/profiles/a/b", "/"), Route::NotFound);
    }

    #[test]
    fn a_query_keeps_order_repeats_and_odd_characters() {
        let query = Query::parse("q=a+b%26c&capability=Mobile&capability=%21TollFree&sort=-name");
        assert_eq!(query.get("q"), Some("a b&c"));
        assert!(query.all("capability").eq(["Mobile", "!TollFree"]));
        assert_eq!(
            query.text(),
            "q=a%20b%26c&capability=Mobile&capability=%21TollFree&sort=-name"
        );
        assert_eq!(Query::parse(&query.text()), query);
    }

    #[test]
    fn setting_a_parameter_replaces_it_in_place_and_empty_removes_it() {
        let query = Query::parse("q=x&region=APAC&sort=name");
        assert_eq!(
            query.clone().with("region", &["NOAM"]).text(),
            "q=x&region=NOAM&sort=name"
        );
        assert_eq!(query.clone().with("region", &[""]).text(), "q=x&sort=name");
        assert_eq!(
            query.with("health", &["ok"]).text(),
            "q=x&region=APAC&sort=name&health=ok"
        );
    }

    #[test]
    fn overlong_parameters_are_dropped() {
        let query = Query::parse(&format!("q={}&sort=name", "x".repeat(3000)));
        assert_eq!(query.get("q"), None);
        assert_eq!(query.get("sort"), Some("name"));
    }

    #[test]
    fn next_must_be_a_path_of_this_app() {
        let kept = "/profiles?region=APAC";
        assert_eq!(safe_next(kept, "/").as_deref(), Some(kept));
        for hostile in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "profiles",
            "/sign-in",
            "/x",
            "",
        ] {
            assert_eq!(safe_next(hostile, "/"), None, "{hostile}");
        }
    }
}
