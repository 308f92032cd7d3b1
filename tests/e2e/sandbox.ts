// One sandbox for the whole run; every test makes a world of its own in it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export default async function start() {
  // Set, the journeys go to a server that somebody else started, a reverse proxy for instance.
  if (process.env.CORDBOARD_URL) return;

  const program = process.env.CORDBOARD_SANDBOX ?? `${root}target/debug/sandbox`;
  const dist = process.env.CORDBOARD_DIST ?? `${root}dist`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(program, ["--port", String(port), "--dist", dist], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the sandbox ended with ${code}`);
  });
  // Rejects only to be heard while starting.
  ended.catch(() => {});
  await Promise.race([saying(child.stdout, url), ended]);
  child.stdout.resume();
  process.env.CORDBOARD_URL = url;
  return async () => {
    child.kill();
    await ended.catch(() => {});
  };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}

/** Resolves once `text` was printed: the sandbox names its address when it listens. */
async function saying(stream: Readable, text: string) {
  let said = "";
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes(text)) return;
  }
}
