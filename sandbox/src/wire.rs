//! The TCP stream under one connection, which a fault can cut for real.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    sync::Notify,
};

/// An interim answer, sent before a connection is cut that has not answered at all.
///
/// A browser quietly repeats a request whose connection dies before the first byte if it had
/// opened that connection ahead of time. After an interim answer it never does, so that a test
/// that drops one call sees one call.
const INTERIM: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// What is to become of a connection: shared by the stream and the request that travels on it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fate(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    doomed: AtomicBool,
    flush_wanted: AtomicBool,
    flushed: Notify,
}

impl Fate {
    /// The connection is to end without an answer.
    pub(crate) fn doom(&self) {
        self.0.doomed.store(true, Ordering::Release);
    }

    /// Resolves when everything given to the connection so far has left it.
    pub(crate) async fn flushed(&self) {
        self.0.flush_wanted.store(true, Ordering::Release);
        self.0.flushed.notified().await;
    }
}

/// A TCP stream that tells its [`Fate`] of every flush.
#[derive(Debug)]
pub(crate) struct Wire {
    tcp: TcpStream,
    fate: Fate,
}

impl Wire {
    pub(crate) fn new(tcp: TcpStream, fate: Fate) -> Self {
        Self { tcp, fate }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if self.fate.0.doomed.load(Ordering::Acquire) {
            // Whether it arrives makes no difference to the cut that follows.
            let _ = self.tcp.try_write(INTERIM);
        }
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.tcp).poll_flush(context);
        if flushed.is_ready() && self.fate.0.flush_wanted.swap(false, Ordering::AcqRel) {
            self.fate.0.flushed.notify_one();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
