//! The inputs that make a call fail, usable by hand: one table, which `docs/sandbox.md` repeats.

use serde_json::{Value, json};

use crate::{
    fault::{Call, Cut, Fault, Hang},
    options::Effect,
    task::End,
};

/// What a sentinel stands in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A token for either API, pasted at sign-in: every call with it fails.
    Token,
    /// A Microsoft tenant id whose numbers are asked for.
    Tenant,
    /// The short name of a service to be created.
    ShortName,
    /// The name of a dial plan, which exists for every customer and holds a copy of
    /// `CustDialPlan`.
    DialPlan,
    /// The name in a voice profile that is created or changed.
    VoiceProfile,
}

/// One input that makes something happen.
#[derive(Clone, Copy, Debug)]
pub struct Sentinel {
    /// Where it is put.
    pub place: Place,
    /// The input, to the letter.
    pub input: &'static str,
    /// What happens then.
    pub meaning: &'static str,
    does: Does,
}

#[derive(Clone, Copy, Debug)]
enum Does {
    Fault(fn() -> Fault),
    End(End),
    Nothing,
}

impl Sentinel {
    /// The fault that a call with this input meets.
    pub(crate) fn fault(self) -> Option<Fault> {
        match self.does {
            Does::Fault(fault) => Some(fault()),
            Does::End(_) | Does::Nothing => None,
        }
    }
}

/// Tenants that fail hold so many numbers, so that there is a half to fail at.
pub(crate) const NUMBERS_OF_SENTINEL: u64 = 1_000;
/// About half of their answer.
const HALF: u64 = 400_000;
/// Tenants whose last twelve digits say how many numbers they have.
const TENANT_BY_SIZE: &str = "5e471e10-0000-4000-9000-";

const fn fault(
    place: Place,
    input: &'static str,
    meaning: &'static str,
    fault: fn() -> Fault,
) -> Sentinel {
    Sentinel {
        place,
        input,
        meaning,
        does: Does::Fault(fault),
    }
}

const fn end(place: Place, input: &'static str, meaning: &'static str, end: End) -> Sentinel {
    Sentinel {
        place,
        input,
        meaning,
        does: Does::End(end),
    }
}

fn status(status: u16) -> Fault {
    Fault {
        status: Some(status),
        ..Fault::default()
    }
}

fn too_many() -> Fault {
    Fault {
        headers: [("retry-after".into(), "2".into())].into(),
        ..status(429)
    }
}

fn bad_gateway() -> Fault {
    Fault {
        html: true,
        ..status(502)
    }
}

fn patch(fault: Fault) -> Fault {
    Fault {
        method: Some("PATCH".into()),
        ..fault
    }
}

fn lost(drop: Cut) -> Fault {
    Fault {
        drop: Some(drop),
        ..Fault::default()
    }
}

fn answer(body: Value) -> Fault {
    Fault {
        body: Some(body),
        ..Fault::default()
    }
}

/// Every sentinel.
pub const SENTINELS: &[Sentinel] = &[
    Sentinel {
        place: Place::Token,
        input: "sandbox-opaque",
        meaning: "works, although it is no JWT",
        does: Does::Nothing,
    },
    fault(Place::Token, "sandbox-401", "401", || status(401)),
    fault(Place::Token, "sandbox-403", "403", || status(403)),
    fault(Place::Token, "sandbox-404", "404", || status(404)),
    fault(
        Place::Token,
        "sandbox-429",
        "429 with Retry-After: 2",
        too_many,
    ),
    fault(
        Place::Token,
        "sandbox-500",
        "500 in the vendor's form",
        || status(500),
    ),
    fault(
        Place::Token,
        "sandbox-502",
        "502 with an HTML page",
        bad_gateway,
    ),
    fault(Place::Token, "sandbox-503", "503", || status(503)),
    fault(Place::Token, "sandbox-empty", "200 without a body", || {
        Fault {
            empty: true,
            ..Fault::default()
        }
    }),
    fault(
        Place::Token,
        "sandbox-html",
        "200 with an HTML page",
        || Fault {
            html: true,
            ..Fault::default()
        },
    ),
    fault(
        Place::Token,
        "sandbox-truncated",
        "the JSON ends after 500 bytes",
        || Fault {
            truncate: Some(500),
            ..Fault::default()
        },
    ),
    fault(
        Place::Token,
        "sandbox-bom",
        "a byte order mark before the JSON",
        || Fault {
            bom: true,
            ..Fault::default()
        },
    ),
    fault(
        Place::Token,
        "sandbox-text",
        "the JSON as text/plain",
        || Fault {
            content_type: Some("text/plain".into()),
            ..Fault::default()
        },
    ),
    fault(
        Place::Token,
        "sandbox-slow",
        "two seconds before each answer",
        || Fault {
            delay_ms: Some(2_000),
            ..Fault::default()
        },
    ),
    fault(Place::Token, "sandbox-hang", "no answer, ever", || Fault {
        hang: Some(Hang::BeforeHead),
        ..Fault::default()
    }),
    fault(
        Place::Token,
        "sandbox-dropped",
        "the connection is cut without an answer",
        || lost(Cut::BeforeEffect),
    ),
    fault(
        Place::Token,
        "sandbox-redirect",
        "a redirect to another address",
        || Fault {
            redirect: Some("/sandbox/elsewhere".into()),
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000401",
        "401",
        || status(401),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000403",
        "403",
        || status(403),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000404",
        "404",
        || status(404),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000405",
        "405 whose body says 500",
        || status(405),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000429",
        "429 with Retry-After: 2",
        too_many,
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000500",
        "500 as problem+json",
        || status(500),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000502",
        "502 with an HTML page",
        bad_gateway,
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-000000000503",
        "503",
        || status(503),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e001",
        "200 without a body",
        || Fault {
            empty: true,
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e002",
        "the JSON ends half-way, without an error",
        || Fault {
            truncate: Some(HALF),
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e003",
        "a byte order mark before the JSON",
        || Fault {
            bom: true,
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e004",
        "200 with an HTML page",
        || Fault {
            html: true,
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e005",
        "no answer, ever",
        || Fault {
            hang: Some(Hang::BeforeHead),
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e006",
        "the answer stops half-way, the connection stays open",
        || Fault {
            hang: Some(Hang::InBody),
            after_bytes: Some(HALF),
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e007",
        "the connection is cut half-way",
        || Fault {
            after_bytes: Some(HALF),
            ..lost(Cut::MidBody)
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e008",
        "the connection is cut without an answer",
        || lost(Cut::BeforeEffect),
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e009",
        "100 kB a second",
        || Fault {
            throttle: Some(100_000),
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e00a",
        "a redirect to another address",
        || Fault {
            redirect: Some("/sandbox/elsewhere".into()),
            ..Fault::default()
        },
    ),
    fault(
        Place::Tenant,
        "5e471e10-0000-4000-8000-00000000e00b",
        "elements that are no numbers among some that are",
        || answer(odd_numbers()),
    ),
    end(
        Place::ShortName,
        "TaskFails",
        "the task fails without a service",
        End::Failure(Effect::Partial),
    ),
    end(
        Place::ShortName,
        "TaskFailsLate",
        "the task fails, but the service is there",
        End::Failure(Effect::Full),
    ),
    end(
        Place::ShortName,
        "TaskNeverEnds",
        "the task stays InProgress",
        End::Never,
    ),
    end(
        Place::ShortName,
        "TaskOdd",
        "the task ends with a word of its own",
        End::Odd,
    ),
    fault(
        Place::ShortName,
        "AnswerLost",
        "no answer, but the service will be there",
        || lost(Cut::AfterEffect),
    ),
    fault(
        Place::ShortName,
        "NeverArrived",
        "no answer, and no service",
        || lost(Cut::BeforeEffect),
    ),
    fault(
        Place::ShortName,
        "Hangs",
        "no answer, ever; the service will be there",
        || Fault {
            hang: Some(Hang::BeforeHead),
            effect: true,
            ..Fault::default()
        },
    ),
    fault(
        Place::ShortName,
        "Refused405",
        "405 whose body says 500",
        || status(405),
    ),
    fault(Place::ShortName, "Refused409", "409", || status(409)),
    fault(
        Place::ShortName,
        "Refused500",
        "500 as problem+json",
        || status(500),
    ),
    end(
        Place::DialPlan,
        "TaskFails",
        "the task of a change fails without effect",
        End::Failure(Effect::None),
    ),
    end(
        Place::DialPlan,
        "TaskFailsHalf",
        "the task fails with the first half done",
        End::Failure(Effect::Partial),
    ),
    end(
        Place::DialPlan,
        "TaskFailsLate",
        "the task fails with everything done",
        End::Failure(Effect::Full),
    ),
    end(
        Place::DialPlan,
        "TaskNeverEnds",
        "the task stays InProgress",
        End::Never,
    ),
    end(
        Place::DialPlan,
        "TaskOdd",
        "the task ends with a word of its own",
        End::Odd,
    ),
    fault(
        Place::DialPlan,
        "AnswerLost",
        "a change is not answered, but takes place",
        || patch(lost(Cut::AfterEffect)),
    ),
    fault(
        Place::DialPlan,
        "NeverArrived",
        "a change is not answered, nor takes place",
        || patch(lost(Cut::BeforeEffect)),
    ),
    fault(
        Place::DialPlan,
        "ErrorInBody",
        "a change is answered 200 with an error",
        || {
            patch(answer(json!({
                "taskId": null,
                "dialPlanName": "ErrorInBody",
                "error": "The dial plan is locked by another change.",
            })))
        },
    ),
    fault(
        Place::DialPlan,
        "Refused409",
        "a change is answered 409",
        || patch(status(409)),
    ),
    fault(
        Place::DialPlan,
        "Refused500",
        "a change is answered 500",
        || patch(status(500)),
    ),
    fault(
        Place::VoiceProfile,
        "Answer lost",
        "no answer, but the change takes place",
        || lost(Cut::AfterEffect),
    ),
    fault(
        Place::VoiceProfile,
        "Never arrived",
        "no answer, and no change",
        || lost(Cut::BeforeEffect),
    ),
    fault(
        Place::VoiceProfile,
        "Refused in 200",
        "200 with success: false",
        || {
            answer(
                json!({"success": false, "message": "The product is not available", "status": 400}),
            )
        },
    ),
    fault(
        Place::VoiceProfile,
        "Fields at fault",
        "errors for single fields, one unknown",
        || Fault {
            status: Some(500),
            ..answer(fields_at_fault())
        },
    ),
    fault(Place::VoiceProfile, "Refused 500", "500", || status(500)),
];

fn odd_numbers() -> Value {
    json!([
        {"id": 1, "telephoneNumber": "+18333998785", "isoCountryCode": "US"},
        17,
        {"id": "not a number", "telephoneNumber": {"e164": "+1"}},
        null,
        {},
        {"id": 2, "telephoneNumber": "+61397508869", "isoCountryCode": "AU"},
    ])
}

fn fields_at_fault() -> Value {
    json!({
        "success": false,
        "message": "Validation failed",
        "meta": {},
        "fields": {
            "params.tech_prefix": {"message": "is in use already", "value": "100001"},
            "params.product": {"message": "is required", "value": ""},
        },
    })
}

/// The sentinel that a token is.
pub(crate) fn token(token: &str) -> Option<Sentinel> {
    find(Place::Token, token)
}

/// The fault that a call meets by what is in it.
pub(crate) fn met(call: Call<'_>) -> Option<Fault> {
    let (place, input) = input(call)?;
    let fault = find(place, &input)?.fault()?;
    fault.concerns(call).then_some(fault)
}

/// How the task of a change ends by what is in it.
pub(crate) fn task_end(place: Place, input: &str) -> Option<End> {
    match find(place, input)?.does {
        Does::End(end) => Some(end),
        Does::Fault(_) | Does::Nothing => None,
    }
}

/// Whether a dial plan is there for everybody because its name is a sentinel.
pub(crate) fn is_dial_plan(name: &str) -> bool {
    find(Place::DialPlan, name).is_some()
}

/// How many numbers a tenant has that is a sentinel, or whose id says how many.
pub(crate) fn numbers_of(tenant: &str) -> Option<u64> {
    if let Some(count) = tenant.to_ascii_lowercase().strip_prefix(TENANT_BY_SIZE) {
        return count.parse().ok();
    }
    find(Place::Tenant, tenant).map(|_| NUMBERS_OF_SENTINEL)
}

fn find(place: Place, input: &str) -> Option<Sentinel> {
    SENTINELS
        .iter()
        .find(|sentinel| {
            sentinel.place == place
                && match place {
                    Place::Tenant => sentinel.input.eq_ignore_ascii_case(input),
                    Place::Token | Place::ShortName | Place::DialPlan | Place::VoiceProfile => {
                        sentinel.input == input
                    }
                }
        })
        .copied()
}

fn input(call: Call<'_>) -> Option<(Place, String)> {
    let field = |name: &str| -> Option<String> {
        let body: Value = serde_json::from_slice(call.body).ok()?;
        Some(body.get(name)?.as_str()?.to_owned())
    };
    let path = call.short_path;
    if path.ends_with("/oc/numbers") {
        return Some((Place::Tenant, crate::query::get(call.query, "msTenantId")?));
    }
    if path == "/api/v3/customer" && call.method == "POST" {
        return Some((Place::ShortName, field("customerShortName")?));
    }
    if let Some((_, name)) = path.split_once("/dialplan/") {
        return Some((Place::DialPlan, name.to_owned()));
    }
    if path.starts_with("/profile/outbound_voice") && matches!(call.method, "POST" | "PATCH") {
        return Some((Place::VoiceProfile, field("name")?));
    }
    None
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_input_means_two_things() {
        let mut seen = HashSet::new();
        for sentinel in SENTINELS {
            let key = (format!("{:?}", sentinel.place), sentinel.input);
            assert!(seen.insert(key), "{} twice", sentinel.input);
        }
    }

    #[test]
    fn the_documentation_lists_every_sentinel_with_its_meaning() {
        let page = include_str!("../../docs/sandbox.md");
        for Sentinel { input, meaning, .. } in SENTINELS {
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
