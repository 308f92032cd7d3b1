//! A body that arrives otherwise than it should: late, in part, or cut.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use axum::{
    Error,
    body::{Body, BodyDataStream, Bytes},
};
use futures::{StreamExt as _, stream};

use crate::{wire::Fate, world::World};

/// A byte order mark in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";
/// A throttled body moves on so many times a second.
const BEATS: u32 = 20;

/// What happens at a place in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Gate(String),
    Hang,
    /// The body ends as if it were complete.
    End,
    /// The connection is cut.
    Cut,
}

/// What is to happen to a body.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) world: Arc<World>,
    pub(super) fate: Option<Fate>,
    pub(super) bom: bool,
    /// By their places, counted in bytes.
    pub(super) steps: VecDeque<(u64, Step)>,
    pub(super) bytes_per_second: Option<u32>,
}

struct Journey {
    body: BodyDataStream,
    plan: Plan,
    waiting: Bytes,
    sent: u64,
    over: bool,
}

/// The body as the plan has it.
pub(super) fn shaped(body: Body, plan: Plan) -> Body {
    let waiting = Bytes::from_static(if plan.bom { BOM } else { b"" });
    let journey = Journey {
        body: body.into_data_stream(),
        plan,
        waiting,
        sent: 0,
        over: false,
    };
    Body::from_stream(stream::unfold(journey, |mut journey| async {
        let piece = journey.next().await?;
        Some((piece, journey))
    }))
}

impl Journey {
    async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        while !self.over {
            if let Some((place, step)) = self.plan.steps.front().cloned()
                && place <= self.sent
            {
                self.plan.steps.pop_front();
                if let Some(end) = self.take(step).await {
                    return Some(Err(end));
                }
            } else if self.waiting.is_empty() {
                match self.body.next().await {
                    Some(Ok(bytes)) => self.waiting = bytes,
                    Some(Err(error)) => return Some(Err(error)),
                    // A place beyond the end is the end.
                    None => match self.plan.steps.pop_front() {
                        Some((_, step)) => {
                            if let Some(end) = self.take(step).await {
                                return Some(Err(end));
                            }
                        }
                        None => self.over = true,
                    },
                }
            } else {
                return Some(Ok(self.piece().await));
            }
        }
        None
    }

    async fn take(&mut self, step: Step) -> Option<Error> {
        match step {
            Step::Gate(name) => self.plan.world.gates.pass(&name).await,
            Step::Hang => std::future::pending().await,
            Step::End => self.over = true,
            Step::Cut => {
                if let Some(fate) = &self.plan.fate {
                    fate.flushed().await;
                }
                self.over = true;
                return Some(Error::new("cut by a fault"));
            }
        }
        None
    }

    /// As much as may go before the next step, and at this speed.
    async fn piece(&mut self) -> Bytes {
        let mut length = self.waiting.len();
        if let Some((place, _)) = self.plan.steps.front() {
            length = length.min(usize::try_from(place - self.sent).unwrap_or(usize::MAX));
        }
        if let Some(speed) = self.plan.bytes_per_second {
            length = length.min((speed / BEATS).max(1) as usize);
            tokio::time::sleep(Duration::from_secs(1) / BEATS).await;
        }
        self.sent += length as u64;
        self.waiting.split_to(length)
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;

    fn body(steps: &[(u64, Step)], bom: bool) -> (Arc<World>, BodyDataStream) {
        let world = Arc::new(World::default());
        let plan = Plan {
            world: Arc::clone(&world),
            fate: None,
            bom,
            steps: steps.iter().cloned().collect(),
            bytes_per_second: None,
        };
        (
            world,
            shaped(Body::from("0123456789"), plan).into_data_stream(),
        )
    }

    async fn all(mut body: BodyDataStream) -> (String, bool) {
        let mut text = Vec::new();
        while let Some(piece) = body.next().await {
            match piece {
                Ok(bytes) => text.extend_from_slice(&bytes),
                Err(_) => return (String::from_utf8(text).unwrap(), true),
            }
        }
        (String::from_utf8(text).unwrap(), false)
    }

    #[tokio::test]
    async fn ends_cuts_and_marks_are_at_their_places() {
        assert_eq!(
            all(body(&[], true).1).await,
            ("\u{feff}0123456789".into(), false)
        );
        assert_eq!(
            all(body(&[(4, Step::End)], false).1).await,
            ("0123".into(), false)
        );
        assert_eq!(
            all(body(&[(0, Step::Cut)], false).1).await,
            (String::new(), true)
        );
        assert_eq!(
            all(body(&[(99, Step::Cut)], false).1).await,
            ("0123456789".into(), true)
        );
    }

    #[tokio::test]
    async fn a_gate_holds_the_rest_of_the_body() {
        let (world, mut body) = body(&[(3, Step::Gate("g".into()))], false);
        assert_eq!(body.next().await.unwrap().unwrap(), "012");
        assert!(body.next().now_or_never().is_none());
        world.gates.open("g");
        assert_eq!(all(body).await, ("3456789".into(), false));
    }
}
