//! Reads what is to be compared and compares it, in slices that leave the page alive.

use std::rc::Rc;

use cordboard_api::live::LiveClient;
use cordboard_api::{ApiError, NoAnswer, Opened};
use cordboard_dial_plan::Snapshot;
use cordboard_dial_plan::drift::{Acquired, Drift, Profile};
use cordboard_dial_plan::emergency::EmergencyNumbers;
use cordboard_numbers::{Decoder, Ending, Field, Progress, Store};
use futures::StreamExt as _;
use futures::future::{AbortHandle, Abortable, join3};
use http::header::CONTENT_TYPE;
use leptos::prelude::*;

use super::desk::{Desk, Failure, Place, bump};
use super::model::listing::Listing;
use crate::browser::{task, timer};
use crate::change_sets::{self, Staged};
use crate::number_stream::{PATIENCE, SLICE, unreadable};
use crate::profiles::rows::{self, Row};
use crate::state::wire::Wire;

/// How often the count of numbers grows on the page, in milliseconds.
const SHOWN_EVERY: f64 = 100.0;

/// What a comparison ends with.
struct Compared {
    listing: Listing,
    unreadable: [usize; 2],
    staged: Staged,
}

impl Desk {
    /// Compares what is asked for, whatever was compared before.
    pub fn compare(self, place: Option<Place>) {
        self.clear(place.clone());
        let (Some(place), Some(client)) = (place, self.session.live()) else {
            return;
        };
        let (handle, registration) = AbortHandle::new_pair();
        self.held.update_value(|held| held.under_way = Some(handle));
        self.progress.set(Some(0));
        let work = Abortable::new(self.read(client, place), registration);
        task::start(async move {
            let Ok(outcome) = work.await else {
                return;
            };
            match outcome {
                Ok(compared) => self.show(compared),
                Err(failure) => {
                    self.failure.try_set(Some(Rc::new(failure)));
                }
            }
            self.progress.try_set(None);
        });
    }

    fn show(self, compared: Compared) {
        self.held.try_update_value(|held| {
            held.listing = Some(Rc::new(compared.listing));
            held.unreadable = compared.unreadable;
            held.changes = compared.staged.changes;
        });
        bump(self.changed);
        bump(self.compared);
    }

    async fn read(self, client: LiveClient<Wire>, place: Place) -> Result<Compared, Failure> {
        let failed = |what| move |error| Failure { what, error };
        let plan = client.dial_plan(&place.customer, &place.site, &place.target.dial_plan);
        let (profiles, plan, staged) = join3(
            client.calling_profiles(),
            plan,
            change_sets::load(&place.target),
        )
        .await;
        let rows = rows::rows(profiles.map_err(failed("Calling profiles could not be read"))?);
        let plan = plan.map_err(failed("The dial plan could not be read"))?;
        let all = || rows.iter().filter_map(Row::profile);
        let profiles: Vec<Profile> = all()
            .map(|profile| Profile {
                id: profile.id.clone(),
                name: profile.name.clone(),
                trunks: profile.trunks.iter().map(|own| own.fqdn.clone()).collect(),
            })
            .collect();
        let emergency = EmergencyNumbers::new(all().flat_map(|own| &own.emergency_dial_strings));
        let name = untrack(|| self.lists.customers()).into_iter();
        let name = name.filter(|own| own.id == place.customer);
        // In a plan without rules new ones are named after the customer, or after the plan, as an
        // example of the vendor has it.
        let name = name
            .map(|own| own.short_name)
            .find(|name| !name.is_empty())
            .unwrap_or_else(|| place.target.dial_plan.clone());
        let bad_profiles = rows.len() - profiles.len();
        self.lists.profiles.fill(rows);

        // Each of these steps takes a moment at 50,000 rules: the page is painted between them.
        task::breathe().await;
        let plan = Rc::new(Snapshot::new(change_sets::rules(plan)));
        task::breathe().await;
        let mut meeting = Meeting {
            drift: Drift::new(plan, profiles, &emergency, &name),
            store: Store::new(),
            met: 0,
        };
        self.meet_all(&mut meeting, &client, &place)
            .await
            .map_err(failed("Numbers could not be read"))?;
        let bad_numbers = meeting.store.bad_rows().len();
        let report = meeting.drift.finish();
        task::breathe().await;
        Ok(Compared {
            listing: Listing::new(report),
            unreadable: [bad_numbers, bad_profiles],
            staged,
        })
    }

    async fn meet_all(
        self,
        meeting: &mut Meeting,
        client: &LiveClient<Wire>,
        place: &Place,
    ) -> Result<(), ApiError> {
        let Opened { head, mut body } = client.open_numbers(&place.tenant).await?;
        let mut decoder = Decoder::new();
        let mut broken = None;
        let (mut worked_since, mut shown_at) = (timer::now(), 0.0);
        'answer: while let Some(chunk) = body.next().await {
            match chunk {
                Ok(chunk) => decoder.push(&chunk),
                Err(error) => {
                    broken = Some(error);
                    break;
                }
            }
            loop {
                let progress = decoder.work(&mut meeting.store, SLICE);
                meeting.meet_new();
                let now = timer::now();
                if now - shown_at > SHOWN_EVERY {
                    self.progress.try_set(Some(meeting.store.len()));
                    shown_at = now;
                }
                if now - worked_since > PATIENCE {
                    task::breathe().await;
                    worked_since = timer::now();
                }
                match progress {
                    Progress::Busy => {}
                    Progress::Hungry | Progress::Closed => break,
                    Progress::Failed(_) => break 'answer,
                }
            }
        }
        meeting.meet_new();
        let received = decoder.received();
        match (decoder.finish(), broken) {
            (Ending::Whole, _) => Ok(()),
            (_, Some(broken)) => Err(broken.into()),
            (Ending::CutOff, None) => Err(NoAnswer::CutOff {
                received,
                expected: None,
            }
            .into()),
            (Ending::Failed(error), None) => {
                let content_type = head.headers.get(CONTENT_TYPE);
                let content_type = content_type.and_then(|own| own.to_str().ok());
                Err(unreadable(
                    head.status.as_u16(),
                    content_type.map(str::to_owned),
                    error,
                ))
            }
        }
    }
}

/// Numbers on their way into a comparison.
struct Meeting {
    drift: Drift,
    store: Store,
    met: u32,
}

impl Meeting {
    /// Compares the numbers that have come since the last time.
    fn meet_new(&mut self) {
        let [mut number, mut profile, mut source] = [(); 3].map(|()| String::new());
        while (self.met as usize) < self.store.len() {
            for (field, text) in [
                (Field::Number, &mut number),
                (Field::Profile, &mut profile),
                (Field::Source, &mut source),
            ] {
                text.clear();
                self.store.write_cell(self.met, field, text);
            }
            self.drift.meet(&Acquired {
                number: &number,
                profile: &profile,
                source: &source,
            });
            self.met += 1;
        }
    }
}
