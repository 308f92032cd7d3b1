//! Work that goes on while the page lives.

use std::future::Future;

use futures::future::LocalBoxFuture;

/// Starts it. Boxed, because the browser's queue is compiled anew for every kind of future.
pub fn start(work: impl Future<Output = ()> + 'static) {
    start_boxed(Box::pin(work));
}

fn start_boxed(work: LocalBoxFuture<'static, ()>) {
    leptos::task::spawn_local(work);
}
