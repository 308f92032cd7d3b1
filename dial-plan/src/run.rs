//! A plan that is being applied: what was decided, which does not change any more.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::change_set::ChangeSet;
use crate::moment::Moment;
use crate::plan::{Item, Plan, inverse};
use crate::target::Target;
use crate::version::Version;

/// The pieces of a plan, and what the live plan must hold once they are applied. It is stored once;
/// what happens to it is in the [`crate::ledger::Ledger`], which is stored after each step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    version: Version<1>,
    /// The dial plan.
    pub target: Target,
    /// When the run was started.
    pub started: Moment,
    /// How long a piece without an answer is waited for.
    #[serde(with = "milliseconds")]
    pub settling: Duration,
    /// The changes of each request.
    pub pieces: Vec<Vec<Item>>,
}

impl Run {
    /// Cuts a plan into pieces of at most `size` changes.
    pub fn new(
        target: Target,
        plan: &Plan,
        size: usize,
        settling: Duration,
        started: Moment,
    ) -> Self {
        let pieces = plan.pieces(size);
        Self {
            version: Version,
            target,
            started,
            settling,
            pieces,
        }
    }

    /// The changes that lead back, however much of the run was applied.
    pub fn inverse(&self) -> ChangeSet {
        inverse(self.pieces.iter().flatten())
    }

    /// How many changes there are.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// There is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}

mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    use crate::moment::Moment;

    pub(super) fn serialize<S: Serializer>(time: &Duration, writer: S) -> Result<S::Ok, S::Error> {
        writer.serialize_u64(Moment(0).after(*time).0)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(reader: D) -> Result<Duration, D::Error> {
        u64::deserialize(reader).map(Duration::from_millis)
    }
}
