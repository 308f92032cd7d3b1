//! The program itself.

use std::{
    net::{Ipv4Addr, TcpListener},
    process::Command,
};

fn sandbox() -> Command {
    Command::new(env!("CARGO_BIN_EXE_sandbox"))
}

#[test]
fn a_taken_port_is_named_with_the_next_free_one() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = sandbox()
        .args(["--port", &port, "--api-only"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.starts_with(&format!("sandbox: port {port} is taken; ")),
        "{text}"
    );
    let free = text
        .trim()
        .rsplit(' ')
        .next()
        .unwrap()
        .parse::<u16>()
        .unwrap();
    assert!(TcpListener::bind((Ipv4Addr::LOCALHOST, free)).is_ok());
}

#[test]
fn a_configuration_that_is_not_there_is_named() {
    let output = sandbox()
        .args(["--port", "0", "--config", "no-such.json"])
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("no-such.json")
    );
}
