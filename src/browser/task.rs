//! Work that goes on while the page lives.

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use futures::channel::oneshot;
use futures::future::{LocalBoxFuture, select};
use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageChannel;

/// Some frames.
const UNSEEN: Duration = Duration::from_millis(100);

/// Starts it. Boxed, because the browser's queue is compiled anew for every kind of future.
pub fn start(work: impl Future<Output = ()> + 'static) {
    start_boxed(Box::pin(work));
}

fn start_boxed(work: LocalBoxFuture<'static, ()>) {
    leptos::task::spawn_local(work);
}

/// Lets the browser paint and take input, then goes on. Timers are held back to four milliseconds
/// after a few turns; a message is not.
pub async fn breathe() {
    let Ok(channel) = MessageChannel::new() else {
        super::timer::sleep(Duration::ZERO).await;
        return;
    };
    let (sender, receiver) = (channel.port2(), channel.port1());
    let turn = Promise::new(&mut |resolve: Function, _| {
        receiver.set_onmessage(Some(&resolve));
        let _ = sender.post_message(&JsValue::NULL);
    });
    let _ = JsFuture::from(turn).await;
    receiver.close();
}

/// Waits until what was drawn has been painted, and no longer than a page may take that nobody
/// sees: it is never painted.
pub async fn painted() {
    let (sender, receiver) = oneshot::channel();
    leptos::prelude::request_animation_frame(move || {
        // Nobody listens any more when it took too long.
        let _ = sender.send(());
    });
    let unseen = pin!(super::timer::sleep(UNSEEN));
    select(receiver, unseen).await;
    breathe().await;
}
