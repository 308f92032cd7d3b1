//! The inputs that make a call fail, usable by hand: one table, which `docs/sandbox.md` repeats.

use serde_json::Value;

use crate::{
    fault::{Call, Cut, Fault, Hang},
    options::Effect,
    query,
    task::End,
};

mod does;

use does::Does;

/// What a sentinel stands in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A token for either API, pasted at sign-in: every call with it fails.
    Token,
    /// A Microsoft tenant id whose numbers are asked for.
    Tenant,
    /// The short name of a service to be created.
    ShortName,
    /// The name of a dial plan, which exists for every customer and begins as a copy of
    /// `CustDialPlan`.
    DialPlan,
    /// The name in a voice profile that is created or changed.
    VoiceProfile,
}

/// An input, what it does in words, and what it does.
type Row = (&'static str, &'static str, Does);

macro_rules! rows {
    ($($input:literal, $meaning:literal => $does:expr;)*) => { &[$(($input, $meaning, $does)),*] };
}

/// Tenants that fail hold so many numbers, so that there is a half to fail at.
const NUMBERS_OF_TENANT: u64 = 1_000;
/// About half of their answer.
const HALF: u64 = 400_000;
/// Tenants whose last twelve digits say how many numbers they have.
const TENANT_BY_SIZE: &str = "5e471e10-0000-4000-9000-";

const TOKENS: &[Row] = rows! {
    "sandbox-opaque", "works, although it is no JWT" => Does::Nothing;
    "sandbox-401", "401" => Does::Status(401);
    "sandbox-403", "403" => Does::Status(403);
    "sandbox-404", "404" => Does::Status(404);
    "sandbox-429", "429 with Retry-After: 2" => Does::Status(429);
    "sandbox-500", "500 in the vendor's form" => Does::Status(500);
    "sandbox-502", "502 with an HTML page" => Does::Html(502);
    "sandbox-503", "503" => Does::Status(503);
    "sandbox-empty", "200 without a body" => Does::Empty;
    "sandbox-html", "200 with an HTML page" => Does::Html(200);
    "sandbox-truncated", "the JSON ends after 500 bytes" => Does::Truncate(500);
    "sandbox-bom", "a byte order mark before the JSON" => Does::Bom;
    "sandbox-text", "the JSON as text/plain" => Does::PlainText;
    "sandbox-slow", "two seconds before each answer" => Does::Delay(2_000);
    "sandbox-hang", "no answer, ever" => Does::Hang(Hang::BeforeHead, None);
    "sandbox-cut", "the connection is cut after 500 bytes"
        => Does::Drop(Cut::MidBody, Some(500));
    "sandbox-dropped", "the connection is cut" => Does::Drop(Cut::BeforeEffect, None);
    "sandbox-redirect", "a redirect to another address" => Does::Redirect;
};

const TENANTS: &[Row] = rows! {
    "5e471e10-0000-4000-8000-000000000401", "401" => Does::Status(401);
    "5e471e10-0000-4000-8000-000000000403", "403" => Does::Status(403);
    "5e471e10-0000-4000-8000-000000000404", "404" => Does::Status(404);
    "5e471e10-0000-4000-8000-000000000405", "405 whose body says 500" => Does::Status(405);
    "5e471e10-0000-4000-8000-000000000429", "429 with Retry-After: 2" => Does::Status(429);
    "5e471e10-0000-4000-8000-000000000500", "500 as problem+json" => Does::Status(500);
    "5e471e10-0000-4000-8000-000000000502", "502 with an HTML page" => Does::Html(502);
    "5e471e10-0000-4000-8000-000000000503", "503" => Does::Status(503);
    "5e471e10-0000-4000-8000-00000000e001", "200 without a body" => Does::Empty;
    "5e471e10-0000-4000-8000-00000000e002", "the JSON ends half-way" => Does::Truncate(HALF);
    "5e471e10-0000-4000-8000-00000000e003", "a byte order mark before the JSON" => Does::Bom;
    "5e471e10-0000-4000-8000-00000000e004", "200 with an HTML page" => Does::Html(200);
    "5e471e10-0000-4000-8000-00000000e005", "no answer, ever" => Does::Hang(Hang::BeforeHead, None);
    "5e471e10-0000-4000-8000-00000000e006", "the answer stops half-way, the connection stays"
        => Does::Hang(Hang::InBody, Some(HALF));
    "5e471e10-0000-4000-8000-00000000e007", "the connection is cut half-way"
        => Does::Drop(Cut::MidBody, Some(HALF));
    "5e471e10-0000-4000-8000-00000000e008", "the connection is cut without an answer"
        => Does::Drop(Cut::BeforeEffect, None);
    "5e471e10-0000-4000-8000-00000000e009", "100 kB a second" => Does::Throttle(100_000);
    "5e471e10-0000-4000-8000-00000000e00a", "a redirect to another address" => Does::Redirect;
    "5e471e10-0000-4000-8000-00000000e00b", "elements that are no numbers among some that are"
        => Does::Answer(200, does::odd_numbers);
};

const SHORT_NAMES: &[Row] = rows! {
    "TaskFails", "the task fails, no service comes to be" => Does::Task(FAILS);
    "TaskFailsLate", "the task fails, but the service is there" => Does::Task(FAILS_LATE);
    "TaskNeverEnds", "the task stays InProgress" => Does::Task(End::Never);
    "TaskOdd", "the task ends with a word of its own" => Does::Task(End::Odd);
    "AnswerLost", "no answer, but the service comes to be" => Does::Drop(Cut::AfterEffect, None);
    "NeverArrived", "no answer, and no service" => Does::Drop(Cut::BeforeEffect, None);
    "Hangs", "no answer, ever, but the service comes to be" => Does::HangAfterEffect;
    "Refused405", "405 whose body says 500" => Does::Status(405);
    "Refused409", "409" => Does::Status(409);
    "Refused500", "500 as problem+json" => Does::Status(500);
};

const DIAL_PLANS: &[Row] = rows! {
    "TaskFails", "the task fails without effect" => Does::Task(FAILS);
    "TaskFailsHalf", "the task fails with half of it done" => Does::Task(FAILS_HALF);
    "TaskFailsLate", "the task fails with all of it done" => Does::Task(FAILS_LATE);
    "TaskNeverEnds", "the task stays InProgress" => Does::Task(End::Never);
    "TaskOdd", "the task ends with a word of its own" => Does::Task(End::Odd);
    "AnswerLost", "no answer, but the change takes place" => Does::Drop(Cut::AfterEffect, None);
    "NeverArrived", "no answer, and no change" => Does::Drop(Cut::BeforeEffect, None);
    "ErrorInBody", "200 with an error" => Does::Answer(200, does::error_in_body);
    "Refused409", "409" => Does::Status(409);
    "Refused500", "500 as problem+json" => Does::Status(500);
};

const VOICE_PROFILES: &[Row] = rows! {
    "Answer lost", "no answer, but the change takes place" => Does::Drop(Cut::AfterEffect, None);
    "Never arrived", "no answer, and no change" => Does::Drop(Cut::BeforeEffect, None);
    "Refused in 200", "200 with success: false" => Does::Answer(200, does::refused);
    "Fields at fault", "errors of single fields, one of them unknown"
        => Does::Answer(500, does::fields_at_fault);
    "Refused 500", "500" => Does::Status(500);
};

const FAILS: End = End::Failure(Effect::None);
const FAILS_HALF: End = End::Failure(Effect::Partial);
const FAILS_LATE: End = End::Failure(Effect::Full);

impl Place {
    const fn rows(self) -> &'static [Row] {
        match self {
            Self::Token => TOKENS,
            Self::Tenant => TENANTS,
            Self::ShortName => SHORT_NAMES,
            Self::DialPlan => DIAL_PLANS,
            Self::VoiceProfile => VOICE_PROFILES,
        }
    }

    /// Every sentinel of this place with what it does, in words.
    pub fn sentinels(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.rows()
            .iter()
            .map(|(input, meaning, _)| (*input, *meaning))
    }

    fn find(self, input: &str) -> Option<Does> {
        self.rows()
            .iter()
            .find(|(one, ..)| *one == input)
            .map(|(.., does)| *does)
    }
}

/// Whether a token is a sentinel, which opens the default world.
pub(crate) fn is_token(token: &str) -> bool {
    Place::Token.find(token).is_some()
}

/// What such a token does to every call.
pub(crate) fn token_fault(token: &str) -> Option<Fault> {
    Place::Token.find(token)?.fault()
}

/// The fault that a call meets by what is in it.
pub(crate) fn met(call: Call<'_>) -> Option<Fault> {
    let (place, input) = input(call)?;
    place.find(&input)?.fault()
}

/// How the task of a change ends by what is in it.
pub(crate) fn task_end(place: Place, input: &str) -> Option<End> {
    place.find(input)?.task_end()
}

/// Whether a dial plan is there for everybody because its name is a sentinel.
pub(crate) fn is_dial_plan(name: &str) -> bool {
    Place::DialPlan.find(name).is_some()
}

/// How many numbers a tenant has that is a sentinel, or whose id says how many.
pub(crate) fn numbers_of(tenant: &str) -> Option<u64> {
    let tenant = tenant.to_ascii_lowercase();
    match tenant.strip_prefix(TENANT_BY_SIZE) {
        Some(count) => count.parse().ok(),
        None => Place::Tenant.find(&tenant).map(|_| NUMBERS_OF_TENANT),
    }
}

/// The part of a call that may be a sentinel. Only changes of a dial plan fail: it can be read.
fn input(call: Call<'_>) -> Option<(Place, String)> {
    let field = |name: &str| -> Option<String> {
        let body: Value = serde_json::from_slice(call.body).ok()?;
        Some(body.get(name)?.as_str()?.to_owned())
    };
    let path = call.short_path;
    match call.method {
        "GET" if path.ends_with("/oc/numbers") => Some((
            Place::Tenant,
            query::get(call.query, "msTenantId")?.to_ascii_lowercase(),
        )),
        "POST" if path == "/api/v3/customer" => {
            Some((Place::ShortName, field("customerShortName")?))
        }
        "PATCH" if path.contains("/dialplan/") => {
            Some((Place::DialPlan, path.rsplit('/').next()?.to_owned()))
        }
        "POST" | "PATCH" if path.starts_with("/profile/outbound_voice") => {
            Some((Place::VoiceProfile, field("name")?))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const PLACES: [Place; 5] = [
        Place::Token,
        Place::Tenant,
        Place::ShortName,
        Place::DialPlan,
        Place::VoiceProfile,
    ];

    #[test]
    fn no_input_means_two_things() {
        for place in PLACES {
            let inputs: HashSet<_> = place.sentinels().map(|(input, _)| input).collect();
            assert_eq!(inputs.len(), place.rows().len(), "{place:?}");
        }
    }

    #[test]
    fn the_documentation_lists_every_sentinel_with_its_meaning() {
        let page = include_str!("../../docs/sandbox.md");
        for (input, meaning) in PLACES.into_iter().flat_map(Place::sentinels) {
            let row = format!("| `{input}` | {meaning} |");
            assert!(page.contains(&row), "docs/sandbox.md lacks the row {row}");
        }
    }

    #[test]
    fn a_tenant_may_say_how_many_numbers_it_has() {
        assert_eq!(
            numbers_of("5e471e10-0000-4000-9000-000000100000"),
            Some(100_000)
        );
        assert_eq!(
            numbers_of("5E471E10-0000-4000-8000-00000000E007"),
            Some(1_000)
        );
        assert_eq!(numbers_of("5e471e10-0000-4000-9000-00000000e007"), None);
        assert_eq!(numbers_of("f94238e5-4f2c-4e1b-8125-2d27122ca75f"), None);
    }
}
