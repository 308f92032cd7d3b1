//! Tells the log what becomes of a call.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes},
    response::Response,
};
use http_body::{Body as HttpBody, Frame, SizeHint};

use crate::{
    fault::act::Dropped,
    request_log::{Entry, Outcome},
    world::World,
};

/// One call until its answer has gone out or the client has gone away.
#[derive(Debug)]
pub(super) struct Watch {
    world: Arc<World>,
    number: u64,
}

impl Watch {
    /// Notes a call down.
    pub(super) fn new(world: &Arc<World>, entry: Entry) -> Self {
        Self {
            world: Arc::clone(world),
            number: world.requests.add(entry),
        }
    }

    /// The answer, which is watched to its end.
    pub(super) fn over(self, response: Response) -> Response {
        if response.extensions().get::<Dropped>().is_some() {
            self.world.requests.end(self.number, Outcome::Dropped);
            return response;
        }
        self.world
            .requests
            .set_status(self.number, response.status().as_u16());
        response.map(|body| Body::new(Watched { body, watch: self }))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.world.requests.end(self.number, Outcome::Aborted);
    }
}

/// A body that tells when all of it was taken.
struct Watched {
    body: Body,
    watch: Watch,
}

impl Watched {
    fn end(&self, outcome: Outcome) {
        self.watch.world.requests.end(self.watch.number, outcome);
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        match &frame {
            Poll::Ready(None) => self.end(Outcome::Answered),
            Poll::Ready(Some(Err(_))) => self.end(Outcome::Dropped),
            Poll::Ready(Some(Ok(_))) | Poll::Pending => {}
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        let ended = self.body.is_end_stream();
        if ended {
            self.end(Outcome::Answered);
        }
        ended
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
